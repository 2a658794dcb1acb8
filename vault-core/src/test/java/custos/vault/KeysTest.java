package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.crypto.KekFile;
import custos.crypto.Keyring;
import custos.crypto.SecretBytes;
import custos.crypto.Wraps;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.store.KeysRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.StoreFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The roll of the key encryption key: afterwards every copy of a wrap that was made before is
/// noise, whatever happened meanwhile.
class KeysTest {
    private static final Actor ANNA = new Actor.Staff("anna", "admin");
    private static final FieldId NAME = new FieldId("full_name");
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

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

    private CustomerId register(String name) {
        return test.vault()
                .customers()
                .register(
                        test.registration(test.fields(Map.of("full_name", name))),
                        ANNA,
                        Optional.empty())
                .id();
    }

    private List<CustomerId> registerMany(int count) {
        var ids = new ArrayList<CustomerId>();
        for (int i = 0; i < count; i++) {
            ids.add(register("Zdeněk " + i));
        }
        return ids;
    }

    private Keys.Outcome roll() {
        return test.vault().keys().roll(ANNA, A_MINUTE, _ -> {});
    }

    private String nameOf(CustomerId id) {
        FieldValue value =
                test.vault()
                        .customers()
                        .openFor(id, new PurposeId("service"), ANNA)
                        .fields()
                        .get(NAME);
        return value instanceof FieldValue.Text(String name) ? name : "";
    }

    private SortedSet<Integer> keksOnDisk() {
        try (Keyring keyring =
                        Keyring.load(test.folder().keyring())
                                .openWithKeyFile(SecretBytes.copyOf(test.key()));
                var keks = KekFile.load(test.folder().kek(), keyring, new SecureRandom())) {
            return keks.ids();
        }
    }

    private Set<Integer> keksOfWraps() {
        var ids = new HashSet<Integer>();
        try (ReadSession read = test.vault().store().read()) {
            for (KeysRow row : read.keysFrom(0, 10_000)) {
                Wraps.parse(row.wraps()).entries().forEach(entry -> ids.add(entry.wrap().kekId()));
            }
        }
        return ids;
    }

    private void assertRolledTo(int kek) {
        assertThat(keksOnDisk()).containsExactly(kek);
        assertThat(keksOfWraps()).containsExactly(kek);
        assertThat(test.vault().keys().isUnfinished()).isFalse();
        test.inspected();
    }

    private long rolls() {
        test.vault().settle();
        long rolls = 0;
        long size = test.vault().ledger().newestSize();
        test.vault().ledger().checkpoint();
        for (long from = 0; from < size; from += 1000) {
            rolls +=
                    test.vault().ledger().entries(from, 1000).stream()
                            .filter(entry ->
                                    entry.leaf().acts().getFirst().type() == ActType.KEYS_ROLLED)
                            .count();
        }
        return rolls;
    }

    @Test
    void a_roll_leaves_one_new_key_and_everything_open_under_it() {
        var ids = registerMany(300);

        assertThat(roll()).isEqualTo(new Keys.Outcome.Rolled(2, 300));

        assertRolledTo(2);
        assertThat(rolls()).isEqualTo(1);
        assertThat(roll()).isEqualTo(new Keys.Outcome.Rolled(3, 300));
        assertRolledTo(3);
        test.reopen();
        assertRolledTo(3);
        assertThat(test.vault().customers().masked(ids.getLast(), "staff").fields())
                .containsEntry(NAME, "Zdeněk 299");
        register("Zdeněk the next");
        assertRolledTo(3);
    }

    @Test
    void the_ledger_names_the_key_and_who_rolled() {
        register("Zdeněk");
        roll();
        Internal internal;
        try (ReadSession read = test.vault().store().read()) {
            long last = LedgerHead.idx(0, read.state().size() - 1);
            byte[] ct = read.internal(last).orElseThrow();
            internal = Internal.parse(test.core().keys().internals().open(ct).text());
        }
        assertThat(internal.actor()).isEqualTo(ANNA);
        assertThat(internal.reason()).contains("kek");
        assertThat(internal.request()).contains("kek:2");
    }

