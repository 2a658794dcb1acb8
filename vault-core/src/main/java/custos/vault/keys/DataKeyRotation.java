package custos.vault.keys;

import custos.event.Actor;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.vault.backups.Mirror;
import custos.vault.core.Core;
import custos.vault.core.KeyProgress;
import custos.vault.core.RotatedKey;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import custos.vault.writer.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/// The rotation of customers' keys, of all or of one (FORMATS "DEK rotation", ADR 0023): every
/// class of hers gets a key of the next generation, and what she has is sealed anew under it. The
/// keys before stay until [OldKeys] takes them away.
///
/// Goes on where a crash left it. Writers and readers are at work meanwhile. For one thread at a
/// time.
final class DataKeyRotation {
    /// So many customers are prepared at once and written as one group, unless others write too.
    private static final int CHUNK = 64;

    /// Whoever sealed something under a key of before is waited for so long.
    private static final Duration READERS = Duration.ofMinutes(1);

    private final Core core;
    private final Mirror mirror;
    private final Rotation.Watcher watcher;
    private final SortedSet<Long> broken = new TreeSet<>();
    private long done;
    private long all;

    /// @param watcher told now and then; breaks the rotation off by throwing
    DataKeyRotation(Core core, Mirror mirror, Rotation.Watcher watcher) {
        this.core = core;
        this.mirror = mirror;
        this.watcher = watcher;
    }

    /// Finishes the rotation that was begun, and does this one unless that was the same.
    ///
    /// @param customer all when empty
    /// @throws VaultFault.Damaged when something does not open: it stays under the keys before, and
    ///   the rotation is over for everybody else
    RollNote run(Actor by, OptionalLong customer) {
        long first = customer.orElse(0);
        Optional<RollNote> begun = unfinished();
        if (begun.isPresent()) {
            KeyProgress progress = KeyProgress.read(core).orElseGet(this::everybody);
            RollNote finished = finish(begun.get(), progress);
            if (progress.covers(first, customer.orElse(0))) {
                return finished;
            }
        }
        KeyProgress progress = customer.isPresent() ? KeyProgress.of(first, first) : everybody();
        int number =
                RollNote.read(core, RotatedKey.CUSTOMERS.word()).map(RollNote::number).orElse(0);
        var note =
                new RollNote(
                        RotatedKey.CUSTOMERS.word(), number + 1, by, core.now(), Optional.empty());
        land(Write.upkeep(List.of(note.row(core), progress.row(core))));
        return finish(note, progress);
    }

    /// Finishes the rotation that was begun, if there is one, and does no other.
    ///
    /// @throws VaultFault.Damaged when something does not open: it stays under the keys before
    Optional<RollNote> resume() {
        return unfinished()
                .map(begun -> finish(begun, KeyProgress.read(core).orElseGet(this::everybody)));
    }

    private Optional<RollNote> unfinished() {
        return RollNote.read(core, RotatedKey.CUSTOMERS.word()).filter(note -> !note.isDone());
    }

    /// Whoever comes later has new keys anyway.
    private KeyProgress everybody() {
        try (ReadSession read = core.store().read()) {
            return KeyProgress.of(0, read.state().nextCustomer() - 1);
        }
    }

    private RollNote finish(RollNote note, KeyProgress progress) {
        all = count(progress);
        walk(progress, progress.next(), Resealing.Aim.NEW_KEYS);
        // Somebody may have sealed a look under a key of before, and not have written it yet.
        var _ = core.keys().readings().drain(READERS);
        walk(progress, progress.first(), Resealing.Aim.NEWEST_KEYS);
        KeyProgress ended = progress.ended(core);
        RollNote over = note.done(core.now());
        land(over.leaf(core, List.of(ended.row(core))));
        mirror.renew();
        if (!broken.isEmpty()) {
            throw new VaultFault.Damaged(
                    "rotated, but something of customer "
                            + broken.first()
                            + (broken.size() > 1 ? " and others" : "")
                            + " does not open, so it stays under the keys before; `custos verify`"
                            + " names it");
        }
        return over;
    }

    private long count(KeyProgress progress) {
        if (progress.first() == progress.last()) {
            return 1;
        }
        try (ReadSession read = core.store().read()) {
            return read.counts().stream()
                    .filter(table -> table.table().equals("customer"))
                    .mapToLong(table -> table.rows())
                    .sum();
        }
    }

    private void walk(KeyProgress progress, long from, Resealing.Aim aim) {
        done = 0;
        long next = from;
        List<Long> chunk;
        do {
            tell();
            var pace = new Pace(core.writer());
            chunk = customers(next, progress.last());
            List<Long> these = chunk;
            int written = core.keys().withoutBundles(this::tell, () -> reseal(these, aim));
            done += chunk.size();
            next = chunk.isEmpty() ? next : chunk.getLast() + 1;
            if (aim == Resealing.Aim.NEW_KEYS && !chunk.isEmpty()) {
                land(Write.upkeep(List.of(progress.at(next).row(core))));
                written++;
            }
            pace.rest(written);
        } while (chunk.size() == CHUNK);
        watcher.at(all, all);
    }

    private void tell() {
        watcher.at(Math.min(done, all), all);
    }

    private List<Long> customers(long from, long last) {
        try (ReadSession read = core.store().read()) {
            return read.customersFrom(from, CHUNK).stream()
                    .map(CustomerRow::no)
                    .filter(no -> no <= last)
                    .toList();
        }
    }

    /// @return how many writes landed
    private int reseal(List<Long> customers, Resealing.Aim aim) {
        var chunk = new ResealedChunk(core, customers, aim);
        chunk.run();
        broken.addAll(chunk.broken());
        return chunk.landed();
    }

    private void land(Write write) {
        Landing.require(core.writer().land(write));
    }
}
