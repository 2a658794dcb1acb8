package custos.vault.requests;

import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How the two records of a request look in the policy in force: the minimal file, and the working
/// file `request-file`, which is of a class that an erasure shreds.
///
/// @param work the kind of the working file
/// @param file its one field
public record RequestForm(MinimalFile minimal, RecordKind work, Field file) {
    public static final KindId WORK = new KindId("request-file");
    private static final FieldId FILE = new FieldId("request_file");

    /// @throws Refusal.Conflict when a policy of before is in force, which has no working file
    static RequestForm of(Policy policy) {
        return find(policy)
                .orElseThrow(() ->
                        new Refusal.Conflict(
                                "policy",
                                "the policy in force has no kind of record request-file with the"
                                        + " field request_file; publish one that has"));
    }

    public static Optional<RequestForm> find(Policy policy) {
        return policy.kind(WORK)
                .filter(work -> work.fields().contains(FILE) && !work.once())
                .flatMap(work ->
                        policy.field(FILE)
                                .filter(field -> field.form() == FieldForm.INTERNAL)
                                .map(file -> new RequestForm(MinimalFile.of(policy), work, file)));
    }

    /// Whether a field is the one of a working file.
    public static boolean isFile(FieldId id) {
        return id.equals(FILE);
    }

    SortedMap<Integer, FieldValue> values(RequestFile content) {
        var values = new TreeMap<Integer, FieldValue>();
        values.put(file.number(), new FieldValue.Json(content.encode()));
        return values;
    }

    RequestFile fileOf(Map<Integer, FieldValue> values) {
        if (values.get(file.number()) instanceof FieldValue.Json(var json)) {
            return RequestFile.decode(json);
        }
        throw new VaultFault.Damaged("a request's file cannot be read");
    }
}
