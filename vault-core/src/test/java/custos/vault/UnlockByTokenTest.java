package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.crypto.CryptoFault;
import custos.crypto.SlotKind;
import custos.event.Actor;
import custos.pkcs11.Pkcs11Token;
import custos.pkcs11.SoftHsm;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault that a token of SoftHSM opens.
class UnlockByTokenTest {
    private static final Actor OPERATOR = new Actor.Operator();

    @TempDir Path dir;
    private SoftHsm hsm;
    private TestVault test;

    @BeforeEach
    void create() throws IOException {
        hsm = SoftHsm.in(dir);
        hsm.token("shop", "1234");
        test = TestVault.in(dir);
        add("shop");
        test.close();
    }

    @AfterEach
    void close() {
        if (test != null) {
            test.close();
        }
    }

    private Pkcs11Token token(String label) {
        return Pkcs11Token.open(hsm.library(), label, "1234".toCharArray());
    }

    private void add(String label) {
        try (Pkcs11Token token = token(label)) {
            test.vault().unlocks().addToken(token, OPERATOR);
        }
    }

    private Vault open(String label) {
        try (Pkcs11Token token = token(label)) {
            return Vault.open(
                    test.folder(),
                    new Unlock.Token(token),
                    TestVault.SQLITE,
                    new Vault.Settings(Duration.ZERO),
                    test.clock(),
                    new SecureRandom());
        }
    }

    private void isRefused(String label) {
        assertThatThrownBy(() -> open(label))
                .isExactlyInstanceOf(CryptoFault.TokenFailed.class)
                .hasMessage("the token " + label + " has no key of this vault");
    }

    @Test
    void the_token_opens_the_vault_and_is_not_needed_any_longer() {
        try (Vault vault = open("shop")) {
            hsm.destroy("shop");
            assertThat(vault.unlocks().list())
                    .last()
                    .satisfies(way -> {
                        assertThat(way.kind()).isEqualTo(SlotKind.PKCS11);
                        assertThat(way.token().orElseThrow().label()).isEqualTo("shop");
                    });
            vault.unlocks().addRecoverySheet(OPERATOR);
        }
        test.reopen();
        test.inspected();
    }

    @Test
    void a_token_of_another_vault_and_one_whose_key_was_destroyed_open_nothing() {
        TestVault other = TestVault.in(dir.resolve("other"));
        hsm.token("theirs", "1234");
        try (Pkcs11Token token = token("theirs")) {
            other.vault().unlocks().addToken(token, OPERATOR);
        } finally {
            other.close();
        }
        isRefused("theirs");

        hsm.destroy("shop");
        hsm.token("shop", "1234");
        isRefused("shop");
        test.reopen();
    }

    @Test
    void a_removed_way_opens_nothing_though_the_key_is_on_the_token_still() {
        test.reopen();
        test.vault().unlocks().remove(3, OPERATOR);
        test.close();
        isRefused("shop");
        test.reopen();
        add("shop");
        test.close();
        open("shop").close();
    }
}
