package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.crypto.CryptoFault;
import custos.crypto.Keyring;
import custos.crypto.PassphraseHash;
import custos.crypto.SecretBytes;
import custos.crypto.SlotKind;
import custos.crypto.WayToUnlock;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.ledger.Guard;
import custos.vault.audit.LogEntry;
import custos.vault.core.KeyFolder;
import custos.vault.core.Sight;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ways to unlock a vault change without a row of its data.
class UnlocksTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Actor OPERATOR = new Actor.Operator();

    /// As good as a slow hash for all that is tested here.
    private static final PassphraseHash QUICK =
            (passphrase, salt, _) -> {
                var mixed = ByteBuffer.allocate(64).put(passphrase).put(48, salt);
                return SecretBytes.copyOf(Arrays.copyOfRange(mixed.array(), 0, 32));
            };

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

    private Unlocks unlocks() {
        return test.vault().unlocks();
    }

    private List<SlotKind> kinds() {
        return unlocks().list().stream().map(WayToUnlock::kind).toList();
    }

    private void opens(Unlock unlock) {
        test.close();
        Vault.open(
                        test.folder(),
                        unlock,
                        TestVault.SQLITE,
                        new Vault.Settings(Duration.ZERO),
                        test.clock(),
                        RANDOM)
                .close();
        test.reopen();
    }

    private void isRefused(Unlock unlock) {
        assertThatThrownBy(() -> opens(unlock)).isInstanceOf(CryptoFault.WrongUnlock.class);
        test.reopen();
    }

    @Test
    void a_passphrase_a_key_file_and_a_sheet_are_added_and_each_opens_the_vault() {
        var words = new Unlock.Passphrase("korektní kůň".toCharArray(), QUICK);
        SecretBytes key = SecretBytes.random(RANDOM);

        WayToUnlock passphrase = unlocks().addPassphrase(words.words(), QUICK, OPERATOR);
        WayToUnlock file = unlocks().addKeyFile(key, OPERATOR);
        String sheet = unlocks().addRecoverySheet(OPERATOR);

        assertThat(passphrase.number()).isEqualTo(3);
        assertThat(passphrase.cost()).contains(PassphraseHash.Cost.STANDARD);
        assertThat(file.number()).isEqualTo(4);
        assertThat(kinds())
                .containsExactly(
                        SlotKind.RECOVERY_SHEET,
                        SlotKind.KEY_FILE,
                        SlotKind.PASSPHRASE,
                        SlotKind.KEY_FILE,
                        SlotKind.RECOVERY_SHEET);
        for (Unlock unlock :
                List.of(words, new Unlock.KeyFile(key), new Unlock.Sheet(sheet), test.unlock())) {
            opens(unlock);
        }
    }

    @Test
    void what_was_removed_opens_the_vault_no_more_and_the_rest_does() {
        SecretBytes key = SecretBytes.random(RANDOM);
        unlocks().addKeyFile(key, OPERATOR);

        assertThat(unlocks().remove(3, OPERATOR).kind()).isEqualTo(SlotKind.KEY_FILE);

        isRefused(new Unlock.KeyFile(key));
        opens(test.unlock());
        test.inspected();
    }

    @Test
    void the_way_that_opened_the_vault_may_go_while_it_is_open() {
        String sheet = unlocks().addRecoverySheet(OPERATOR);
        unlocks().remove(2, OPERATOR);
        test.close();
        try (Keyring keyring = load(new Unlock.Sheet(sheet))) {
            assertThat(keyring.ways()).hasSize(2);
        }
        assertThatThrownBy(() -> load(test.unlock())).isInstanceOf(CryptoFault.WrongUnlock.class);
    }

    private Keyring load(Unlock unlock) {
        return unlock.open(Keyring.load(test.folder().keyring()));
    }

    @Test
    void the_ledger_says_what_was_added_and_removed_and_by_whom() {
        long before = test.vault().audit().size();
        unlocks().addRecoverySheet(OPERATOR);
        unlocks().remove(3, OPERATOR);

        assertThat(said(before)).isEqualTo("unlock-added unlock:recovery-sheet");
        assertThat(said(before + 1)).isEqualTo("unlock-removed unlock:recovery-sheet");
        test.inspected();
    }

    private String said(long index) {
        LogEntry entry = test.vault().audit().entry(index, Sight.MASKED, OPERATOR).entry();
        assertThat(entry.acts()).containsExactly(Act.of(ActType.KEYS_ROLLED));
        LogEntry.Hand hand = entry.hand().orElseThrow();
        assertThat(hand.actor()).isEqualTo(OPERATOR);
        return hand.reason().orElseThrow() + " " + hand.request().orElseThrow();
    }

    @Test
    void the_last_way_stays_and_there_are_eight_at_most() {
        unlocks().remove(1, OPERATOR);
        assertThatThrownBy(() -> unlocks().remove(1, OPERATOR))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessage("this is the only way to unlock the vault; add another one first");
        assertThatThrownBy(() -> unlocks().remove(2, OPERATOR))
                .isInstanceOf(Refusal.NotFound.class);

        for (int i = 1; i < Unlocks.MAX; i++) {
            unlocks().addRecoverySheet(OPERATOR);
        }
        assertThatThrownBy(() -> unlocks().addRecoverySheet(OPERATOR))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessage("a vault has at most 8 ways to unlock it; remove one first");
        test.reopen();
        assertThat(unlocks().list()).hasSize(8);
    }

    @Test
    void an_older_copy_of_the_keyring_is_refused_once_it_was_changed() throws IOException {
        Path older = dir.resolve("older.json");
        Files.copy(test.folder().keyring(), older);
        unlocks().remove(1, OPERATOR);
        test.close();
        Files.copy(older, test.folder().keyring(), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> test.reopen())
                .isInstanceOf(VaultFault.Damaged.class)
                .hasMessage("the keyring is older than the guard remembers");
    }

    @Test
    void a_crash_between_the_file_and_the_leaf_is_made_up_for_by_the_next_leaf()
            throws IOException {
        Path older = dir.resolve("older.json");
        Files.copy(test.folder().keyring(), older);
        test.close();
        stopAfterTheFile(keyring -> keyring.withoutWay(1));

        test.reopen();
        assertThat(kinds()).containsExactly(SlotKind.KEY_FILE);
        test.inspected();
        unlocks().addRecoverySheet(OPERATOR);
        test.close();
        try (Guard guard = Guard.open(test.folder().guard());
                Keyring keyring = load(test.unlock())) {
            assertThat(guard.latest().orElseThrow().keyringCounter()).isEqualTo(keyring.counter());
        }
        Files.copy(older, test.folder().keyring(), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> test.reopen()).isInstanceOf(VaultFault.Damaged.class);
    }

    private void stopAfterTheFile(UnaryOperator<Keyring> change) {
        try (Keyring opened = load(test.unlock());
                var folder = new KeyFolder(test.folder(), opened, RANDOM)) {
            folder.change(change);
        }
    }
}
