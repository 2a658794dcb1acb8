package custos.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Project Wycheproof's vectors, those that fit the sizes which we allow, through our own code.
@EnabledIfSystemProperty(named = "custos.vectors", matches = ".+")
class WycheproofTest {
    @Test
    void aes_gcm_agrees() {
        int checked =
                forEach(
                        "aes_gcm_test.json",
                        (group, test) -> {
                            boolean ours =
                                    group.get("keySize").asInt() == 256
                                            && group.get("ivSize").asInt() == 96
                                            && group.get("tagSize").asInt() == 128;
                            return ours && checkAead(test);
                        });
        assertThat(checked).isGreaterThan(50);
    }

    private static boolean checkAead(JsonNode test) {
        var key = SecretBytes.copyOf(hex(test, "key"));
        byte[] aad = hex(test, "aad");
        byte[] plain = hex(test, "msg");
        byte[] nonce = hex(test, "iv");
        byte[] sealed = join(nonce, hex(test, "ct"), hex(test, "tag"));
        byte[] opened = new byte[Math.max(plain.length, sealed.length)];
        if (!valid(test)) {
            assertThatThrownBy(() -> Aead.open(key, aad, sealed, 0, sealed.length, opened, "x"))
                    .as(name(test))
                    .isInstanceOf(CryptoFault.Damaged.class);
            return true;
        }
        int length = Aead.open(key, aad, sealed, 0, sealed.length, opened, "x");
        assertThat(Arrays.copyOf(opened, length)).as(name(test)).isEqualTo(plain);
        byte[] out = Arrays.copyOf(nonce, sealed.length);
        Aead.seal(key, aad, plain, plain.length, out, 0);
        assertThat(out).as(name(test)).isEqualTo(sealed);
        return true;
    }

    @Test
    void hmac_agrees() {
        int checked =
                forEach(
                        "hmac_sha256_test.json",
                        (group, test) -> {
                            byte[] mac =
                                    Hmac.of(SecretBytes.copyOf(hex(test, "key")), hex(test, "msg"));
                            byte[] tag = hex(test, "tag");
                            assertThat(Arrays.equals(Arrays.copyOf(mac, tag.length), tag))
                                    .as(name(test))
                                    .isEqualTo(valid(test));
                            return group.get("tagSize").asInt() > 0;
                        });
        assertThat(checked).isGreaterThan(150);
    }

    /// We make 32 bytes at most, which is the first block of any longer output.
    @Test
    void hkdf_agrees_in_its_first_block() {
        int checked =
                forEach(
                        "hkdf_sha256_test.json",
                        (_, test) -> {
                            byte[] salt = hex(test, "salt");
                            byte[] extract = salt.length == 0 ? new byte[32] : salt;
                            byte[] prk = Hmac.of(SecretBytes.copyOf(extract), hex(test, "ikm"));
                            byte[] okm = hex(test, "okm");
                            if (!valid(test)) {
                                return false;
                            }
                            byte[] block =
                                    Hmac.expand(SecretBytes.copyOf(prk), hex(test, "info")).copy();
                            int length = Math.min(okm.length, 32);
                            assertThat(Arrays.copyOf(block, length))
                                    .as(name(test))
                                    .isEqualTo(Arrays.copyOf(okm, length));
                            return true;
                        });
        assertThat(checked).isGreaterThan(70);
    }

    private static int forEach(String file, BiFunction<JsonNode, JsonNode, Boolean> check) {
        var folder = Path.of(System.getProperty("custos.vectors"), "wycheproof");
        int checked = 0;
        for (JsonNode group : new JsonMapper().readTree(folder.resolve(file)).get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                checked += check.apply(group, test) ? 1 : 0;
            }
        }
        return checked;
    }

    private static byte[] join(byte[]... parts) {
        var out = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            out.put(part);
        }
        return out.array();
    }

    private static boolean valid(JsonNode test) {
        return test.get("result").asString().equals("valid");
    }

    private static String name(JsonNode test) {
        return "test " + test.get("tcId").asInt();
    }

    private static byte[] hex(JsonNode test, String member) {
        return HexFormat.of().parseHex(test.get(member).asString());
    }
}
