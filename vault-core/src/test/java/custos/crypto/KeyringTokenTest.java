package custos.crypto;

import static custos.crypto.DataKeyTest.assertDamaged;
import static custos.crypto.Sample.RANDOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A keyring that a token opens: how the slot stands in the file, and what no longer opens it.
class KeyringTokenTest {
    private final SoftToken token = new SoftToken("Štafeta shop");
    private final SecretBytes keyFile = SecretBytes.random(RANDOM);
    private final Keyring keyring =
            Keyring.create(Sample.VAULT, RANDOM, Instant.EPOCH)
                    .withKeyFile(keyFile, RANDOM)
                    .withToken(token, RANDOM);
    private final String key = token.keys.keySet().iterator().next();

    private static Keyring.Locked locked(String text) {
        return Keyring.parse(text.getBytes(UTF_8));
    }

    private String text() {
        return new String(keyring.bytes(), UTF_8);
    }

    @Test
    void the_token_opens_it_and_so_does_what_opened_it_before() {
        try (Keyring opened = locked(text()).openWithToken(token)) {
            assertThat(opened.secrets().secret(SecretName.LOG, 1))
                    .isEqualTo(keyring.secrets().secret(SecretName.LOG, 1));
        }
        locked(text()).openWithKeyFile(keyFile).close();
    }

    @Test
    void its_labels_are_told_and_no_byte_of_a_key() {
        assertThat(key).startsWith("custos-" + Sample.VAULT.toString().substring(0, 16) + "-");
        assertThat(keyring.ways().getLast())
                .isEqualTo(
                        new WayToUnlock(
                                2,
                                SlotKind.PKCS11,
                                Optional.empty(),
                                Optional.of(new WayToUnlock.Token("Štafeta shop", key))));
    }

    @Test
    void a_token_without_the_key_says_so() {
        var other = new SoftToken("other");
        Keyring.create(Sample.OTHER_VAULT, RANDOM, Instant.EPOCH).withToken(other, RANDOM).close();
        assertThatThrownBy(() -> locked(text()).openWithToken(other))
                .isExactlyInstanceOf(CryptoFault.TokenFailed.class)
                .hasMessage("the token other has no key of this vault");
        token.keys.clear();
        assertThatThrownBy(() -> locked(text()).openWithToken(token))
                .hasMessage("the token Štafeta shop has no key of this vault");
    }

    @Test
    void another_key_of_the_same_label_opens_nothing() {
        token.makeKey(key);
        assertThatThrownBy(() -> locked(text()).openWithToken(token))
                .isInstanceOf(CryptoFault.WrongUnlock.class);
    }

    @Test
    void each_slot_has_a_key_of_its_own_on_the_token() {
        Keyring two = keyring.withToken(token, RANDOM);
        assertThat(token.keys).hasSize(2);
        token.keys.remove(key);
        Keyring.parse(two.bytes()).openWithToken(token).close();
        byte[] one = two.withoutWay(3).bytes();
        assertThatThrownBy(() -> Keyring.parse(one).openWithToken(token))
                .isInstanceOf(CryptoFault.TokenFailed.class);
    }

    @Test
    void no_flipped_bit_of_the_file_goes_unnoticed() {
        byte[] bytes = keyring.bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = Sample.flipped(bytes, bit);
            assertThatThrownBy(() -> Keyring.parse(changed).openWithToken(token))
                    .as("bit %d", bit)
                    .isInstanceOf(CryptoFault.class);
        }
    }

    @Test
    void what_the_token_deciphers_opens_no_slot_of_another_kind() {
        SecretBytes same = SecretBytes.random(RANDOM);
        KeySlot slot = KeySlot.underKey(Sample.VAULT, same, SlotKind.KEY_FILE, keyFile, RANDOM);
        assertThat(slot.open(Sample.VAULT, SlotKind.PKCS11, keyFile)).isEmpty();
        assertThat(slot.open(Sample.VAULT, SlotKind.KEY_FILE, keyFile)).contains(same);
    }

    @Test
    void members_that_do_not_belong_to_the_kind_are_refused() {
        for (String[] change :
                new String[][] {
                    {"\"kind\":\"key-file\",", "\"key\":\"x\",\"kind\":\"key-file\","},
                    {"\"kind\":\"pkcs11\",", "\"kind\":\"pkcs11\",\"m\":64,"},
                    {",\"token\":\"Štafeta shop\"", ""},
                    {"\"token\":\"Štafeta shop\"", "\"token\":\" \""},
                    {"\"token\":\"Štafeta shop\"", "\"token\":\"" + "a".repeat(33) + "\""},
                    {"\"key\":\"custos-", "\"key\":\"Custos-"}
                }) {
            assertThat(text()).contains(change[0]);
            assertDamaged(() -> locked(text().replace(change[0], change[1])));
        }
    }

    @Test
    void a_token_that_does_not_give_the_bytes_back_is_refused_before_anything_is_sealed() {
        var broken =
                new SoftToken("broken") {
                    @Override
                    public byte[] decrypt(String key, byte[] iv, byte[] sealed) {
                        return new byte[32];
                    }
                };
        assertThatThrownBy(() -> keyring.withToken(broken, RANDOM))
                .isExactlyInstanceOf(CryptoFault.TokenFailed.class)
                .hasMessage("the token broken does not give back what it enciphered");
    }
}
