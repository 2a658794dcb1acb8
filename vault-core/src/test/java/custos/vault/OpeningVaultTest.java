package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import custos.crypto.CryptoFault;
import custos.crypto.KekFile;
import custos.crypto.Keyring;
import custos.crypto.SecretBytes;
import custos.crypto.SecretName;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.ledger.Guard;
import custos.ledger.LedgerFault;
import custos.ledger.SignedCheckpoint;
import custos.policy.FieldId;
import custos.vault.core.VaultFolder;
import custos.vault.customers.Customers;
import custos.vault.rows.VaultFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault opens when its parts agree. When they do not, it says so in one line and changes no
/// byte, so that a wrong copy put back by hand can be put right by hand.
class OpeningVaultTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final FieldId NAME = new FieldId("full_name");
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir Path dir;
    private TestVault test;
    private VaultFolder folder;

    @BeforeEach
    void create() {
        test = TestVault.in(dir);
        folder = test.folder();
        register("Zbyněk");
        test.close();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Customers.Recorded register(String name) {
        Map<FieldId, FieldValue> fields = Map.of(NAME, new FieldValue.Text(name));
        return test.vault().customers().register(test.registration(fields), ANNA, Optional.empty());
    }

    /// Registers somebody in the vault as it lies there, and closes it.
    private void goOn(String name) {
        test.reopen();
        register(name);
        test.close();
    }

    private Vault open(Unlock unlock) {
        return Vault.open(
                folder,
                unlock,
                TestVault.SQLITE,
                new Vault.Settings(Duration.ZERO),
                test.clock(),
                RANDOM);
    }

    /// Refused with one clear line, twice the same, and nothing changed.
    private void assertRefused(
            Class<? extends RuntimeException> kind, String line, Unlock... unlocks) {
        Map<String, String> before = digests();
        for (Unlock unlock : unlocks.length > 0 ? unlocks : new Unlock[] {test.unlock()}) {
            for (int i = 0; i < 2; i++) {
                Throwable refused = catchThrowable(() -> open(unlock).close());
                assertThat(refused).isExactlyInstanceOf(kind).hasMessage(line);
                assertThat(line).doesNotContain("\n").hasSizeLessThan(160);
            }
        }
        assertThat(digests()).isEqualTo(before);
    }

    private Map<String, String> digests() {
        var digests = new TreeMap<String, String>();
        for (Path root : new Path[] {folder.data(), folder.keys()}) {
            for (Path file : Needles.filesUnder(root)) {
                if (!file.equals(folder.lock())) {
                    digests.put(file.toString(), digest(file));
                }
            }
        }
        return digests;
    }

    private static String digest(Path file) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(Needles.bytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path keep(Path file) throws IOException {
        Path kept = dir.resolve("kept-" + RANDOM.nextLong());
        copy(file, kept);
        return kept;
    }

    @Test
    void parts_that_agree_open_and_reading_changes_nothing() {
        Map<String, String> before = digests();
        open(test.unlock()).close();
        assertThat(digests()).as("the control of all tests here").isEqualTo(before);
    }

    @Test
    void an_older_copy_of_the_database_is_refused() throws IOException {
        Path older = keep(folder.database());
        goOn("Drahomíra");
        copy(older, folder.database());
        assertRefused(
                VaultFault.Damaged.class,
                "the database is older than the guard remembers: it holds 3 leaves, 4 were"
                        + " signed");
    }

    @Test
    void a_database_of_the_same_size_with_another_history_is_refused() throws IOException {
        Path database = keep(folder.database());
        Path guard = keep(folder.guard());
        goOn("Drahomíra");
        Path other = keep(folder.database());
        copy(database, folder.database());
        copy(guard, folder.guard());
        goOn("Ludmila");
        copy(other, folder.database());
        assertRefused(
                VaultFault.Damaged.class,
                "the database holds another history than the one that was signed");
    }

    @Test
    void a_longer_database_with_another_history_is_refused() throws IOException {
        Path database = keep(folder.database());
        Path guard = keep(folder.guard());
        goOn("Drahomíra");
        goOn("Hynek");
        Path longer = keep(folder.database());
        copy(database, folder.database());
        copy(guard, folder.guard());
        goOn("Ludmila");
        copy(longer, folder.database());
        assertRefused(
                VaultFault.Damaged.class,
                "the database holds another history than the one that was signed");
    }

    @Test
    void a_database_ahead_of_the_guard_is_signed_and_opens() throws IOException {
        Path guard = keep(folder.guard());
        goOn("Drahomíra");
        goOn("Hynek");
        copy(guard, folder.guard());
        assertThat(Guard.read(folder.guard()).orElseThrow().head().size()).isEqualTo(3);
        test.reopen();
        var slot = Guard.read(folder.guard()).orElseThrow();
        assertThat(slot.head().size()).isEqualTo(5);
        assertThat(SignedCheckpoint.parse(slot.note()).verify(test.vault().ledger().key()).head())
                .isEqualTo(slot.head());
        assertThat(test.vault().ledger().newestSize()).isEqualTo(5);
        register("Svatava");
    }

    @Test
    void an_older_kek_file_is_refused() throws IOException {
        Path older = keep(folder.kek());
        try (Keyring keyring = keyring();
                var keks = KekFile.load(folder.kek(), keyring, RANDOM);
                var next = keks.withNext()) {
            KekFile.save(folder.kek(), next, keyring, RANDOM);
        }
        goOn("Drahomíra");
        copy(older, folder.kek());
        assertRefused(VaultFault.Damaged.class, "kek.json is older than the guard remembers");
    }

    private Keyring keyring() {
        return Keyring.load(folder.keyring()).openWithKeyFile(SecretBytes.copyOf(test.key()));
    }

    @Test
    void a_missing_kek_file_is_refused() throws IOException {
        Files.delete(folder.kek());
        assertRefused(
                VaultFault.WrongFolder.class,
                "kek.json is missing from the key folder; without it nothing opens");
    }

    @Test
    void an_older_keyring_is_refused() throws IOException {
        Path older = keep(folder.keyring());
        try (Keyring keyring = keyring()) {
            keyring.withNewSecret(SecretName.LINK, RANDOM, test.clock().instant())
                    .save(folder.keyring());
        }
        goOn("Drahomíra");
        copy(older, folder.keyring());
        assertRefused(VaultFault.Damaged.class, "the keyring is older than the guard remembers");
    }

    @Test
    void parts_of_another_vault_are_refused() throws IOException {
        TestVault other = TestVault.in(dir.resolve("other"));
        other.close();
        Path own = keep(folder.keyring());
        copy(other.folder().keyring(), folder.keyring());
        assertRefused(
                CryptoFault.WrongUnlock.class,
                "this passphrase, key file, recovery sheet or token does not open the keyring");
        assertRefused(
                CryptoFault.Damaged.class,
                "the file of key encryption keys is damaged, or does not belong where it was"
                        + " found",
                other.unlock());
        copy(own, folder.keyring());

        Path database = keep(folder.database());
        copy(other.folder().database(), folder.database());
        assertRefused(
                VaultFault.Damaged.class, "the database and the keyring belong to two vaults");
        copy(database, folder.database());

        copy(other.folder().guard(), folder.guard());
        assertRefused(
                VaultFault.Damaged.class,
                "the database holds another history than the one that was signed");
    }

    @Test
    void a_guard_that_is_missing_cut_short_or_garbage_is_refused() throws IOException {
        byte[] guard = Files.readAllBytes(folder.guard());
        for (int length : new int[] {0, 1, 4096, guard.length - 1}) {
            Files.write(folder.guard(), Arrays.copyOf(guard, length));
            assertRefused(LedgerFault.GuardDamaged.class, "a guard file has exactly 8,192 bytes");
        }
        byte[] garbage = new byte[guard.length];
        RANDOM.nextBytes(garbage);
        Files.write(folder.guard(), garbage);
        assertRefused(VaultFault.Damaged.class, "the guard has no valid slot");
        Files.delete(folder.guard());
        assertRefused(LedgerFault.GuardFailed.class, "the guard file could not be opened");
        Files.write(folder.guard(), guard);
        open(test.unlock()).close();
    }

    @Test
    void a_torn_slot_of_the_guard_falls_back_to_the_one_before() throws IOException {
        goOn("Drahomíra");
        byte[] guard = Files.readAllBytes(folder.guard());
        long newest = Guard.read(folder.guard()).orElseThrow().sequence();
        for (int slot = 0; slot < 2; slot++) {
            byte[] torn = guard.clone();
            torn[slot * 4096 + 100] ^= 1;
            Files.write(folder.guard(), torn);
            open(test.unlock()).close();
            assertThat(Guard.read(folder.guard()).orElseThrow().sequence())
                    .isGreaterThanOrEqualTo(newest - 1);
        }
    }

    @Test
    void another_key_file_opens_nothing() {
        byte[] other = test.key();
        other[31] ^= 1;
        assertRefused(
                CryptoFault.WrongUnlock.class,
                "this passphrase, key file, recovery sheet or token does not open the keyring",
                new Unlock.KeyFile(SecretBytes.copyOf(other)));
    }

    @Test
    void a_folder_without_a_vault_is_refused() throws IOException {
        Path empty = Files.createDirectory(dir.resolve("empty"));
        Throwable refused =
                catchThrowable(() ->
                        Vault.open(
                                VaultFolder.of(empty),
                                test.unlock(),
                                TestVault.SQLITE,
                                Vault.Settings.STANDARD,
                                test.clock(),
                                RANDOM));
        assertThat(refused)
                .isExactlyInstanceOf(VaultFault.WrongFolder.class)
                .hasMessage("there is no vault in this data folder; `init` makes one");
        assertThat(Needles.filesUnder(empty)).isEmpty();
    }

    @Test
    void a_vault_that_is_open_is_not_opened_again() {
        test.reopen();
        Throwable refused = catchThrowable(() -> open(test.unlock()));
        assertThat(refused)
                .isExactlyInstanceOf(VaultFault.Held.class)
                .hasMessage("the vault is in use by another process, such as a running server");
        register("Svatava");
    }

    @Test
    void altered_keys_and_ledger_rows_are_refused() throws IOException {
        for (Path file : new Path[] {folder.keyring(), folder.kek()}) {
            byte[] sound = Files.readAllBytes(file);
            String text = new String(sound, StandardCharsets.US_ASCII);
            int at = text.indexOf("\"sealed\":\"") + 30;
            byte[] altered = sound.clone();
            altered[at] = (byte) (altered[at] == 'A' ? 'B' : 'A');
            Files.write(file, altered);
            Map<String, String> before = digests();
            assertThat(catchThrowable(() -> open(test.unlock()))).isInstanceOf(CryptoFault.class);
            assertThat(digests()).isEqualTo(before);
            Files.write(file, sound);
        }
        RawRows.change(folder.database(), "UPDATE commit_state SET root = zeroblob(32)");
        assertRefused(
                VaultFault.Damaged.class,
                "the ledger's leaves do not give the root that the database claims");
    }
}
