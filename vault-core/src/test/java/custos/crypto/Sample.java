package custos.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// The keys and places that the vectors on disk were made with.
final class Sample {
    static final VaultId VAULT = VaultId.parse("000102030405060708090a0b0c0d0e0f");
    static final VaultId OTHER_VAULT = VaultId.parse("000102030405060708090a0b0c0d0e0e");
    static final SecureRandom RANDOM = new SecureRandom();
    static final KeyPlace KEY = new KeyPlace(VAULT, 5000, 3, 2);
    static final long RECORD = (5000L << 20) | 7;
    static final RecordPlace PLACE = new RecordPlace(RECORD, 4, 9, 20779);
    static final int SCHEMA = 6;

    private Sample() {}

    static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static DataKey dataKey(KeyPlace place) {
        return new DataKey(place, SecretBytes.owning(filled(0xD0)), RANDOM);
    }

    static KeyEncryptionKeys keks(VaultId vault, int id) {
        return new KeyEncryptionKeys(
                vault, new TreeMap<>(Map.of(id, SecretBytes.owning(filled(0xE0)))), RANDOM);
    }

    static Secrets secrets() {
        return secrets(VAULT, 2);
    }

    static Secrets secrets(VaultId vault, int versions) {
        var secrets = new EnumMap<SecretName, Map<Integer, SecretBytes>>(SecretName.class);
        for (SecretName name : SecretName.values()) {
            var byVersion = new TreeMap<Integer, SecretBytes>();
            for (int version = 1; version <= versions; version++) {
                byVersion.put(version, SecretBytes.owning(sha256(name + " " + version)));
            }
            secrets.put(name, byVersion);
        }
        return new Secrets(vault, secrets);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        return changed;
    }
}
