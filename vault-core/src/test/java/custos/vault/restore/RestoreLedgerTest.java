package custos.vault.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.backup.BackupFault;
import custos.consent.ConsentState;
import custos.customer.FieldValue;
import custos.store.ReadSession;
import custos.vault.RawRows;
import custos.vault.RestoredShop;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.audit.Checkpoints;
import custos.vault.core.Ledger;
import custos.vault.core.VaultFolder;
import custos.vault.customers.Customers;
import custos.vault.inspection.Inspection;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.writer.LedgerHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A restored vault forks no ledger, and launders nothing that was altered, damaged or copied.
class RestoreLedgerTest extends RestoredShop {
    @Test
    void an_old_checkpoint_is_still_consistent_and_the_last_one_too() {
        String old = test.vault().ledger().checkpoint();
        test.says(eva, "newsletter", "email", false);
        String last = test.vault().ledger().checkpoint();
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            for (String kept : List.of(old, last)) {
                assertThat(vault.checkpoints().compare(kept))
                        .isInstanceOf(Checkpoints.Comparison.Older.class);
            }
            List<String> acts =
                    vault.ledger().entries(0, 1000).stream()
                            .flatMap(entry -> entry.leaf().acts().stream())
                            .map(act -> act.type().word())
                            .toList();
            assertThat(acts.getLast()).isEqualTo("restored");
            assertSound(vault);
        }
    }

    @Test
    void without_knowing_that_nothing_was_signed_since_it_says_so_and_makes_nothing() {
        backUp();
        test.says(eva, "newsletter", "email", false);
        test.close();

        assertThatThrownBy(() -> restore(wanted(none(), false)))
                .isInstanceOf(BackupFault.Loss.class)
                .hasMessageContaining("--new-ledger");
        assertThatThrownBy(() -> restore(wanted(Optional.of(guard()), false)))
                .isInstanceOf(BackupFault.Loss.class)
                .hasMessageContaining("the guard remembers");
        assertThat(target().data()).doesNotExist();
    }

    @Test
    void what_was_lost_is_said_and_the_ledger_goes_on_under_a_new_name() {
        backUp();
        String old = test.vault().ledger().key().keyName().name();
        long size = test.vault().ledger().newestSize();
        test.close();

        Restore.Report report = restore(wanted(none(), true));

        assertThat(report.newOrigin()).hasValue(old.replaceFirst("/0$", "/1"));
        try (Vault vault = open()) {
            List<custos.event.Leaf> leaves =
                    vault.ledger().entries(0, 10).stream().map(Ledger.Entry::leaf).toList();
            assertThat(leaves.getFirst().acts().getFirst().type().word()).isEqualTo("continues");
            assertThat(leaves.get(1).acts().getFirst().type().word()).isEqualTo("restored");
            try (ReadSession read = vault.store().read()) {
                var half =
                        vault.core()
                                .keys()
                                .internals()
                                .open(read.internal(LedgerHead.idx(1, 0)).orElseThrow());
                assertThat(custos.event.Internal.parse(half.text()).request().orElseThrow())
                        .startsWith(old + " " + size + " ");
                assertThat(read.leavesBetween(0, LedgerHead.idx(1, 0))).hasSize((int) size);
            }
            assertSound(vault);
        }
    }

    @Test
    void a_copied_database_does_not_open_and_restores_like_a_data_bundle() throws IOException {
        test.vault().store().truncateLog();
        test.close();
        Path copy = Files.copy(test.folder().database(), dir.resolve("old.db"));
        test.reopen();
        test.vault().erasure().erase(jan, "erasure-request", true, ANNA);
        test.says(eva, "newsletter", "email", false);
        backUp();
        test.close();
        Files.copy(copy, test.folder().database(), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> test.reopen())
                .isInstanceOf(VaultFault.Damaged.class)
                .hasMessageContaining("the database is older than the guard remembers");
        Restore.Report report =
                restore(
                        new Restore.Wanted(
                                stick,
                                none(),
                                Optional.of(copy),
                                target(),
                                Optional.of(guard()),
                                false));

        assertThat(report.erased()).isEqualTo(1);
        try (Vault vault = open()) {
            assertThatThrownBy(() -> vault.consents().history(jan))
                    .isInstanceOf(Refusal.Erased.class);
            assertThat(newsletterOf(vault, eva).isNo()).isTrue();
            assertSound(vault);
        }
        try (var files = Files.list(dir)) {
            assertThat(files.map(Path::toString))
                    .noneMatch(name -> name.contains("custos-restore-"));
        }
    }

    @Test
    void a_database_of_another_vault_is_refused() throws IOException {
        backUp();
        test.close();
        Path copy = dir.resolve("foreign.db");
        TestVault other = TestVault.in(dir.resolve("other"));
        other.vault().store().truncateLog();
        other.close();
        Files.copy(other.folder().database(), copy);

        assertThatThrownBy(() ->
                        restore(
                                new Restore.Wanted(
                                        stick,
                                        none(),
                                        Optional.of(copy),
                                        target(),
                                        Optional.of(guard()),
                                        false)))
                .isInstanceOf(BackupFault.Unfit.class)
                .hasMessage("the database belongs to another vault");
    }

    @Test
    void an_opening_that_does_not_open_makes_the_consents_unknown_but_keeps_a_no()
            throws Exception {
        test.says(petr, "newsletter", "post", false);
        test.close();
        TestVault broken =
                test.changed(
                        dir.resolve("broken"),
                        folder ->
                                RawRows.change(
                                        folder.database(),
                                        "UPDATE opening SET ct = zeroblob(length(ct)) WHERE no = "
                                                + (1026L << 20 | 1)));
        Path old = Files.createDirectory(dir.resolve("old"));
        Path data;
        try (broken) {
            data = broken.vault().backups().make(old, 30).data();
        }

        Restore.Report report =
                restore(new Restore.Wanted(old, Optional.of(data), none(), target(), none(), true));

        assertThat(report.closed()).containsExactly(1026L);
        try (Vault vault = open()) {
            assertThat(newsletterOf(vault, petr)).isEqualTo(ConsentState.unknown());
            assertThat(vault.consents().history(petr).states())
                    .extracting(one -> one.state().code())
                    .containsExactly("refused");
            assertThat(newsletterOf(vault, eva)).isInstanceOf(ConsentState.Given.class);
        }
    }

    @Test
    void what_was_altered_before_the_backup_gets_no_good_seal_by_it() throws Exception {
        test.close();
        TestVault altered =
                test.changed(
                        dir.resolve("altered"),
                        folder ->
                                RawRows.change(
                                        folder.database(),
                                        "UPDATE record SET day = day + 1 WHERE no = "
                                                + (1026L << 20 | 1)));
        Path old = Files.createDirectory(dir.resolve("old"));
        try (altered) {
            altered.vault().backups().make(old, 30);
        }

        Restore.Report report =
                restore(new Restore.Wanted(old, none(), none(), target(), none(), true));

        assertThat(report.damaged()).containsExactly(1026L);
        try (Vault vault = open()) {
            assertThat(vault.inspection().verify(_ -> {}).findings())
                    .extracting(Inspection.Finding::code)
                    .contains("record-seal");
        }
    }

    @Test
    void the_same_bundle_restored_again_uses_no_version_of_the_first_restore() throws IOException {
        backUp();
        test.close();
        restore(wanted(Optional.of(guard()), false));
        long version;
        test.later(Duration.ofDays(1));
        try (Vault vault = open()) {
            vault.customers()
                    .amend(
                            petr,
                            new Customers.Amendment(
                                    Map.of(NAME, Optional.of(new FieldValue.Text("Petr Dubský"))),
                                    TestVault.SOURCE,
                                    OptionalLong.empty()),
                            ANNA);
            try (CustomerFile file = vault.core().file(1026)) {
                version = file.contentVersion();
            }
            vault.settle();
            vault.backups().make(stick, 30);
        }
        var third = VaultFolder.of(dir.resolve("third"));

        restore(
                new Restore.Wanted(
                        stick,
                        Optional.of(lastWeek),
                        none(),
                        third,
                        Optional.of(target().guard()),
                        false));

        try (Vault vault =
                Vault.open(
                        third,
                        test.unlock(),
                        TestVault.SQLITE,
                        Vault.Settings.STANDARD,
                        test.clock(),
                        new SecureRandom())) {
            try (CustomerFile file = vault.core().file(1026)) {
                assertThat(file.contentVersion()).isGreaterThan(version);
            }
            assertSound(vault);
        }
    }
}
