package custos.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.event.Actor;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.store.DocumentKind;
import custos.store.RowChange;
import custos.store.VaultStore;
import java.time.Instant;
import java.util.Optional;

/// What the vault remembers of its last roll, or of the one under way: a crash must not lose who
/// began it, nor its leaf.
///
/// @param kek the number of the key that it brought
/// @param until when its leaf was written; empty while it is not
record RollNote(int kek, Actor by, Instant since, Optional<Instant> until) {
    private static final byte[] ID = "kek".getBytes(US_ASCII);

    static Optional<RollNote> read(Core core) {
        return read(core.store(), core.keys());
    }

    private static Optional<RollNote> read(VaultStore store, VaultKeys keys) {
        return Documents.find(store, keys, DocumentKind.KEY_ROLL, ID).map(RollNote::parse);
    }

    /// Refuses a `kek.json` of before the last roll. When guard and keys were put back together the
    /// guard does not know.
    ///
    /// @throws VaultFault.Damaged when it is older
    static void requireKekOf(VaultStore store, VaultKeys keys) {
        if (read(store, keys).filter(note -> note.kek() > keys.keks().currentId()).isPresent()) {
            throw new VaultFault.Damaged("kek.json is older than the keys in the database");
        }
    }

    boolean isDone() {
        return until.isPresent();
    }

    RollNote done(Instant at) {
        return new RollNote(kek, by, since, Optional.of(at));
    }

    RowChange row(Core core) {
        return new RowChange.PutDocument(
                new Documents(core).sealed(DocumentKind.KEY_ROLL, ID, encode()));
    }

    private byte[] encode() {
        return CanonicalJson.encode(
                JsonValue.object()
                        .put("v", 1)
                        .put("kek", kek)
                        .put("actor", by.id())
                        .put("role", by.role())
                        .put("since", since.toString())
                        .put("until", until.map(Instant::toString))
                        .build());
    }

    private static RollNote parse(byte[] bytes) {
        var json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != 1) {
            throw new VaultFault.Damaged("the note of the last key roll has an unknown version");
        }
        return new RollNote(
                Math.toIntExact(json.whole("kek")),
                Actor.of(json.text("actor"), json.text("role")),
                Instant.parse(json.text("since")),
                json.find("until").isPresent()
                        ? Optional.of(Instant.parse(json.text("until")))
                        : Optional.empty());
    }
}