    @Test
    void an_old_database_with_an_erased_customers_keys_opens_nothing_with_todays_kek()
            throws Exception {
        registerMany(20);
        CustomerId eva = register("Eva");
        long no = test.core().number(eva);
        // With its log, in which most of the wraps stand.
        var stolen = VaultFolder.of(dir.resolve("stolen"));
        copy(test.folder().data(), stolen.data());
        copy(test.folder().keys(), stolen.keys());
        try (var carver = new Carver(stolen, test.key())) {
            assertThat(carver.loot(no, Slots.FIRST_FREE, List.of()).texts()).contains("Eva");
        }

        test.vault().erasure().erase(eva, "no-longer-needed", false, ANNA);
        Files.copy(test.folder().kek(), replaced(stolen.kek()));
        try (var carver = new Carver(stolen, test.key())) {
            assertThat(carver.loot(no, Slots.FIRST_FREE, List.of()).texts())
                    .as("before the roll the copy is still readable: that is why there is a roll")
                    .contains("Eva");
        }
        roll();
        Files.copy(test.folder().kek(), replaced(stolen.kek()));

        for (long anybody = CustomersFrom.FIRST; anybody <= no; anybody++) {
            try (var carver = new Carver(stolen, test.key())) {
                var loot = carver.loot(anybody, Slots.FIRST_FREE, List.of());
                assertThat(loot.keys()).isEmpty();
                assertThat(loot.texts()).isEmpty();
            }
        }
        Files.copy(test.folder().guard(), replaced(stolen.guard()));
        assertThatThrownBy(() ->
                        Vault.open(
                                stolen,
                                test.unlock(),
                                TestVault.SQLITE,
                                Vault.Settings.STANDARD,
                                test.clock(),
                                new SecureRandom()))
                .isInstanceOf(VaultFault.Damaged.class);
        test.inspected();
    }

    /// Where customers' numbers begin.
    private static final class CustomersFrom {
        private static final long FIRST = custos.customer.CustomerNumber.FIRST;
    }

    private static Path replaced(Path file) throws IOException {
        Files.deleteIfExists(file);
        return file;
    }

    /// By another process: to open and close the database's file in this one would drop its locks.
    private static void copy(Path from, Path to) throws Exception {
        assertThat(new ProcessBuilder("cp", "-r", from.toString(), to.toString()).start().waitFor())
                .isZero();
    }

    @Test
    void no_byte_of_any_file_holds_an_old_wrap_that_still_opens() {
        registerMany(50);
        CustomerId eva = register("Eva");
        long no = test.core().number(eva);
        try (var carver = new Carver(test.folder(), test.key())) {
            assertThat(carver.loot(no, Slots.FIRST_FREE, List.of()).keys()).isNotEmpty();
        }
        test.vault().erasure().erase(eva, "no-longer-needed", false, ANNA);
        roll();
        try (var carver = new Carver(test.folder(), test.key())) {
            assertThat(carver.loot(no, Slots.FIRST_FREE, List.of()).keys()).isEmpty();
        }
    }

    /// Thrown where a process would have died.
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void a_roll_that_died_at_any_step_is_finished_by_the_next(int step) {
        registerMany(600);
        CustomerId eva = register("Eva");

        assertThatExceptionOfType(Crash.class)
                .isThrownBy(() ->
                        test.vault()
                                .keys()
                                .roll(
                                        ANNA,
                                        A_MINUTE,
                                        now -> {
                                            // In the middle of the long steps, too.
                                            if (now.step() == step
                                                    && (step != 2 || now.done() > 300)) {
                                                throw new Crash();
                                            }
                                        }));
        test.reopen();
        assertThat(test.vault().keys().isUnfinished()).isEqualTo(step > 1);
        assertThat(nameOf(eva)).contains("Eva");
        test.inspected();
        register("Zdeněk in between");
        roll();

        assertRolledTo(2);
        assertThat(rolls()).isEqualTo(1);
        assertThat(nameOf(eva)).contains("Eva");
    }

