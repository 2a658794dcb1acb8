package custos.vault.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.store.DocumentKind;
import custos.store.RowChange;
import custos.store.VaultStore;
import custos.vault.core.Core;
import custos.vault.core.Documents;
import custos.vault.rows.Events;
import custos.vault.rows.VaultFault;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the vault remembers of a key's last roll or rotation, or of the one under way: a crash must
/// not lose who began it, nor its leaf.
///
/// @param key the word by which the ledger names the key, such as [#KEK] or `log`
/// @param number of the key that it brought
/// @param until when its leaf was written; empty while it is not
public record RollNote(String key, int number, Actor by, Instant since, Optional<Instant> until) {
    /// The key encryption key.
    static final String KEK = "kek";

    static Optional<RollNote> read(Core core, String key) {
        return read(core.store(), core.keys(), key);
    }

    private static Optional<RollNote> read(VaultStore store, VaultKeys keys, String key) {
        return Documents.find(store, keys, DocumentKind.KEY_ROLL, key.getBytes(US_ASCII))
                .map(bytes -> parse(key, bytes));
    }

    /// Refuses a `kek.json` of before the last roll. When guard and keys were put back together the
    /// guard does not know.
    ///
    /// @throws VaultFault.Damaged when it is older
    public static void requireKekOf(VaultStore store, VaultKeys keys) {
        if (read(store, keys, KEK)
                .filter(note -> note.number() > keys.keks().currentId())
                .isPresent()) {
            throw new VaultFault.Damaged("kek.json is older than the keys in the database");
        }
    }

    /// How the ledger names the very key, such as `kek:5`.
    String name() {
        return key + ":" + number;
    }

    boolean isDone() {
        return until.isPresent();
    }

    RollNote done(Instant at) {
        return new RollNote(key, number, by, since, Optional.of(at));
    }

    RowChange row(Core core) {
        return new RowChange.PutDocument(
                new Documents(core)
                        .sealed(DocumentKind.KEY_ROLL, key.getBytes(US_ASCII), encode()));
    }

    /// The write of the leaf that says that it is over, and of the note that says the same.
    ///
    /// @param rows what becomes true with it
    Write leaf(Core core, List<RowChange> rows) {
        var all = new ArrayList<RowChange>(rows);
        all.add(row(core));
        Internal internal = Internal.by(by).because(Optional.of(key)).about(Optional.of(name()));
        return Events.ofVault(core.keys(), List.of(Act.of(ActType.KEYS_ROLLED)), internal, all);
    }

    private byte[] encode() {
        return CanonicalJson.encode(
                JsonValue.object()
                        .put("v", 1)
                        .put(key, number)
                        .put("actor", by.id())
                        .put("role", by.role())
                        .put("since", since.toString())
                        .put("until", until.map(Instant::toString))
                        .build());
    }

    private static RollNote parse(String key, byte[] bytes) {
        var json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != 1) {
            throw new VaultFault.Damaged("the note of the last key roll has an unknown version");
        }
        return new RollNote(
                key,
                Math.toIntExact(json.whole(key)),
                Actor.of(json.text("actor"), json.text("role")),
                Instant.parse(json.text("since")),
                json.find("until").isPresent()
                        ? Optional.of(Instant.parse(json.text("until")))
                        : Optional.empty());
    }
}
