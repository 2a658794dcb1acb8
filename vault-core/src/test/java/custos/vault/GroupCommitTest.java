package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.FieldValue;
import custos.event.Actor;
import custos.ledger.Hash;
import custos.ledger.SignedCheckpoint;
import custos.policy.FieldId;
import custos.store.ReadSession;
import custos.store.VaultStore;
import custos.store.WriteSession;
import custos.vault.core.Repeat;
import custos.vault.customers.Customers;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many writers share few durable commits, and nobody pays for a neighbour's mistake.
class GroupCommitTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final FieldId NAME = new FieldId("full_name");
    private static final int THREADS = 32;

    @TempDir Path dir;
    private TestVault test;

    @BeforeEach
    void create() {
        test = TestVault.in(dir);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private record Named(String name, Customers.Recorded recorded) {}

    private static Customers.Recorded register(
            TestVault test, Vault vault, String name, Optional<Repeat> repeat) {
        Map<FieldId, FieldValue> fields = Map.of(NAME, new FieldValue.Text(name));
        return vault.customers().register(test.registration(fields), ANNA, repeat);
    }

    @Test
    void creates_of_32_threads_share_durable_commits_and_all_are_there_after_reopening()
            throws Exception {
        int each = 40;
        var before = test.vault().writes();
        var start = new CountDownLatch(1);
        var tasks = new ArrayList<FutureTask<List<Named>>>();
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            tasks.add(
                    inThread(() -> {
                        start.await();
                        var done = new ArrayList<Named>();
                        for (int i = 0; i < each; i++) {
                            String name = "Ctibor " + thread + " " + i;
                            done.add(
                                    new Named(
                                            name,
                                            register(test, test.vault(), name, Optional.empty())));
                        }
                        return done;
                    }));
        }
        start.countDown();
        var all = new ArrayList<Named>();
        for (var task : tasks) {
            all.addAll(task.get());
        }

        var after = test.vault().writes();
        long creates = after.landed() - before.landed();
        long groups = after.groups() - before.groups();
        assertThat(creates).isEqualTo((long) THREADS * each);
        assertThat(groups).as("durable commits of %d creates", creates).isLessThan(creates / 2);
        test.reopen();
        assertAllThere(test.vault(), all);
    }

    /// Each is served under its name, and its leaf is in the signed tree, each in one of its own.
    private static void assertAllThere(Vault vault, List<Named> all) {
        var head =
                SignedCheckpoint.parse(vault.ledger().checkpoint())
                        .verify(vault.ledger().key())
                        .head();
        assertThat(head.size()).isEqualTo(vault.ledger().newestSize());
        var leaves = new HashSet<Long>();
        for (Named named : all) {
            assertThat(vault.customers().masked(named.recorded().id(), "staff").fields())
                    .containsEntry(NAME, named.name());
            var proven = vault.ledger().prove(named.recorded().leaf());
            proven.proof().verify(Hash.ofLeaf(proven.entry().bytes()), head);
            assertThat(leaves.add(named.recorded().leaf())).isTrue();
        }
        assertThat(vault.inspection().verify(_ -> {}).findings()).isEmpty();
    }

    @Test
    void a_repeated_key_and_a_stale_version_fail_alone_in_their_group() throws Exception {
        var seen = register(test, test.vault(), "Bořek", Optional.empty());
        test.close();
        var gate = new GatedStore();
        try (Vault vault = gate.open(test)) {
            gate.shut();
            var first = inThread(() -> register(test, vault, "First", Optional.empty()));
            gate.awaitWriter();
            var before = vault.writes();

            var neighbours = new ArrayList<FutureTask<Customers.Recorded>>();
            var repeats = new ArrayList<FutureTask<Customers.Recorded>>();
            var edits = new ArrayList<FutureTask<Customers.Recorded>>();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 20; i++) {
                int n = i;
                neighbours.add(
                        inThread(threads, () -> register(test, vault, "N " + n, Optional.empty())));
                if (i % 5 == 0) {
                    var repeat = Optional.of(new Repeat("token/once", new byte[] {7}));
                    repeats.add(inThread(threads, () -> register(test, vault, "Once", repeat)));
                    edits.add(inThread(threads, () -> amend(vault, seen, "Edit " + n)));
                }
            }
            awaitWaiting(threads);
            gate.open();

            first.get();
            var once = new HashSet<Customers.Recorded>();
            for (var repeat : repeats) {
                once.add(repeat.get());
            }
            assertThat(once).as("one key, one customer, one answer").hasSize(1);
            assertThat(edits.stream().filter(GroupCommitTest::isStale)).hasSize(edits.size() - 1);
            var all = new ArrayList<Named>();
            for (int i = 0; i < neighbours.size(); i++) {
                all.add(new Named("N " + i, neighbours.get(i).get()));
            }
            assertAllThere(vault, all);
            var after = vault.writes();
            assertThat(after.landed() - before.landed())
                    .as("first, neighbours, one of the repeated, one of the edits")
                    .isEqualTo(1 + neighbours.size() + 1 + 1);
            assertThat(after.groups() - before.groups())
                    .as("the group that was held, and one for all who waited")
                    .isEqualTo(2);
            assertThat(vault.ledger().newestSize()).isEqualTo(3 + 1 + 20 + 1 + 1);
        }
    }

    private static Customers.Recorded amend(Vault vault, Customers.Recorded seen, String name) {
        return vault.customers()
                .amend(
                        seen.id(),
                        new Customers.Amendment(
                                Map.of(NAME, Optional.of(new FieldValue.Text(name))),
                                TestVault.COUNTER,
                                OptionalLong.of(seen.version())),
                        ANNA);
    }

    private static boolean isStale(FutureTask<?> edit) {
        try {
            edit.get();
            return false;
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(Refusal.Stale.class);
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> FutureTask<T> inThread(Callable<T> work) {
        return inThread(new ArrayList<>(), work);
    }

    private static <T> FutureTask<T> inThread(List<Thread> threads, Callable<T> work) {
        var task = new FutureTask<T>(work);
        threads.add(Thread.ofPlatform().daemon().start(task));
        return task;
    }

    private static void awaitWaiting(List<Thread> threads) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING)) {
            assertThat(System.nanoTime()).as("all writers wait").isLessThan(until);
            LockSupport.parkNanos(5 * 1_000_000L);
        }
    }

    /// The real store behind a gate that holds its writer back, so that a test says who shares a
    /// group.
    private static final class GatedStore {
        private final Semaphore passes = new Semaphore(Integer.MAX_VALUE / 2);
        private final CountDownLatch reached = new CountDownLatch(1);
        private volatile boolean shut;

        Vault open(TestVault test) {
            var opener =
                    new StoreOpener() {
                        @Override
                        public VaultStore create(Path file) {
                            return gated(TestVault.SQLITE.create(file));
                        }

                        @Override
                        public VaultStore open(Path file) {
                            return gated(TestVault.SQLITE.open(file));
                        }

                        @Override
                        public VaultStore look(Path file) {
                            return TestVault.SQLITE.look(file);
                        }
                    };
            return Vault.open(
                    test.folder(),
                    test.unlock(),
                    opener,
                    new Vault.Settings(Duration.ZERO),
                    test.clock(),
                    new SecureRandom());
        }

        void shut() {
            passes.drainPermits();
            shut = true;
        }

        void open() {
            shut = false;
            passes.release(Integer.MAX_VALUE / 2);
        }

        void awaitWriter() throws InterruptedException {
            reached.await();
        }

        private VaultStore gated(VaultStore store) {
            return new VaultStore() {
                @Override
                public ReadSession read() {
                    return store.read();
                }

                @Override
                public WriteSession write() {
                    if (shut) {
                        reached.countDown();
                    }
                    passes.acquireUninterruptibly();
                    return store.write();
                }

                @Override
                public long checkpointLog() {
                    return store.checkpointLog();
                }

                @Override
                public boolean truncateLog() {
                    return store.truncateLog();
                }

                @Override
                public void close() {
                    store.close();
                }
            };
        }
    }
}
