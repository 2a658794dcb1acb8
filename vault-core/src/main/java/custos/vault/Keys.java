package custos.vault;

import custos.crypto.CryptoFault;
import custos.crypto.SecretName;
import custos.crypto.Wraps;
import custos.event.Actor;
import custos.store.KeysRow;
import custos.store.ReadSession;
import custos.store.StoreFault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The vault's keys: what there is, how old it is, and the roll of the key encryption key, in the
/// foreground or in the background, one at a time.
///
/// Safe for threads. No key leaves it.
public final class Keys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

    /// A key older than this is rolled also when nobody was erased.
    private static final Duration MAX_AGE = Duration.ofDays(30);

    private static final int CHUNK = 4096;
    private static final long MAX_FAREWELL_SECONDS = 20;

    /// In the background a reader that holds the log is waited for as long as it takes.
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    private final Core core;
    private final KeyFolder folder;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("custos-keys").daemon().factory());
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("custos-keys-timer").daemon().factory());
    private volatile State state = new State.Never();
    private volatile Optional<LocalTime> daily = Optional.empty();
    private volatile boolean closing;

    Keys(Core core, KeyFolder folder) {
        this.core = core;
        this.folder = folder;
    }

    /// What is known of rolls since the vault was opened.
    public sealed interface State {
        /// None was run.
        record Never() implements State {}

        /// One is under way.
        ///
        /// @param step of [#STEPS]
        /// @param done customers so far, of `all`, within the step
        /// @param held whether it waits for a reader that holds the database's log
        record Running(Actor by, Instant since, int step, long done, long all, boolean held)
                implements State {}

        /// The last one's end: the old key is gone.
        record Done(Actor by, Instant since, Instant until, int kek) implements State {}

        /// The last one broke off before its end, and goes on with the next: nothing is lost, and
        /// the old key is still there.
        record BrokenOff(Actor by, Instant since, String why) implements State {}
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
        return new Overview(keks(), secrets(), rolled(), isUnfinished());
    }

    private List<Kek> keks() {
        var customers = new TreeMap<Integer, Long>();
        var wraps = new TreeMap<Integer, Long>();
        core.keys()
                .keks()
                .ids()
                .forEach(id -> {
                    customers.put(id, 0L);
                    wraps.put(id, 0L);
                });
        long next = 0;
        List<KeysRow> rows;
        do {
            try (ReadSession read = core.store().read()) {
                rows = read.keysFrom(next, CHUNK);
            }
            for (KeysRow row : rows) {
                var entries = Wraps.parse(row.wraps()).entries();
                entries.forEach(entry -> wraps.merge(entry.wrap().kekId(), 1L, Long::sum));
                entries.stream()
                        .map(entry -> entry.wrap().kekId())
                        .distinct()
                        .forEach(id -> customers.merge(id, 1L, Long::sum));
                next = row.customer() + 1;
            }
        } while (rows.size() == CHUNK);
        var keks = new ArrayList<Kek>();
        wraps.forEach((id, count) ->
                keks.add(
                        new Kek(
                                id,
                                id == core.keys().keks().currentId(),
                                customers.getOrDefault(id, 0L),
                                count)));
        return keks;
    }

    /// The vault's secrets by name and version.
    public List<Secret> secrets() {
        var keyring = folder.keyring();
        return Arrays.stream(SecretName.values())
                .flatMap(name ->
                        keyring.secrets().versions(name).stream()
                                .map(version ->
                                        new Secret(
                                                name.name(),
                                                version,
                                                keyring.created(name, version),
                                                version == keyring.secrets().newest(name))))
                .toList();
    }

    /// The number of the key that wraps now.
    public int currentKek() {
        return core.keys().keks().currentId();
    }

    /// When the last roll ended.
    public Optional<Instant> rolled() {
        return RollNote.read(core).flatMap(RollNote::until);
    }

    /// Whether a roll was begun and not ended: a crash, or a reader that held the log.
    public boolean isUnfinished() {
        return KekRoll.isUnfinished(core);
    }

    /// Whether there is anything to gain from a roll: one is unfinished, a key was destroyed since
    /// the last one, or the key is 30 days old.
    public boolean isRollDue() {
        Instant since = rolled().orElseGet(this::vaultCreated);
        try (ReadSession read = core.store().read()) {
            return isUnfinished()
                    || read.lastShredding().filter(day -> day >= Core.day(since)).isPresent()
                    || core.now().isAfter(since.plus(MAX_AGE));
        }
    }

    private Instant vaultCreated() {
        return folder.keyring().created(SecretName.LOG, 1).truncatedTo(ChronoUnit.SECONDS);
    }

    /// Goes on in the background with a roll that was begun and not ended, if there is one.
    public void finish() {
        if (isUnfinished()) {
            start(new Actor.Vault());
        }
    }

    /// From now on rolls the keys once a day at this time, when there is anything to gain
    /// ([#isRollDue]). A time that passed while the vault was closed is made up for.
    public void rollDaily(LocalTime at, ZoneId zone) {
        daily = Optional.of(at);
        var schedule = new RollSchedule(at, zone, rolled().orElseGet(this::vaultCreated));
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

    public State state() {
        return state;
    }

    /// Starts a roll in the background, or goes on with the one that was begun, unless one is under
    /// way.
    ///
    /// @return whether this call started it
    public synchronized boolean start(Actor by) {
        State before = state;
        if (!begin(by)) {
            return false;
        }
        try {
            worker.execute(() -> rollQuietly(by));
        } catch (RejectedExecutionException e) {
            state = before;
            return false;
        }
        return true;
    }

    private void rollQuietly(Actor by) {
        try {
            run(by, FOR_EVER, _ -> {});
        } catch (RuntimeException e) {
            LOG.warn("a roll of the keys broke off: {}", words(e));
        }
    }

    private synchronized boolean begin(Actor by) {
        if (closing || state instanceof State.Running) {
            return false;
        }
        state = new State.Running(by, core.now(), 1, 0, 0, false);
        return true;
    }

    /// Rolls the key encryption key, or goes on with the roll that was begun, and returns once the
    /// old key is gone.
    ///
    /// @param patience how long to wait for a reader that holds the database's log
    /// @param progress told now and then
    /// @throws Refusal.Conflict when a roll is under way
    /// @throws VaultFault.Damaged when a customer's keys do not open: the old key stays
    public Outcome roll(Actor by, Duration patience, Consumer<State.Running> progress) {
        if (!begin(by)) {
            throw new Refusal.Conflict("rolling", GroupWriter.ROLLING + " already");
        }
        return run(by, patience, progress);
    }

    private Outcome run(Actor by, Duration patience, Consumer<State.Running> progress) {
        Instant since = core.now();
        State end = new State.Never();
        try {
            var roll =
                    new KekRoll(
                            core,
                            folder,
                            step -> {
                                if (closing) {
                                    throw new VaultFault.Stopped("the vault is being closed", null);
                                }
                                var now = running(by, since, step);
                                state = now;
                                progress.accept(now);
                            });
            Optional<RollNote> note = roll.run(by, patience);
            if (note.isEmpty()) {
                end = new State.BrokenOff(by, since, "a reader holds the database's log");
                return new Outcome.Pending(currentKek());
            }
            int kek = note.get().kek();
            end = new State.Done(by, since, core.now(), kek);
            return new Outcome.Rolled(kek, roll.customers());
        } catch (RuntimeException e) {
            end = new State.BrokenOff(by, since, words(e));
            throw e;
        } finally {
            state = end;
        }
    }

    /// Only messages of our own families: they hold no personal data.
    private static String words(RuntimeException e) {
        boolean ours =
                e instanceof VaultFault || e instanceof CryptoFault || e instanceof StoreFault;
        return ours ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
    }

    private static State.Running running(Actor by, Instant since, KekRoll.Progress step) {
        return new State.Running(
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
