package custos.vault.consents;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.policy.Method;
import custos.policy.Policy;
import custos.policy.VoiceColumn;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.Documents;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// Which customer each printed form was typed in for (ADR 0034): a sealed document under a keyed
/// hash of the form's number, so that one sheet of paper is the proof of one customer. It goes with
/// the customer, and goes over to whoever she goes on in.
public record UsedForms(Core core) {
    private static final int FORMAT = 1;

    /// The customer for whom a form was typed in, if she is there.
    Optional<Long> owner(ReadSession read, String form) {
        byte[] kept = kept(form);
        return read.document(DocumentKind.SIGNED_FORM, kept)
                .map(body -> customer(kept, body))
                .map(core::standing)
                .filter(no -> isThere(read, no));
    }

    private boolean isThere(ReadSession read, long no) {
        return read.customer(no).isPresent() && !core.policies().isErased(read.shredded(no));
    }

    /// The rows that take the forms of some answers for a customer. A form with nothing but noes
    /// proves no consent: it goes through whosever the number is, and takes one that is free.
    ///
    /// @throws Refusal.Conflict when one with a yes was typed in for another
    public List<RowChange> take(
            ReadSession read, Policy policy, long no, List<ConsentAnswer> answers) {
        var forms = new TreeMap<String, Boolean>();
        for (ConsentAnswer answer : answers) {
            answer.form()
                    .filter(_ -> isSigned(policy, answer))
                    .ifPresent(form -> forms.merge(form, answer.yes(), Boolean::logicalOr));
        }
        return forms.entrySet().stream()
                .flatMap(form -> take(read, no, form.getKey(), form.getValue()).stream())
                .toList();
    }

    private static boolean isSigned(Policy policy, ConsentAnswer answer) {
        return policy.method(answer.method())
                .map(Method::column)
                .filter(VoiceColumn.SIGNED_FORM::equals)
                .isPresent();
    }

    private Optional<RowChange> take(ReadSession read, long no, String form, boolean proves) {
        byte[] kept = kept(form);
        boolean known = read.document(DocumentKind.SIGNED_FORM, kept).isPresent();
        Optional<Long> owner = owner(read, form);
        if (proves && owner.filter(other -> other != no).isPresent()) {
            throw new Refusal.Conflict(
                    "form-used", "the form " + form + " was typed in for another customer already");
        }
        if (owner.isPresent()) {
            return Optional.empty();
        }
        // A row of somebody whom a restore did not bring back gives way.
        return Optional.of(
                known
                        ? new RowChange.PutDocument(row(kept, no))
                        : new RowChange.InsertDocument(row(kept, no)));
    }

    /// The rows that forget her forms.
    public List<RowChange> forget(ReadSession read, long no) {
        return of(read, no).stream()
                .<RowChange>map(
                        kept -> new RowChange.DeleteDocument(DocumentKind.SIGNED_FORM, kept))
                .toList();
    }

    /// The rows that make her forms those of the customer in whom she goes on.
    public List<RowChange> goOn(ReadSession read, long no, long into) {
        return of(read, no).stream()
                .<RowChange>map(kept -> new RowChange.PutDocument(row(kept, into)))
                .toList();
    }

    private List<byte[]> of(ReadSession read, long no) {
        return read.documents(DocumentKind.SIGNED_FORM).stream()
                .filter(row -> customer(row.id(), row.body()) == no)
                .map(DocumentRow::id)
                .toList();
    }

    private DocumentRow row(byte[] kept, long no) {
        byte[] content =
                CanonicalJson.encode(
                        JsonValue.object().put("v", FORMAT).put("customer", no).build());
        var place = Documents.place(DocumentKind.SIGNED_FORM, kept);
        return new DocumentRow(
                DocumentKind.SIGNED_FORM, kept, core.keys().rows().seal(place, content));
    }

    private long customer(byte[] kept, byte[] body) {
        var place = Documents.place(DocumentKind.SIGNED_FORM, kept);
        Members json = CanonicalJson.parseObject(core.keys().rows().open(place, body));
        if (json.whole("v") != FORMAT) {
            throw new VaultFault.Damaged("the note of a form is of a version that is not known");
        }
        return json.whole("customer");
    }

    /// In any case and with any spaces and dashes it is the same form.
    private byte[] kept(String form) {
        byte[] number =
                form.toUpperCase(Locale.ROOT)
                        .replaceAll("[\\s\\p{Zs}\\p{Pd}]+", "")
                        .getBytes(StandardCharsets.UTF_8);
        return core.keys().rows().keyedId(Documents.place(DocumentKind.SIGNED_FORM, number));
    }
}
