package custos.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.crypto.CryptoFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A token of SoftHSM through the JDK's PKCS#11.
class Pkcs11TokenTest {
    private static final char[] PIN = "1234".toCharArray();
    private static final byte[] IV = new byte[16];

    @TempDir Path dir;
    private SoftHsm hsm;

    @BeforeEach
    void set_up() throws IOException {
        hsm = SoftHsm.in(dir);
        hsm.token("shop", "1234");
        hsm.token("Druhý token", "4321");
    }

    private Pkcs11Token open(String label, char[] pin) {
        return Pkcs11Token.open(hsm.library(), label, pin);
    }

    @Test
    void what_it_enciphered_it_deciphers_after_the_next_log_in() {
        byte[] plain = new byte[32];
        new SecureRandom().nextBytes(plain);
        byte[] sealed;
        try (Pkcs11Token token = open("shop", PIN)) {
            assertThat(token.hasKey("k")).isFalse();
            token.makeKey("k");
            assertThat(token.hasKey("k")).isTrue();
            sealed = token.encrypt("k", IV, plain);
            assertThat(sealed).hasSize(32).isNotEqualTo(plain);
        }
        try (Pkcs11Token token = open("shop", PIN)) {
            assertThat(token.decrypt("k", IV, sealed)).isEqualTo(plain);
            token.makeKey("l");
            assertThat(token.encrypt("l", IV, plain)).isNotEqualTo(sealed);
            assertThat(token.decrypt("k", IV, sealed)).isEqualTo(plain);
        }
        try (Pkcs11Token other = open("Druhý token", "4321".toCharArray())) {
            assertThat(other.hasKey("k")).isFalse();
            assertFails(() -> other.decrypt("k", IV, sealed), "the token Druhý token has no key k");
        }
    }

    @Test
    void of_each_key_the_token_has_one() throws IOException {
        try (Pkcs11Token token = open("shop", PIN)) {
            token.makeKey("k");
        }
        assertThat(hsm.objects()).isEqualTo(1);
        try (Pkcs11Token token = open("shop", PIN)) {
            token.makeKey("l");
        }
        assertThat(hsm.objects()).isEqualTo(2);
    }

    @Test
    void a_key_never_leaves_the_token() {
        try (Pkcs11Token token = open("shop", PIN)) {
            token.makeKey("k");
            assertThat(token.find("k").orElseThrow().getEncoded()).isNull();
        }
    }

    @Test
    void a_wrong_pin_is_refused_and_not_told() {
        assertFails(
                () -> open("shop", "9911".toCharArray()),
                "the token shop refuses this PIN; a few wrong ones lock a token");
        assertFails(
                () -> open("shop", "9".toCharArray()),
                "the token shop refuses this PIN; a few wrong ones lock a token");
        open("shop", PIN).close();
    }

    @Test
    void a_token_that_is_not_there_is_named_with_those_that_are() {
        assertFails(() -> open("till", PIN), "there is no token till; there is Druhý token, shop");
        hsm.destroy("shop");
        hsm.destroy("Druhý token");
        assertFails(() -> open("till", PIN), "there is no token till, nor any other");
    }

    @Test
    void two_tokens_of_one_label_are_not_guessed_between() {
        hsm.token("shop", "1234");
        assertFails(
                () -> open("shop", PIN),
                "several tokens have the label shop; leave one plugged in");
    }

    @Test
    void a_module_that_is_none_is_named() throws IOException {
        Path none = dir.resolve("none.so");
        String missing = " is not there, or cannot be loaded";
        assertFails(
                () -> Pkcs11Token.open(none, "shop", PIN), "the PKCS#11 module " + none + missing);
        Path other = dir.resolve("libnet.so");
        Files.copy(Path.of(System.getProperty("java.home"), "lib", "libnet.so"), other);
        assertFails(() -> Pkcs11Token.open(other, "shop", PIN), other + " is no PKCS#11 module");
    }

    private static void assertFails(ThrowingCallable call, String line) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(CryptoFault.TokenFailed.class)
                .hasMessage(line);
    }
}
