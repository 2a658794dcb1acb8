package custos.vault.core;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.crypto.CryptoFault;
import custos.customer.EmailAddress;
import custos.customer.IndexForm;
import custos.posting.Pending;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.rows.VaultFault;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The rows of public forms that wait for their confirmation: sealed documents, each under the
/// keyed hash of the code in its letter.
public final class PendingForms {
    private PendingForms() {}

    /// Deletes what waits for an address, because whoever has it is being erased.
    public static List<RowChange> forget(Core core, ReadSession read, EmailAddress address) {
        IndexForm form = address.indexForm();
        return which(
                core,
                read,
                pending ->
                        pending instanceof Pending.Waiting waiting
                                && waiting.posting().email().indexForm().equals(form));
    }

    /// The deletions of those that are wanted; a row that cannot be read stays, for `verify`.
    public static List<RowChange> which(Core core, ReadSession read, Predicate<Pending> wanted) {
        return read.documents(DocumentKind.POSTING).stream()
                .filter(row -> readable(core, row).filter(wanted).isPresent())
                .map(PendingForms::deletion)
                .toList();
    }

    private static Optional<Pending> readable(Core core, DocumentRow row) {
        try {
            return Optional.of(open(core, row));
        } catch (VaultFault.Damaged e) {
            return Optional.empty();
        }
    }

    private static RowChange deletion(DocumentRow row) {
        return new RowChange.DeleteDocument(row.kind(), row.id());
    }

    /// What is kept under an id; empty when it is over.
    public static Optional<Pending> find(Core core, ReadSession read, byte[] id) {
        return read.document(DocumentKind.POSTING, id)
                .map(body -> open(core, new DocumentRow(DocumentKind.POSTING, id, body)))
                .filter(pending -> core.now().isBefore(pending.until()));
    }

    private static Pending open(Core core, DocumentRow row) {
        try {
            return Pending.decode(
                    core.keys().rows().open(Documents.place(row.kind(), row.id()), row.body()));
        } catch (CryptoFault | IllegalArgumentException e) {
            throw new VaultFault.Damaged("a form that waits cannot be read");
        }
    }

    public static RowChange row(Core core, byte[] id, Pending pending) {
        byte[] body =
                core.keys()
                        .rows()
                        .seal(Documents.place(DocumentKind.POSTING, id), pending.encode());
        return new RowChange.PutDocument(new DocumentRow(DocumentKind.POSTING, id, body));
    }

    /// The id under which a code's posting rests: who has the database alone cannot follow a link.
    public static byte[] kept(Core core, String code) {
        byte[] id = code.length() > 64 ? new byte[0] : code.getBytes(US_ASCII);
        return core.keys().rows().keyedId(Documents.place(DocumentKind.POSTING, id));
    }
}
