package custos.vault.keys;

import custos.crypto.CryptoFault;
import custos.crypto.Wraps;
import custos.store.KeysRow;
import custos.store.ReadSession;
import custos.vault.backups.Backups;
import custos.vault.backups.Mirror;
import custos.vault.core.Core;
import custos.vault.core.KeyProgress;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import custos.vault.writer.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Takes away customers' keys that newer ones took the place of, once nobody needs them: no data
/// bundle that is kept, and no mirror, was begun before nothing was left under them, and no link
/// that was mailed before still counts (ADR 0023). Whatever is found under them after all comes
/// under the newest keys first, and then they stay until no bundle of before is kept. For one
/// thread at a time.
final class OldKeys {
    /// Longer than any link or proof counts that is sealed under a customer's key and stored
    /// nowhere: the longest is the confirmation of a consent, with 14 days.
    private static final Duration LINKS = Duration.ofDays(31);

    private static final int CHUNK = 256;
    private static final Duration READERS = Duration.ofMinutes(1);

    /// A folder may hang while a key bundle is written into it.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Core core;
    private final Backups backups;
    private final Mirror mirror;

    OldKeys(Core core, Backups backups, Mirror mirror) {
        this.core = core;
        this.backups = backups;
        this.mirror = mirror;
    }

    /// Whether there are some, and they can go.
    boolean areDue() {
        return due().isPresent();
    }

    private Optional<KeyProgress> due() {
        return KeyProgress.read(core)
                .filter(progress ->
                        progress.behind().isPresent()
                                && backups.areAllSince(progress.behind().getAsLong()))
                .filter(progress -> core.now().isAfter(progress.ended().orElseThrow().plus(LINKS)))
                .filter(progress -> mirror.isBasedSince(progress.ended().orElseThrow()));
    }

    /// Takes them away when they can go.
    ///
    /// @param watcher told now and then; breaks it off by throwing
    void drop(Rotation.Watcher watcher) {
        Optional<KeyProgress> due = due();
        if (due.isEmpty()) {
            return;
        }
        var _ = core.keys().readings().drain(READERS);
        boolean allGone = true;
        long next = 0;
        long done = 0;
        List<KeysRow> rows;
        do {
            watcher.at(done, done);
            var pace = new Pace(core.writer());
            List<KeysRow> these = rows(next);
            long seen = done;
            long until = System.nanoTime() + PATIENCE.toNanos();
            allGone &=
                    core.keys()
                            .withoutBundles(
                                    () -> {
                                        watcher.at(seen, seen);
                                        requireTime(until);
                                    },
                                    () -> drop(these));
            rows = these;
            done += rows.size();
            next = rows.isEmpty() ? next : rows.getLast().customer() + 1;
            pace.rest(rows.size());
        } while (rows.size() == CHUNK);
        KeyProgress before = due.get();
        KeyProgress after = allGone ? before.over() : before.ended(core);
        Landing.require(core.writer().land(Write.upkeep(List.of(after.row(core)))));
        var _ = core.writer().between(core.store()::truncateLog);
        mirror.renew();
    }

    private static void requireTime(long until) {
        if (System.nanoTime() > until) {
            throw new VaultFault.Busy("a key bundle takes too long to write");
        }
    }

    private List<KeysRow> rows(long from) {
        try (ReadSession read = core.store().read()) {
            return read.keysFrom(from, CHUNK);
        }
    }

    /// @return false when something was still under them, or does not open: then they stay
    private boolean drop(List<KeysRow> rows) {
        List<Long> customers =
                rows.stream().filter(OldKeys::hasOlder).map(KeysRow::customer).toList();
        var chunk = new ResealedChunk(core, customers, Resealing.Aim.NO_OLDER_KEYS);
        chunk.run();
        return chunk.found().isEmpty() && chunk.broken().isEmpty();
    }

    private static boolean hasOlder(KeysRow row) {
        try {
            List<Wraps.Entry> entries = Wraps.parse(row.wraps()).entries();
            return entries.stream().map(Wraps.Entry::dataClass).distinct().count() < entries.size();
        } catch (CryptoFault damaged) {
            // `custos verify` names her.
            return false;
        }
    }
}
