package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.event.Internal;
import custos.store.ReadSession;
import custos.store.StoreFault;
import custos.vault.Carver;
import custos.vault.FailingStore;
import custos.vault.RawRows;
import custos.vault.Rolling;
import custos.vault.StoreOpener;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.core.KeyWork;
import custos.vault.core.RollSchedule;
import custos.vault.core.VaultFolder;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.writer.LedgerHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The roll of the key encryption key: afterwards every copy of a wrap that was made before is
/// noise, whatever happened meanwhile.
class KeysTest extends Rolling {
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
        assertThat(test.vault().keys().state()).isInstanceOf(KeyWork.BrokenOff.class);
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
        assertThat(keys.state()).isInstanceOf(KeyWork.Never.class);

        erase(eva);
        keys.rollIfTime(schedule);
        assertThat(keys.state()).as("not before the next night").isInstanceOf(KeyWork.Never.class);
        test.later(Duration.ofDays(1));
        keys.rollIfTime(schedule);
        await(() -> keys.state() instanceof KeyWork.Done);
        assertRolledTo(2);
    }

    @Test
    void a_server_finishes_the_roll_that_was_begun() {
        registerMany(3);
        test.vault().keys().finish();
        assertThat(test.vault().keys().state()).isInstanceOf(KeyWork.Never.class);
        try (ReadSession reader = test.vault().store().read()) {
            test.vault().keys().roll(ANNA, NOT_AT_ALL, _ -> {});
            assertThat(reader.state().size()).isPositive();
        }
        test.reopen();
        test.vault().keys().finish();
        await(() -> test.vault().keys().state() instanceof KeyWork.Done);
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
