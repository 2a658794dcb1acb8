package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.crypto.Heads;
import custos.crypto.Keyring;
import custos.crypto.SecretBytes;
import custos.crypto.SecretName;
import custos.customer.CustomerId;
import custos.event.Internal;
import custos.store.ReadSession;
import custos.vault.Rolling;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.core.KeyWork;
import custos.vault.core.Repeat;
import custos.vault.core.RotatedKey;
import custos.vault.core.VaultFolder;
import custos.vault.restore.Restore;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.writer.LedgerHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The rotation of the keyring's secrets: new writes are under the new version at once, and what
/// older ones sealed still opens.
class RotationTest extends Rolling {
    private static final List<RotatedKey> SECRETS =
            Arrays.stream(RotatedKey.values()).filter(key -> key.secret().isPresent()).toList();

    private KeyWork.Rotated rotate(RotatedKey key) {
        return test.vault().keys().rotate(key, ANNA, _ -> {});
    }

    private int newestOnDisk(SecretName name) {
        try (Keyring keyring =
                Keyring.load(test.folder().keyring())
                        .openWithKeyFile(SecretBytes.copyOf(test.key()))) {
            return keyring.secrets().newest(name);
        }
    }

    private byte[] lastInternal() {
        try (ReadSession read = test.vault().store().read()) {
            return read.internal(LedgerHead.idx(0, read.state().size() - 1)).orElseThrow();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUSTOMERS")
    void a_rotation_is_durable_and_the_ledger_names_the_version_and_who(RotatedKey key) {
        CustomerId eva = register("Eva");

        assertThat(rotate(key).version()).isEqualTo(2);

        assertThat(newestOnDisk(key.secret().orElseThrow())).isEqualTo(2);
        Internal internal =
                Internal.parse(test.core().keys().internals().open(lastInternal()).text());
        assertThat(internal.actor()).isEqualTo(ANNA);
        assertThat(internal.reason()).contains(key.word());
        assertThat(internal.request()).contains(key.word() + ":2");
        assertThat(rolls()).isEqualTo(1);
        assertThat(test.vault().keys().unfinishedRotations()).isEmpty();
        assertThat(test.vault().keys().state()).isInstanceOf(KeyWork.Rotated.class);
        register("Adam");
        amend(eva);
        test.inspected();
        test.reopen();
        assertThat(nameOf(eva)).isEqualTo("Eva");
        assertThat(rotate(key).version()).isEqualTo(3);
        test.inspected();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUSTOMERS")
    void an_old_keyring_put_back_is_refused(RotatedKey key) throws IOException {
        Path kept = Files.copy(test.folder().keyring(), dir.resolve("kept.json"));
        rotate(key);
        test.vault().close();
        Files.copy(kept, test.folder().keyring(), StandardCopyOption.REPLACE_EXISTING);
        assertThatExceptionOfType(VaultFault.Damaged.class)
                .isThrownBy(test::reopen)
                .withMessage("the keyring is older than the guard remembers");
    }

    /// Thrown where a process would have died.
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CUSTOMERS")
    void a_rotation_that_died_at_any_moment_is_finished_by_the_next(RotatedKey key) {
        registerMany(20);
        for (int moment = 1; ; moment++) {
            int left = moment;
            int[] asked = {0};
            Optional<KeyWork.Rotated> done = Optional.empty();
            try {
                done =
                        Optional.of(
                                test.vault()
                                        .keys()
                                        .rotate(
                                                key,
                                                ANNA,
                                                _ -> {
                                                    if (++asked[0] == left) {
                                                        throw new Crash();
                                                    }
                                                }));
            } catch (Crash e) {
                // As wanted.
            }
            if (done.isPresent()) {
                assertThat(moment).isGreaterThan(2);
                assertThat(done.get().version()).isEqualTo(moment + 1);
                break;
            }
            assertThat(test.vault().keys().unfinishedRotations()).containsExactly(key);
            test.reopen();
            register("New " + moment);
            test.vault().keys().finish();
            await(() -> test.vault().keys().state() instanceof KeyWork.Rotated);
            assertThat(newestOnDisk(key.secret().orElseThrow())).isEqualTo(moment + 1);
            assertThat(rolls()).isEqualTo(moment);
            test.inspected();
        }
    }

    @Test
    void after_a_rotation_of_log_everything_new_is_under_it_and_everything_old_still_opens() {
        CustomerId eva = register("Eva");
        byte[] oldInternal = lastInternal();
        rotate(RotatedKey.LOG);
        CustomerId adam = register("Adam");
        try (ReadSession read = test.vault().store().read()) {
            assertThat(Heads.logVersion(read.customer(no(eva)).orElseThrow().head())).isEqualTo(1);
            assertThat(Heads.logVersion(read.customer(no(adam)).orElseThrow().head())).isEqualTo(2);
        }
        assertThat(test.core().keys().internals().open(oldInternal).text()).isNotEmpty();
        assertThat(lastInternal()[5]).as("the version of the secret").isEqualTo((byte) 2);
        assertThat(oldInternal[5]).isEqualTo((byte) 1);
        amend(eva);
        test.inspected();
    }

    private long no(CustomerId id) {
        return test.core().number(id);
    }

    @Test
    void a_repeated_request_is_known_after_a_rotation_of_log() {
        var wanted = test.registration(test.fields(Map.of("full_name", "Eva")));
        var customers = test.vault().customers();
        var key = Optional.of(new Repeat("till-7", new byte[] {1, 2, 3}));
        var first = customers.register(wanted, ANNA, key);
        rotate(RotatedKey.LOG);
        assertThat(customers.register(wanted, ANNA, key).id()).isEqualTo(first.id());
    }

    @Test
    void backups_from_before_and_after_restore_the_vault() throws IOException {
        Path to = Files.createDirectory(dir.resolve("backup"));
        CustomerId eva = register("Eva");
        test.vault().backups().make(to, 30);
        Path first =
                new custos.backup.BackupFolder(to, test.core().keys().vault())
                        .bundles(custos.crypto.BundleHeader.Kind.DATA)
                        .getFirst()
                        .file();
        for (RotatedKey key : SECRETS) {
            rotate(key);
        }
        amend(eva);
        test.later(java.time.Duration.ofHours(1));
        CustomerId adam = register("Adam");
        test.vault().backups().make(to, 30);
        test.vault().close();

        for (Optional<Path> data : List.of(Optional.of(first), Optional.<Path>empty())) {
            Path there = dir.resolve("restored" + data.isPresent());
            var folder = VaultFolder.of(there);
            Restore.run(
                    new Restore.Wanted(to, data, Optional.empty(), folder, Optional.empty(), true),
                    test.unlock(),
                    TestVault.SQLITE,
                    test.clock(),
                    new SecureRandom());
            try (Vault restored =
                    Vault.open(
                            folder,
                            test.unlock(),
                            TestVault.SQLITE,
                            Vault.Settings.STANDARD,
                            test.clock(),
                            new SecureRandom())) {
                assertThat(restored.customers().masked(eva, "staff").fields())
                        .containsEntry(NAME, "Eva");
                assertThat(restored.inspection().verify(_ -> {}).findings()).isEmpty();
                for (RotatedKey key : SECRETS) {
                    assertThat(restored.keys().rotate(key, ANNA, _ -> {}).version()).isEqualTo(3);
                }
                assertThat(restored.inspection().verify(_ -> {}).findings()).isEmpty();
            }
        }
        test.reopen();
        assertThat(nameOf(adam)).isEqualTo("Adam");
    }

    @Test
    void a_key_has_no_more_versions_than_its_keyring_has_room_for() {
        test.vault().close();
        Keyring keyring =
                Keyring.load(test.folder().keyring())
                        .openWithKeyFile(SecretBytes.copyOf(test.key()));
        for (int version = 2; version < 64; version++) {
            keyring =
                    keyring.withNewSecret(
                            SecretName.LINK, new SecureRandom(), test.clock().instant());
        }
        keyring.save(test.folder().keyring());
        test.reopen();
        assertThat(rotate(RotatedKey.LINK).version()).isEqualTo(64);
        assertThatThrownBy(() -> rotate(RotatedKey.LINK))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessage("a key is kept in at most 64 versions, and link has as many");
        assertThat(test.vault().keys().unfinishedRotations()).isEmpty();
        test.reopen();
        test.inspected();
    }
}
