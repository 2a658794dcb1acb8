package custos.vault.core;

import custos.customer.FieldValue;
import custos.json.JsonValue;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The two kinds of records that a merge leaves, as the policy in force numbers them: the mark on
/// the customer who is merged away, and the way back on the one who stays.
///
/// @param markField the mark's one field, which says in whom she goes on
/// @param undoField the one field of the way back
public record MergeKinds(RecordKind mark, int markField, RecordKind undo, int undoField) {
    /// @throws Refusal.Conflict when the policy in force is of before there were merges
    public static MergeKinds of(Policy policy) {
        RecordKind mark = kind(policy, Kinds.MERGED);
        RecordKind undo = kind(policy, Kinds.MERGE);
        return new MergeKinds(mark, field(policy, mark), undo, field(policy, undo));
    }

    private static RecordKind kind(Policy policy, KindId id) {
        return policy.kind(id)
                .filter(kind -> !kind.fields().isEmpty())
                .orElseThrow(MergeKinds::old);
    }

    private static int field(Policy policy, RecordKind kind) {
        return kind.fields().stream()
                .findFirst()
                .flatMap(policy::field)
                .orElseThrow(MergeKinds::old)
                .number();
    }

    private static Refusal.Conflict old() {
        return new Refusal.Conflict(
                "policy", "the policy in force has no records for merges; publish a newer one");
    }

    public int markClass(Policy policy) {
        return Kinds.classNo(policy, mark);
    }

    public int undoClass(Policy policy) {
        return Kinds.classNo(policy, undo);
    }

    /// The content of the mark on a customer who goes on in another.
    public SortedMap<Integer, FieldValue> into(long no) {
        var values = new TreeMap<Integer, FieldValue>();
        values.put(markField, new FieldValue.Json(JsonValue.object().put("into", no).build()));
        return values;
    }

    /// The content of a mark that was taken off: without a field, it marks nobody.
    public static SortedMap<Integer, FieldValue> nobody() {
        return new TreeMap<>();
    }

    /// In whom a marked customer goes on.
    public static long into(SortedMap<Integer, FieldValue> values) {
        return List.copyOf(values.values()).stream()
                .filter(FieldValue.Json.class::isInstance)
                .map(FieldValue.Json.class::cast)
                .map(FieldValue.Json::value)
                .filter(JsonValue.Members.class::isInstance)
                .map(JsonValue.Members.class::cast)
                .map(json -> json.whole("into"))
                .findFirst()
                .orElseThrow(() -> new VaultFault.Damaged("a merged customer's mark is no object"));
    }
}
