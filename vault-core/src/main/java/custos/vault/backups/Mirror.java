package custos.vault.backups;

import custos.backup.BundleRow;
import custos.crypto.KekFile;
import custos.crypto.KeyEncryptionKeys;
import custos.store.ReadSession;
import custos.store.VaultStore;
import custos.vault.core.Core;
import custos.vault.core.KeyFolder;
import custos.vault.rows.VaultFault;
import custos.vault.writer.CustomerNumbers;
import custos.vault.writer.LedgerHead;
import custos.vault.writer.MirrorQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The mirror: a second folder that always holds what a data bundle lacks (FORMATS "Mirror"). A
/// thread of its own stores what landed; nothing signed leaves the process before that. While the
/// folder cannot be written the vault goes on, and so does the mirror as soon as it can.
///
/// A vault remembers that it has one: opened without it, nothing signed leaves.
public final class Mirror implements AutoCloseable {
    private static final long FAREWELL_MILLIS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Answers that say whether they are mirrored wait for it so long.
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private static final String MISSING =
            "this vault has a mirror, which was not given: give --mirror DIR, or --mirror none to"
                    + " go on without one";

    private final Core core;
    private final KeyFolder folder;
    private final LedgerHead head;
    private final MirrorQueue queue;
    private final CustomerNumbers numbers;
    private final Optional<MirrorWriter> writer;
    private volatile Status otherwise;

    /// What is known of the mirror.
    public sealed interface Status {
        /// There is none.
        record None() implements Status {}

        /// It holds everything that may have left the process.
        ///
        /// @param at when that was found last
        record Current(Instant at) implements Status {}

        /// It is being made.
        record Beginning() implements Status {}

        /// It cannot be written now, and is tried again.
        record Behind(Instant since, String why) implements Status {}

        /// The vault has one, and this process was not told where.
        record Missing() implements Status {}
    }

    /// @param path where it is; none when this process was not told
    public Mirror(
            Core core,
            KeyFolder folder,
            LedgerHead head,
            Backups backups,
            Optional<Path> path,
            MirrorQueue queue,
            CustomerNumbers numbers) {
        this.core = core;
        this.folder = folder;
        this.head = head;
        this.queue = queue;
        this.numbers = numbers;
        this.writer =
                path.map(to -> new MirrorWriter(core, folder, head, backups, to, queue, numbers));
        this.otherwise =
                writer.isEmpty() && isSet(core.store()) ? new Status.Missing() : new Status.None();
        Optional<MirrorNote> note = MirrorNote.of(core.store());
        if (writer.isPresent() || note.isPresent()) {
            long held = note.map(MirrorNote::customers).orElseGet(numbers::peek);
            numbers.follow(held, queue::want);
            numbers.expectSoon(writer.isPresent());
        }
        if (writer.isPresent()) {
            head.leaving().onWaiting(queue::want);
            try (ReadSession read = core.store().read()) {
                queue.known(read.state(), head.newest());
            }
            writer.get().start();
        } else if (otherwise instanceof Status.Missing) {
            head.leaving().hold(MISSING);
        }
    }

    /// Whether the vault has had a mirror and was not told that it has none any more.
    public static boolean isSet(VaultStore store) {
        return MirrorNote.of(store).isPresent();
    }

    /// What gives out numbers, as far as the mirror allows.
    CustomerNumbers numbers() {
        return numbers;
    }

    /// Makes the mirror now; without this it is made with the first write, or when something signed
    /// is asked for.
    public void start() {
        queue.want();
    }

    public Status status() {
        Status now = writer.map(MirrorWriter::status).orElse(otherwise);
        return now instanceof Status.Current && queue.waitingNanos() > PATIENCE.toNanos()
                ? new Status.Behind(core.now().minus(PATIENCE), "it does not answer")
                : now;
    }

    /// Whether the mirror holds an entry, after a moment; empty when there is no mirror.
    ///
    /// @param leaf its index; -1 for an act that changed nothing, and so for all that stands
    public Optional<Boolean> holds(long leaf) {
        if (status() instanceof Status.None) {
            return Optional.empty();
        }
        long leaves = leaf < 0 ? head.newest().view().size() : leaf + 1;
        try {
            head.leaving().covering(leaves, ANSWER);
            return Optional.of(true);
        } catch (VaultFault.Unmirrored e) {
            return Optional.of(false);
        }
    }

    /// There is no mirror any more: whoever restores from the old one must begin a new ledger.
    public void forget() {
        if (writer.isPresent()) {
            throw new IllegalStateException("a mirror that is written is not forgotten");
        }
        if (isSet(core.store())) {
            core.writer().land(MirrorNote.forget());
            head.leaveFreely();
            numbers.free();
        }
        otherwise = new Status.None();
    }

    /// Waits until the mirror holds all that landed, but not for a folder that cannot be written.
    public void settle() {
        try {
            queue.settle(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// FORMATS "KEK roll", 1: returns once the mirror holds both keys.
    ///
    /// @throws VaultFault.Unmirrored when it cannot be written now, or still holds wraps of before
    ///   the last roll
    public void hold(KeyEncryptionKeys both) {
        if (otherwise instanceof Status.Missing) {
            throw new VaultFault.Unmirrored(MISSING);
        }
        if (writer.isPresent()) {
            if (!both.ids().containsAll(writer.get().baseKeks())) {
                renew();
                throw new VaultFault.Unmirrored(
                        "the mirror has not begun anew since the last roll");
            }
            queue.took(
                    new BundleRow.Kek(KekFile.bytes(both, folder.keyring(), core.keys().random())));
            boolean held;
            try {
                held = queue.awaitKek(FAREWELL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                held = false;
            }
            if (!held) {
                throw new VaultFault.Unmirrored("the mirror cannot be written");
            }
        }
    }

    /// Whether nothing in a mirror is from before this instant, if there is one.
    public boolean isBasedSince(Instant then) {
        return writer.map(one -> !one.basedAt().isBefore(then))
                .orElseGet(() -> !isSet(core.store()));
    }

    /// FORMATS "KEK roll", 7: the mirror begins anew, under the new key alone.
    public void renew() {
        writer.ifPresent(MirrorWriter::renew);
    }

    /// Stores what still waits, once nothing lands any more.
    @Override
    public void close() {
        queue.close();
        writer.ifPresent(thread -> thread.join(FAREWELL_MILLIS));
    }
}
