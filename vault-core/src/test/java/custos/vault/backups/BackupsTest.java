package custos.vault.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.backup.BackupFault;
import custos.backup.BackupFolder;
import custos.backup.BundleInput;
import custos.backup.BundleRow;
import custos.crypto.BundleHeader.Kind;
import custos.crypto.CryptoFault;
import custos.crypto.Keyring;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.core.VaultFolder;
import custos.vault.restore.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {
    private static final Actor ANNA = new Actor.Staff("anna", "officer");

    @TempDir Path dir;
    private Path stick;
    private TestVault test;
    private CustomerId eva;

    @BeforeEach
    void open() throws IOException {
        stick = Files.createDirectory(dir.resolve("stick"));
        test = TestVault.in(dir);
        eva = test.customer(Map.of("full_name", "Eva Malá", "email", "eva@example.org"));
        test.says(eva, "newsletter", "email", true);
    }

    @AfterEach
    void close() {
        test.inspected();
        test.close();
    }

    private Backups.Made backUp() {
        return test.vault().backups().make(stick, 30);
    }

    private List<BundleRow> rows(Path file, Kind kind) {
        var rows = new ArrayList<BundleRow>();
        try (Keyring keyring = test.unlock().open(Keyring.load(test.folder().keyring()));
                BundleInput in = BundleInput.open(file, kind, keyring.secrets())) {
            for (var row = in.next(); row.isPresent(); row = in.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(stick)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_backup_is_three_files_that_any_stick_can_hold() throws IOException {
        Backups.Made made = backUp();

        assertThat(names())
                .hasSize(3)
                .allMatch(name -> name.matches("custos-[0-9a-f]{8}-[0-9a-z.-]+"))
                .contains(made.data().getFileName().toString())
                .contains(made.keys().getFileName().toString());
        assertThat(made.customers()).isEqualTo(1);
        assertThat(test.vault().backups().last()).map(Backups.Last::at).hasValue(made(made));
    }

    private java.time.Instant made(Backups.Made made) {
        assertThat(made.data()).isRegularFile();
        return test.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    }

    @Test
    void a_data_bundle_has_no_keys_and_a_key_bundle_no_names() {
        Backups.Made made = backUp();

        assertThat(rows(made.data(), Kind.DATA))
                .noneMatch(row ->
                        row instanceof BundleRow.Keys
                                || row instanceof BundleRow.Kek
                                || row instanceof BundleRow.Keyring)
                .anyMatch(BundleRow.Customer.class::isInstance);
        assertThat(rows(made.keys(), Kind.KEYS))
                .anyMatch(BundleRow.Keys.class::isInstance)
                .noneMatch(BundleRow.CustomerRecord.class::isInstance);
    }

    @Test
    void older_data_bundles_are_kept_for_their_days_and_older_keys_not_at_all() {
        Path first = backUp().data();
        test.later(Duration.ofDays(20));
        Path second = backUp().data();
        test.later(Duration.ofDays(20));

        Backups.Made third = backUp();

        var folder = new BackupFolder(stick, test.core().keys().vault());
        assertThat(first).doesNotExist();
        assertThat(folder.bundles(Kind.DATA))
                .extracting(BackupFolder.Named::file)
                .containsExactly(second, third.data());
        assertThat(folder.bundles(Kind.KEYS))
                .extracting(BackupFolder.Named::file)
                .containsExactly(third.keys());
        assertThat(third.deleted()).isEqualTo(2);
    }

    @Test
    void the_key_bundle_reaches_back_to_the_oldest_data_bundle_that_is_kept() {
        Path first = backUp().data();
        test.says(eva, "newsletter", "email", false);
        test.later(Duration.ofDays(7));
        backUp();
        test.later(Duration.ofDays(7));
        backUp();
        test.close();

        var report =
                Restore.run(
                        new Restore.Wanted(
                                stick,
                                Optional.of(first),
                                Optional.empty(),
                                VaultFolder.of(dir.resolve("restored")),
                                Optional.of(test.folder().guard()),
                                false),
                        test.unlock(),
                        TestVault.SQLITE,
                        test.clock(),
                        new SecureRandom());

        assertThat(report.data()).isEqualTo(first);
        assertThat(report.closed()).isEmpty();
        test.reopen();
    }

    @Test
    void a_full_disk_is_said_and_leaves_the_old_backup_whole() throws IOException {
        Backups.Made old = backUp();
        test.later(Duration.ofDays(1));
        String prefix = old.data().getFileName().toString().substring(0, 16);
        // The second time the disk is full once the data bundle is whole: alone it would be worth
        // nothing, and an older key bundle must not be taken for its own.
        for (String part : List.of("data", "keys")) {
            Path full = stick.resolve(prefix + part + ".part");
            Files.createSymbolicLink(full, Path.of("/dev/full"));

            assertThatThrownBy(this::backUp)
                    .isInstanceOf(BackupFault.NotWritten.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("are as they were");
            assertThat(Files.exists(full, java.nio.file.LinkOption.NOFOLLOW_LINKS)).isFalse();
            try (Stream<Path> there = Files.list(stick)) {
                assertThat(there.filter(file -> file.toString().endsWith(".bundle")))
                        .containsExactlyInAnyOrder(old.data(), old.keys());
            }
            assertThat(rows(old.data(), Kind.DATA)).isNotEmpty();
            assertThat(rows(old.keys(), Kind.KEYS)).isNotEmpty();
            test.later(Duration.ofDays(1));
        }
    }

    @Test
    void a_folder_that_cannot_be_written_or_is_not_there_is_said() throws IOException {
        backUp();
        test.later(Duration.ofDays(1));
        Path file = Files.writeString(dir.resolve("file"), "no folder");

        assertThatThrownBy(() -> test.vault().backups().make(file, 30))
                .isInstanceOf(BackupFault.NotRead.class)
                .hasMessageContaining("there is no folder");
        if (!"root".equals(System.getProperty("user.name"))) {
            Files.setPosixFilePermissions(stick, PosixFilePermissions.fromString("r-xr-xr-x"));
            assertThatThrownBy(this::backUp).isInstanceOf(BackupFault.NotWritten.class);
        }
    }

    @Test
    void a_clock_that_went_back_puts_no_backup_behind_the_newest() {
        backUp();
        test.later(Duration.ofDays(-1));

        assertThatThrownBy(this::backUp)
                .isInstanceOf(BackupFault.Newer.class)
                .hasMessageContaining("check this machine's clock");
        test.later(Duration.ofDays(1));
    }

    @Test
    void a_vault_that_was_rolled_back_does_not_replace_the_newer_backup() {
        test.close();
        TestVault old = test.changed(dir.resolve("old"), _ -> {});
        test.reopen();
        test.says(eva, "newsletter", "email", false);
        backUp();
        old.later(Duration.ofDays(1));

        assertThatThrownBy(() -> old.vault().backups().make(stick, 30))
                .isInstanceOf(BackupFault.Newer.class)
                .hasMessageContaining("it is the newer one");
        old.close();
    }

    @Test
    void two_vaults_share_a_stick() throws IOException {
        Backups.Made mine = backUp();
        try (TestVault other = TestVault.in(dir.resolve("other"))) {
            Backups.Made theirs = other.vault().backups().make(stick, 30);

            assertThat(names()).hasSize(6);
            assertThatThrownBy(() -> rows(theirs.data(), Kind.DATA))
                    .isInstanceOf(CryptoFault.OtherVault.class);
            assertThatThrownBy(() -> rows(mine.data(), Kind.KEYS))
                    .isInstanceOf(BackupFault.Unfit.class)
                    .hasMessageContaining("is no key bundle");
        }
    }

    @Test
    void a_backup_under_load_restores_without_a_finding() throws Exception {
        var ended = new AtomicBoolean();
        var busy = new CountDownLatch(20);
        var writer =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; !ended.get(); i++) {
                                busy.countDown();
                                CustomerId id =
                                        test.customer(
                                                Map.of(
                                                        "full_name", "Petr " + i,
                                                        "email", "p" + i + "@example.org"));
                                test.says(id, "newsletter", "email", i % 2 == 0);
                                test.says(eva, "newsletter", "email", i % 2 == 0);
                                if (i % 3 == 0) {
                                    test.vault()
                                            .erasure()
                                            .erase(id, "no-longer-needed", false, ANNA);
                                }
                            }
                        });
        busy.await();
        Backups.Made made = backUp();
        ended.set(true);
        writer.join();
        test.vault().settle();
        test.close();

        var to = VaultFolder.of(dir.resolve("restored"));
        var report =
                Restore.run(
                        new Restore.Wanted(
                                stick,
                                Optional.empty(),
                                Optional.empty(),
                                to,
                                Optional.empty(),
                                true),
                        test.unlock(),
                        TestVault.SQLITE,
                        test.clock(),
                        new SecureRandom());

        assertThat(report.data()).isEqualTo(made.data());
        assertThat(report.closed()).isEmpty();
        assertThat(report.damaged()).isEmpty();
        try (Vault vault =
                Vault.open(
                        to,
                        test.unlock(),
                        TestVault.SQLITE,
                        Vault.Settings.STANDARD,
                        test.clock(),
                        new SecureRandom())) {
            assertThat(vault.inspection().verify(_ -> {}).findings()).isEmpty();
        }
        test.reopen();
    }
}
