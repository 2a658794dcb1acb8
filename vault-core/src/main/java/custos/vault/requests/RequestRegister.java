package custos.vault.requests;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.Documents;
import custos.vault.rows.VaultFault;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;

/// Which requests there are, so that nobody's records are searched for them: a sealed document for
/// each, `{v, request, received, closed}`, with the number of its minimal file and nothing of the
/// customer (ADR 0024). A document whose file is gone is forgotten when it is found.
public final class RequestRegister {
    private static final int VERSION = 1;

    private final Core core;
    private final Documents documents;

    public RequestRegister(Core core) {
        this.core = core;
        this.documents = new Documents(core);
    }

    /// A request that there is, or was.
    ///
    /// @param request the number of its minimal file
    public record Entry(long request, LocalDate received, boolean closed) {
        private byte[] encode() {
            return CanonicalJson.encode(
                    JsonValue.object()
                            .put("v", VERSION)
                            .put("request", request)
                            .put("received", received.toString())
                            .put("closed", closed ? 1 : 0)
                            .build());
        }

        private static Entry decode(byte[] bytes) {
            var json = CanonicalJson.parseObject(bytes);
            if (json.whole("v") != VERSION) {
                throw new VaultFault.Damaged("a request is of a version that is not known");
            }
            return new Entry(
                    json.whole("request"),
                    LocalDate.parse(json.text("received")),
                    json.whole("closed") == 1);
        }
    }

    public List<Entry> all() {
        return documents.all(DocumentKind.REQUEST).stream().map(Entry::decode).toList();
    }

    /// The row that puts an entry, new or in place of the one before.
    public static RowChange put(VaultKeys keys, Entry entry) {
        byte[] kept = kept(keys, entry.request());
        byte[] body = keys.rows().seal(Documents.place(DocumentKind.REQUEST, kept), entry.encode());
        return new RowChange.PutDocument(new DocumentRow(DocumentKind.REQUEST, kept, body));
    }

    void forget(List<Entry> gone) {
        if (!gone.isEmpty()) {
            core.writer()
                    .land(
                            Write.upkeep(
                                    gone.stream()
                                            .<RowChange>map(one ->
                                                    new RowChange.DeleteDocument(
                                                            DocumentKind.REQUEST,
                                                            kept(core.keys(), one.request())))
                                            .toList()));
        }
    }

    private static byte[] kept(VaultKeys keys, long request) {
        byte[] id = ByteBuffer.allocate(Long.BYTES).putLong(request).array();
        return keys.rows().keyedId(Documents.place(DocumentKind.REQUEST, id));
    }
}
