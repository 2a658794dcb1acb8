package custos.vault.keys;

import custos.crypto.SecretName;
import custos.event.Actor;
import custos.vault.core.Core;
import custos.vault.core.KeyFolder;
import custos.vault.core.RotatedKey;
import custos.vault.customers.Finder;
import custos.vault.rows.Refusal;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The rotation of a secret (FORMATS "Other rotations", ADR 0020): a note that it is begun, a new
/// version in `keyring.json`, for INDEX new tokens for everybody, for SUPPRESS every refusal under
/// it, then a leaf that says so.
///
/// Goes on where a crash left it. Writers and readers are at work meanwhile. For one thread at a
/// time.
final class Rotation {
    /// A keyring has room for 512 secrets of seven names.
    private static final int MAX_VERSIONS = 64;

    /// Whoever made tokens under the old version is waited for so long; later ones are refused.
    private static final Duration READERS = Duration.ofMinutes(1);

    private final Core core;
    private final KeyFolder folder;
    private final Finder finder;
    private final RotatedKey key;
    private final Watcher watcher;

    /// @param watcher told now and then; breaks the rotation off by throwing
    Rotation(Core core, KeyFolder folder, Finder finder, RotatedKey key, Watcher watcher) {
        this.core = core;
        this.folder = folder;
        this.finder = finder;
        this.key = key;
        this.watcher = watcher;
    }

    /// Is told how far a rotation has come.
    interface Watcher {
        /// @param done rows so far, of `all`
        void at(long done, long all);
    }

    /// Whether one was begun and not ended.
    static boolean isUnfinished(Core core, RotatedKey key) {
        return RollNote.read(core, key.word()).filter(note -> !note.isDone()).isPresent();
    }

    /// Finishes the rotation that was begun, or does a whole one.
    ///
    /// @throws Refusal.Conflict when there are as many versions as a keyring has room for
    RollNote run(Actor by) {
        RollNote note = begin(by);
        watcher.at(0, 0);
        if (newest() < note.number()) {
            folder.change(
                    keyring -> keyring.withNewSecret(secret(), core.keys().random(), core.now()));
        }
        if (key == RotatedKey.INDEX) {
            var _ = core.keys().readings().drain(READERS);
            new IndexSweep(core, finder, watcher).run();
            dropOlder();
        } else if (key == RotatedKey.SUPPRESS) {
            new SuppressionSweep(core, watcher).run();
        }
        watcher.at(0, 0);
        return record(note);
    }

    private void dropOlder() {
        for (int version : folder.keyring().secrets().versions(secret()).headSet(newest())) {
            folder.change(keyring -> keyring.withoutSecret(secret(), version));
        }
    }

    private SecretName secret() {
        return key.secret().orElseThrow();
    }

    private int newest() {
        return folder.keyring().secrets().newest(secret());
    }

    /// The note comes first: a version that is there without one would have no leaf.
    private RollNote begin(Actor by) {
        Optional<RollNote> begun = RollNote.read(core, key.word()).filter(note -> !note.isDone());
        if (begun.isPresent()) {
            return begun.get();
        }
        if (folder.keyring().secrets().versions(secret()).size() >= MAX_VERSIONS) {
            throw new Refusal.Conflict(
                    "rotated",
                    "a key is kept in at most "
                            + MAX_VERSIONS
                            + " versions, and "
                            + key.word()
                            + " has as many");
        }
        var note = new RollNote(key.word(), newest() + 1, by, core.now(), Optional.empty());
        Landing.require(core.writer().land(Write.upkeep(List.of(note.row(core)))));
        return note;
    }

    private RollNote record(RollNote note) {
        RollNote done = note.done(core.now());
        Landing.require(core.writer().land(done.leaf(core, List.of())));
        return done;
    }
}
