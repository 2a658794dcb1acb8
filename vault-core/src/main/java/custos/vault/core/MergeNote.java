package custos.vault.core;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.rows.VaultKeys;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Into whom a customer was merged, and when: a sealed document. It leads from the old public id to
/// the customer in whom she goes on, also when nothing else is left of her, and it is what the
/// vault goes by when the undo is over. Erased with that customer.
///
/// @param gone the customer who was merged away
/// @param into the customer in whom she goes on
/// @param day of the merge
public record MergeNote(long gone, long into, int day) {
    private static final int FORMAT = 1;

    static Optional<MergeNote> find(ReadSession read, VaultKeys keys, long gone) {
        byte[] kept = kept(keys, gone);
        return read.document(DocumentKind.MERGE, kept).map(body -> opened(keys, kept, body));
    }

    /// All of them.
    public static List<MergeNote> all(ReadSession read, VaultKeys keys) {
        return read.documents(DocumentKind.MERGE).stream()
                .map(row -> opened(keys, row.id(), row.body()))
                .toList();
    }

    private static MergeNote opened(VaultKeys keys, byte[] kept, byte[] body) {
        return parse(keys.rows().open(Documents.place(DocumentKind.MERGE, kept), body));
    }

    private static byte[] kept(VaultKeys keys, long gone) {
        byte[] id = ByteBuffer.allocate(Long.BYTES).putLong(gone).array();
        return keys.rows().keyedId(Documents.place(DocumentKind.MERGE, id));
    }

    public RowChange put(VaultKeys keys) {
        byte[] kept = kept(keys, gone);
        byte[] body = keys.rows().seal(Documents.place(DocumentKind.MERGE, kept), encode());
        return new RowChange.PutDocument(new DocumentRow(DocumentKind.MERGE, kept, body));
    }

    public static RowChange delete(VaultKeys keys, long gone) {
        return new RowChange.DeleteDocument(DocumentKind.MERGE, kept(keys, gone));
    }

    private byte[] encode() {
        return CanonicalJson.encode(
                JsonValue.object()
                        .put("v", FORMAT)
                        .put("gone", gone)
                        .put("into", into)
                        .put("day", day)
                        .build());
    }

    private static MergeNote parse(byte[] bytes) {
        Members json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != FORMAT) {
            throw new IllegalArgumentException("this merge's version is not known");
        }
        return new MergeNote(
                json.whole("gone"), json.whole("into"), Math.toIntExact(json.whole("day")));
    }
}
