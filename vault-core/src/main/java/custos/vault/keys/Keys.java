package custos.vault.keys;

import custos.crypto.CryptoFault;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.store.StoreFault;
import custos.vault.backups.Backups;
import custos.vault.backups.Mirror;
import custos.vault.core.Core;
import custos.vault.core.KeyFolder;
import custos.vault.core.KeyWork;
import custos.vault.core.RollSchedule;
import custos.vault.core.RotatedKey;
import custos.vault.customers.Finder;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.writer.GroupWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The vault's keys: what there is, how old it is, and the roll of the key encryption key, in the
/// foreground or in the background, one at a time.
///
/// Safe for threads. No key leaves it.
public final class Keys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

    private static final long MAX_FAREWELL_SECONDS = 20;

    /// In the background a reader that holds the log is waited for as long as it takes.
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    private final Core core;
    private final KeyFolder folder;
    private final Finder finder;
    private final Mirror mirror;
    private final OldKeys old;
    private final KeyInventory inventory;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("custos-keys").daemon().factory());
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("custos-keys-timer").daemon().factory());
    private volatile KeyWork state = new KeyWork.Never();
    private volatile Optional<LocalTime> daily = Optional.empty();
    private volatile boolean closing;

    public Keys(Core core, KeyFolder folder, Finder finder, Mirror mirror, Backups backups) {
        this.core = core;
        this.folder = folder;
        this.finder = finder;
        this.mirror = mirror;
        this.old = new OldKeys(core, backups, mirror);
        this.inventory = new KeyInventory(core, folder, old);
    }

    /// How many steps a roll has, counted from 1.
    public static final int STEPS = KekRoll.Step.values().length;

    /// What became of a roll in the foreground.
    public sealed interface Outcome {
        /// @param kek the number of the only key that is left
        record Rolled(int kek, long customers) implements Outcome {}

        /// Everything is under the new key, but a reader holds the database's log, in which old
        /// wraps stand: the old key stays until the next roll.
        record Pending(int kek) implements Outcome {}
    }

    /// A key encryption key.
    ///
    /// @param wraps how many data keys are wrapped under it
    public record Kek(int id, boolean current, long customers, long wraps) {}

    /// A version of one of the vault's secrets.
    public record Secret(String name, int version, Instant created, boolean newest) {}

    /// What there is.
    ///
    /// @param rolled when the last roll ended
    /// @param unfinished whether a roll was begun and not ended
    public record Overview(
            List<Kek> keks, List<Secret> secrets, Optional<Instant> rolled, boolean unfinished) {}

    /// What there is, and how old it is. Reads the wraps of all customers.
    public Overview show() {
        return inventory.all();
    }

    /// The vault's secrets by name and version.
    public List<Secret> secrets() {
        return inventory.secrets();
    }

    /// The number of the key that wraps now.
    public int currentKek() {
        return core.keys().keks().currentId();
    }

    /// When the last roll ended.
    public Optional<Instant> rolled() {
        return inventory.rolled();
    }

    /// Whether a roll was begun and not ended: a crash, or a reader that held the log.
    public boolean isUnfinished() {
        return inventory.isUnfinished();
    }

    /// Whether there is anything to gain from a roll: one is unfinished, a key was destroyed since
    /// the last one, keys of customers that newer ones took the place of can go, or the key is 30
    /// days old.
    public boolean isRollDue() {
        return inventory.isRollDue();
    }

    /// Rotations that were begun and not ended.
    public List<RotatedKey> unfinishedRotations() {
        return inventory.unfinishedRotations();
    }

    /// Goes on in the background with what was begun and not ended, one after the other.
    public void finish() {
        var vault = new Actor.Vault();
        if (isUnfinished()) {
            start(vault);
        }
        List<RotatedKey> rotations = unfinishedRotations();
        if (!rotations.isEmpty()) {
            worker.execute(() -> rotations.forEach(key -> quietly(() -> resume(key, vault))));
        }
    }

    /// From now on rolls the keys once a day at this time, when there is anything to gain
    /// ([#isRollDue]). A time that passed while the vault was closed is made up for.
    public void rollDaily(LocalTime at, ZoneId zone) {
        daily = Optional.of(at);
        var schedule = new RollSchedule(at, zone, inventory.rolledOrMade());
        var _ = timer.scheduleWithFixedDelay(() -> rollIfTime(schedule), 30, 30, TimeUnit.SECONDS);
    }

    void rollIfTime(RollSchedule schedule) {
        try {
            if (schedule.isTime(core.now()) && isRollDue()) {
                start(new Actor.Vault());
            }
        } catch (RuntimeException e) {
            LOG.warn("whether to roll the keys could not be told: {}", words(e));
        }
    }

    /// When the keys are rolled each day.
    public Optional<LocalTime> daily() {
        return daily;
    }

    public KeyWork state() {
        return state;
    }

    /// Starts a roll in the background, or goes on with the one that was begun, unless one is under
    /// way.
    ///
    /// @return whether this call started it
    public boolean start(Actor by) {
        return start(first(by), () -> run(by, FOR_EVER, _ -> {}));
    }

    /// Likewise a rotation.
    ///
    /// @return whether this call started it; not while anything is under way
    public boolean startRotation(RotatedKey key, Actor by) {
        return start(first(key, by), () -> run(key, by, OptionalLong.empty(), _ -> {}));
    }

    private synchronized boolean start(KeyWork first, Runnable work) {
        KeyWork before = state;
        if (!begin(first)) {
            return false;
        }
        try {
            worker.execute(() -> quietly(work));
        } catch (RejectedExecutionException e) {
            state = before;
            return false;
        }
        return true;
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("a change of the vault's keys broke off: {}", words(e));
        }
    }

    private synchronized boolean begin(KeyWork first) {
        if (closing || state.isUnderWay()) {
            return false;
        }
        state = first;
        return true;
    }

    private KeyWork first(Actor by) {
        return new KeyWork.Running(by, core.now(), 1, 0, 0, false);
    }

    private KeyWork first(RotatedKey key, Actor by) {
        return new KeyWork.Rotating(key, by, core.now(), 0, 0);
    }

    private void requireBegun(KeyWork first) {
        if (!begin(first)) {
            throw new Refusal.Conflict("rolling", GroupWriter.ROLLING + " already");
        }
    }

    private void requireOpen() {
        if (closing) {
            throw new VaultFault.Stopped("the vault is being closed", null);
        }
    }

    /// Rolls the key encryption key, or goes on with the roll that was begun, and returns once the
    /// old key is gone. Keys of customers that nobody needs any more go first.
    ///
    /// @param patience how long to wait for a reader that holds the database's log
    /// @param progress told now and then
    /// @throws Refusal.Conflict when a roll is under way
    /// @throws VaultFault.Damaged when a customer's keys do not open: the old key stays
    public Outcome roll(Actor by, Duration patience, Consumer<KeyWork.Running> progress) {
        requireBegun(first(by));
        return run(by, patience, progress);
    }

    /// Rotates a key, or goes on with the rotation that was begun, and returns once that is in the
    /// ledger.
    ///
    /// @param progress told now and then
    /// @throws Refusal.Conflict when a roll or a rotation is under way
    public KeyWork.Rotated rotate(RotatedKey key, Actor by, Consumer<KeyWork.Rotating> progress) {
        requireBegun(first(key, by));
        return run(key, by, OptionalLong.empty(), progress);
    }

    /// Likewise the keys of one customer alone.
    ///
    /// @throws Refusal.NotFound when there is no such customer
    public KeyWork.Rotated rotate(
            CustomerId customer, Actor by, Consumer<KeyWork.Rotating> progress) {
        long no = core.number(customer);
        core.file(no).close();
        requireBegun(first(RotatedKey.CUSTOMERS, by));
        return run(RotatedKey.CUSTOMERS, by, OptionalLong.of(no), progress);
    }

    /// Finishes what was begun, of one customer what was begun of her.
    private void resume(RotatedKey key, Actor by) {
        requireBegun(first(key, by));
        run(key, by, watcher -> resumed(key, by, watcher), _ -> {});
    }

    private KeyWork.Rotated run(
            RotatedKey key, Actor by, OptionalLong customer, Consumer<KeyWork.Rotating> progress) {
        return run(key, by, watcher -> rotated(key, by, customer, watcher), progress);
    }

    private KeyWork.Rotated run(
            RotatedKey key,
            Actor by,
            Function<Rotation.Watcher, RollNote> rotation,
            Consumer<KeyWork.Rotating> progress) {
        Instant since = core.now();
        Rotation.Watcher watcher =
                (done, all) -> {
                    requireOpen();
                    var now = new KeyWork.Rotating(key, by, since, done, all);
                    state = now;
                    progress.accept(now);
                };
        return kept(
                by,
                since,
                () -> {
                    int version = rotation.apply(watcher).number();
                    return new KeyWork.Rotated(key, version, by, since, core.now());
                },
                rotated -> rotated);
    }

    /// Does the work, whose end is the state from then on.
    private <T> T kept(Actor by, Instant since, Supplier<T> work, Function<T, KeyWork> end) {
        KeyWork last = new KeyWork.Never();
        try {
            T done = work.get();
            last = end.apply(done);
            return done;
        } catch (RuntimeException e) {
            last = new KeyWork.BrokenOff(by, since, words(e));
            throw e;
        } finally {
            state = last;
        }
    }

    private RollNote rotated(
            RotatedKey key, Actor by, OptionalLong customer, Rotation.Watcher watcher) {
        if (key != RotatedKey.CUSTOMERS) {
            return new Rotation(core, folder, finder, key, watcher).run(by);
        }
        old.drop((_, _) -> requireOpen());
        return new DataKeyRotation(core, mirror, watcher).run(by, customer);
    }

    private RollNote resumed(RotatedKey key, Actor by, Rotation.Watcher watcher) {
        return key == RotatedKey.CUSTOMERS
                ? new DataKeyRotation(core, mirror, watcher).resume().orElseThrow()
                : new Rotation(core, folder, finder, key, watcher).run(by);
    }

    /// What stands in the way of that must not stand in the way of a roll, which the erased wait
    /// for.
    private void dropOld() {
        try {
            old.drop((_, _) -> requireOpen());
        } catch (RuntimeException e) {
            LOG.warn("customers' old keys stay for now: {}", words(e));
        }
    }

    private Outcome run(Actor by, Duration patience, Consumer<KeyWork.Running> progress) {
        Instant since = core.now();
        var roll =
                new KekRoll(
                        core,
                        folder,
                        mirror,
                        step -> {
                            requireOpen();
                            var now = running(by, since, step);
                            state = now;
                            progress.accept(now);
                        });
        return kept(
                by,
                since,
                () -> {
                    dropOld();
                    return roll.run(by, patience)
                            .<Outcome>map(
                                    note -> new Outcome.Rolled(note.number(), roll.customers()))
                            .orElseGet(() -> new Outcome.Pending(currentKek()));
                },
                outcome ->
                        switch (outcome) {
                            case Outcome.Rolled(int kek, _) ->
                                    new KeyWork.Done(by, since, core.now(), kek);
                            case Outcome.Pending _ ->
                                    new KeyWork.BrokenOff(
                                            by, since, "a reader holds the database's log");
                        });
    }

    /// Only messages of our own families: they hold no personal data.
    private static String words(RuntimeException e) {
        boolean ours =
                e instanceof VaultFault || e instanceof CryptoFault || e instanceof StoreFault;
        return ours ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
    }

    private static KeyWork.Running running(Actor by, Instant since, KekRoll.Progress step) {
        return new KeyWork.Running(
                by, since, step.step().number(), step.done(), step.all(), step.held());
    }

    /// Breaks off what is under way; the next opening can go on with it.
    @Override
    public void close() {
        closing = true;
        timer.shutdownNow();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(MAX_FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a roll of the keys is still under way while the vault closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
