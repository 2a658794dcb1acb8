package custos.vault.backups;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.VaultStore;
import custos.vault.rows.Write;
import java.util.List;
import java.util.Optional;

/// What a vault remembers of its mirror: that it has one, and how far it had come.
///
/// @param elsewhere whether it lies on a disk of its own
/// @param customers all numbers of customers below this one are in it, as far as was noted
record MirrorNote(boolean elsewhere, long customers) {
    private static final byte[] ID = "mirror".getBytes(US_ASCII);

    /// None when the vault has no mirror.
    static Optional<MirrorNote> of(VaultStore store) {
        try (ReadSession read = store.read()) {
            return read.document(DocumentKind.MIRROR, ID)
                    .map(body -> {
                        JsonValue.Members json = CanonicalJson.parseObject(body);
                        return new MirrorNote(
                                json.whole("elsewhere") == 1,
                                json.find("customers").isPresent() ? json.whole("customers") : 0);
                    });
        }
    }

    Write put() {
        byte[] body =
                CanonicalJson.encode(
                        JsonValue.object()
                                .put("v", 1)
                                .put("elsewhere", elsewhere ? 1 : 0)
                                .put("customers", customers)
                                .build());
        return Write.upkeep(
                List.of(new RowChange.PutDocument(new DocumentRow(DocumentKind.MIRROR, ID, body))));
    }

    static Write forget() {
        return Write.upkeep(List.of(new RowChange.DeleteDocument(DocumentKind.MIRROR, ID)));
    }
}