    @Test
    void a_roll_that_loses_the_store_at_any_commit_is_finished_by_the_next() {
        registerMany(30);
        int kek = 1;
        int commits = 0;
        boolean died = true;
        while (died) {
            int fatal = commits++;
            test.close();
            died = rollOn(FailingStore.atCommit(fatal));
            test.reopen();
            test.inspected();
            if (test.vault().keys().isUnfinished()) {
                roll();
            }
            int now = keksOnDisk().last();
            assertThat(now).isGreaterThanOrEqualTo(kek);
            kek = now;
            assertRolledTo(kek);
        }
        assertThat(commits).as("commits of a roll").isGreaterThan(3);
        assertThat(rolls()).as("each new key has its leaf").isEqualTo(kek - 1);
    }

    /// @return whether it died
    private boolean rollOn(StoreOpener opener) {
        try (Vault vault =
                Vault.open(
                        test.folder(),
                        test.unlock(),
                        opener,
                        new Vault.Settings(Duration.ZERO),
                        test.clock(),
                        new SecureRandom())) {
            vault.keys().roll(ANNA, A_MINUTE, _ -> {});
            return false;
        } catch (VaultFault.Stopped | StoreFault e) {
            return true;
        }
    }

    @Test
    void writers_and_readers_at_work_during_rolls_notice_nothing() throws Exception {
        var ids = registerMany(400);
        var over = new AtomicBoolean();
        try (var threads = Executors.newCachedThreadPool()) {
            var work = new ArrayList<FutureTask<Integer>>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                work.add(inThread(() -> untilOver(over, i -> register("New " + thread + i))));
                work.add(
                        inThread(() ->
                                untilOver(over, i -> amend(ids.get(200 + thread * 40 + i % 40)))));
            }
            work.add(inThread(() -> untilOver(over, i -> nameOf(ids.get(100 + i % 100)))));
            work.add(
                    inThread(() ->
                            untilOver(
                                    over,
                                    i -> {
                                        if (i < 100) {
                                            erase(ids.get(i));
                                        }
                                    })));
            work.forEach(threads::execute);
            for (int i = 0; i < 8; i++) {
                assertThat(roll()).isInstanceOf(Keys.Outcome.Rolled.class);
            }
            over.set(true);
            for (var one : work) {
                assertThat(one.get()).isPositive();
            }
        }
        assertRolledTo(9);
        assertThat(rolls()).isEqualTo(8);
    }

    private interface Step {
        void run(int i);
    }

    private static int untilOver(AtomicBoolean over, Step step) {
        int i = 0;
        while (!over.get()) {
            step.run(i++);
        }
        return i;
    }

    private static <T> FutureTask<T> inThread(Callable<T> work) {
        return new FutureTask<>(work);
    }

    /// A birth date is in a class that these customers have no key for yet.
    private void amend(CustomerId id) {
        test.vault()
                .customers()
                .amend(
                        id,
                        new Customers.Amendment(
                                test.patch("birth_date", "1980-05-17"),
                                TestVault.COUNTER,
                                OptionalLong.empty()),
                        ANNA);
    }

    private void erase(CustomerId id) {
        test.vault().erasure().erase(id, "no-longer-needed", false, ANNA);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void whoever_is_erased_during_a_roll_stays_erased(int step) {
        registerMany(600);
        CustomerId eva = register("Eva");
        long no = test.core().number(eva);
        var once = new AtomicBoolean();

        test.vault()
                .keys()
                .roll(
                        ANNA,
                        A_MINUTE,
                        now -> {
                            if (now.step() == step && once.compareAndSet(false, true)) {
                                erase(eva);
                            }
                        });

        assertRolledTo(2);
        try (ReadSession read = test.vault().store().read()) {
            assertThat(read.keys(no)).isEmpty();
        }
        try (var carver = new Carver(test.folder(), test.key())) {
            assertThat(carver.loot(no, Slots.FIRST_FREE, List.of()).texts()).isEmpty();
        }
        assertThatExceptionOfType(Refusal.Erased.class).isThrownBy(() -> nameOf(eva));
    }

    @Test
    void no_wrap_under_the_old_key_lands_once_there_is_a_new_one() {
        CustomerId eva = register("Eva");
        long no = test.core().number(eva);
        byte[] old;
        try (ReadSession read = test.vault().store().read()) {
            old = read.keys(no).orElseThrow();
        }
        var write = Write.upkeep(List.of(new RowChange.PutKeys(no, old)));
        assertThat(write.isUnder(1)).isTrue();
        var once = new AtomicBoolean();
        var landings = new ArrayList<Landing>();

        test.vault()
                .keys()
                .roll(
                        ANNA,
                        A_MINUTE,
                        now -> {
                            if (now.step() == 3 && once.compareAndSet(false, true)) {
                                landings.add(overtaken(write));
                                landings.add(test.core().writer().land(write));
                            }
                        });

        assertThat(landings.getFirst()).isEqualTo(new Landing.Stale());
        assertThat(landings.getLast())
                .as("handed over anew it is wrapped anew")
                .isInstanceOf(Landing.Landed.class);
        assertRolledTo(2);
    }

    /// Handed over while the old key wraps, staged when the new one does.
    private Landing overtaken(Write write) {
        VaultKeys keys = test.core().keys();
        var both = keys.keks();
        var old = test.core().writer();
        var landing = new ArrayList<java.util.function.Supplier<Landing>>();
        old.between(() -> {
            keys.keks(onlyOld(both));
            landing.add(old.handOver(write));
            keys.keks(both);
            return both;
        });
        return landing.getFirst().get();
    }

    private custos.crypto.KeyEncryptionKeys onlyOld(custos.crypto.KeyEncryptionKeys both) {
        try (Keyring keyring =
                Keyring.load(test.folder().keyring())
                        .openWithKeyFile(SecretBytes.copyOf(test.key()))) {
            var members =
                    custos.json.CanonicalJson.parseObject(
                            KekFile.bytes(both, keyring, new SecureRandom()));
            var first = members.items("keks").getFirst();
            byte[] alone =
                    custos.json.CanonicalJson.encode(
                            custos.json.JsonValue.object()
                                    .put("v", 1)
                                    .put("vault", members.text("vault"))
                                    .put("keks", new custos.json.JsonValue.Items(List.of(first)))
                                    .build());
            return KekFile.parse(alone, keyring, new SecureRandom());
        }
    }

    @Test
    void a_reader_that_holds_the_log_keeps_the_old_key_until_it_goes() {
        registerMany(10);
        try (ReadSession reader = test.vault().store().read()) {
            assertThat(test.vault().keys().roll(ANNA, NOT_AT_ALL, _ -> {}))
                    .isEqualTo(new Keys.Outcome.Pending(2));
            assertThat(keksOnDisk()).containsExactly(1, 2);
            assertThat(keksOfWraps()).containsExactly(2);
            assertThat(test.vault().keys().isUnfinished()).isTrue();
            assertThat(test.vault().keys().state()).isInstanceOf(Keys.State.BrokenOff.class);
            assertThat(rolls()).isZero();

            assertThat(test.vault().keys().start(ANNA)).isTrue();
            assertThat(test.vault().keys().start(ANNA)).as("one at a time").isFalse();
            await(() ->
                    test.vault().keys().state() instanceof Keys.State.Running run && run.held());
            assertThat(keksOnDisk()).containsExactly(1, 2);
            assertThat(reader.state().size()).isPositive();
        }
        await(() -> test.vault().keys().state() instanceof Keys.State.Done);
        assertRolledTo(2);
        assertThat(rolls()).isEqualTo(1);
    }

    @Test
    void whoever_read_an_old_wrap_may_still_open_it_before_the_old_key_goes() throws Exception {
        CustomerId eva = register("Eva");
        try (CustomerFile file = test.vault().file(test.core().number(eva))) {
            assertThat(test.vault().keys().start(ANNA)).isTrue();
            await(() ->
                    test.vault().keys().state() instanceof Keys.State.Running run
                            && run.step() == KekRoll.Step.AWAITING_READERS.number());
            assertThat(keksOnDisk()).containsExactly(1, 2);
            assertThat(file.openFixed(Slots.CONTACT)).isNotEmpty();
        }
        await(() -> test.vault().keys().state() instanceof Keys.State.Done);
        assertRolledTo(2);
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it happens at last").isLessThan(until);
            LockSupport.parkNanos(1_000_000L);
        }
    }

    @Test
    void keys_that_do_not_open_keep_the_old_key() {
        registerMany(3);
        long no = test.core().number(register("Eva"));
        test.close();
        RawRows.change(
                test.folder().database(),
                "UPDATE customer_key SET wraps = CAST(substr(wraps, 1, 40) || x'00' ||"
                        + " substr(wraps, 42) AS BLOB) WHERE customer = "
                        + no);
        test.reopen();

        assertThatExceptionOfType(VaultFault.Damaged.class)
                .isThrownBy(this::roll)
                .withMessageContaining("customer " + no + " do not open");

        assertThat(keksOnDisk()).containsExactly(1, 2);
        assertThat(rolls()).isZero();
        assertThat(test.vault().keys().state()).isInstanceOf(Keys.State.BrokenOff.class);
    }

    @Test
    void a_wrap_under_a_key_that_is_not_in_the_file_refuses_and_deletes_nothing() throws Exception {
        CustomerId eva = register("Eva");
        test.close();
        byte[] before = Files.readAllBytes(test.folder().kek());
        test.reopen();
        roll();
        test.close();
        byte[] after = Files.readAllBytes(test.folder().kek());
        Files.write(test.folder().kek(), before);
        assertThatExceptionOfType(VaultFault.Damaged.class)
                .isThrownBy(test::reopen)
                .withMessageContaining("kek.json is older");
        Files.write(test.folder().kek(), after);
        test.reopen();
        assertThat(nameOf(eva)).contains("Eva");
        assertRolledTo(2);
    }

    @Test
    void a_roll_is_due_after_an_erasure_and_after_thirty_days() {
        Keys keys = test.vault().keys();
        CustomerId eva = register("Eva");
        register("Zdeněk");
        assertThat(keys.isRollDue()).isFalse();
        erase(eva);
        assertThat(keys.isRollDue()).isTrue();
        test.later(Duration.ofDays(1));
        roll();
        assertThat(keys.isRollDue()).isFalse();
        test.later(Duration.ofDays(31));
        assertThat(keys.isRollDue()).isTrue();
    }

    @Test
    void a_daily_roll_happens_when_there_is_anything_to_gain() {
        Keys keys = test.vault().keys();
        var schedule =
                new RollSchedule(
                        LocalTime.of(3, 30), ZoneId.of("Europe/Prague"), test.clock().instant());
        CustomerId eva = register("Eva");
        register("Zdeněk");
        test.later(Duration.ofDays(1));
        keys.rollIfTime(schedule);
        assertThat(keys.state()).isInstanceOf(Keys.State.Never.class);

        erase(eva);
        keys.rollIfTime(schedule);
        assertThat(keys.state())
                .as("not before the next night")
                .isInstanceOf(Keys.State.Never.class);
        test.later(Duration.ofDays(1));
        keys.rollIfTime(schedule);
        await(() -> keys.state() instanceof Keys.State.Done);
        assertRolledTo(2);
    }

    @Test
    void a_server_finishes_the_roll_that_was_begun() {
        registerMany(3);
        test.vault().keys().finish();
        assertThat(test.vault().keys().state()).isInstanceOf(Keys.State.Never.class);
        try (ReadSession reader = test.vault().store().read()) {
            test.vault().keys().roll(ANNA, NOT_AT_ALL, _ -> {});
            assertThat(reader.state().size()).isPositive();
        }
        test.reopen();
        test.vault().keys().finish();
        await(() -> test.vault().keys().state() instanceof Keys.State.Done);
        assertRolledTo(2);
    }

    @Test
    void what_is_shown_counts_and_names_no_key() {
        registerMany(5);
        roll();
        Keys.Overview shown = test.vault().keys().show();
        assertThat(shown.keks()).hasSize(1);
        assertThat(shown.keks().getFirst().id()).isEqualTo(2);
        assertThat(shown.keks().getFirst().customers()).isEqualTo(5);
        assertThat(shown.keks().getFirst().wraps()).isEqualTo(10);
        assertThat(shown.rolled()).isPresent();
        assertThat(shown.unfinished()).isFalse();
        assertThat(shown.secrets())
                .extracting(Keys.Secret::name)
                .containsExactlyInAnyOrder(
                        "INDEX", "SUPPRESS", "ID", "LINK", "LOG", "EXPORT", "LEDGER");
    }
}
