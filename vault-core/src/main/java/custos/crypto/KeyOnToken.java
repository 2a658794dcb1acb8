package custos.crypto;

import custos.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// 32 bytes that open a keyring, enciphered by a key on a token (ADR 0019): `iv 16 | AES-256-CBC
/// 32`. Nothing here vouches for them; the slot that they open does.
///
/// @param token the label of the token, to find it by
/// @param key the label of the key on it
record KeyOnToken(String token, String key, byte[] wrapped) {
    private static final int IV_LENGTH = 16;
    private static final int LENGTH = IV_LENGTH + SecretBytes.KEY_LENGTH;
    private static final int MAX_TOKEN_BYTES = 32;

    KeyOnToken {
        if (token.isBlank()
                || token.getBytes(StandardCharsets.UTF_8).length > MAX_TOKEN_BYTES
                || token.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a token's label is 1 to 32 bytes of text");
        }
        if (!key.matches("custos-[0-9a-f]{16}-[0-9a-f]{8}")) {
            throw new IllegalArgumentException("a key on a token is labelled custos-VAULT-NUMBER");
        }
    }

    /// Makes a key on the token and has it encipher these bytes.
    static KeyOnToken make(VaultId vault, KeyToken token, SecretBytes bytes, SecureRandom random) {
        byte[] number = new byte[4];
        random.nextBytes(number);
        String label =
                "custos-"
                        + vault.toString().substring(0, 16)
                        + "-"
                        + HexFormat.of().formatHex(number);
        byte[] iv = new byte[IV_LENGTH];
        random.nextBytes(iv);
        token.makeKey(label);
        byte[] wrapped = Arrays.copyOf(iv, LENGTH);
        byte[] sealed = token.encrypt(label, iv, bytes.open());
        Check.length(sealed, SecretBytes.KEY_LENGTH, "what a token enciphered");
        System.arraycopy(sealed, 0, wrapped, IV_LENGTH, sealed.length);
        var made = new KeyOnToken(token.label(), label, wrapped);
        // A token that cannot give the bytes back would open nothing later.
        try (SecretBytes back = made.open(token)) {
            if (!MessageDigest.isEqual(back.open(), bytes.open())) {
                throw new CryptoFault.TokenFailed(
                        "the token " + token.label() + " does not give back what it enciphered");
            }
        }
        return made;
    }

    boolean isOn(KeyToken there) {
        return there.hasKey(key);
    }

    SecretBytes open(KeyToken there) {
        byte[] iv = Arrays.copyOf(wrapped, IV_LENGTH);
        byte[] sealed = Arrays.copyOfRange(wrapped, IV_LENGTH, LENGTH);
        return SecretBytes.owning(there.decrypt(key, iv, sealed));
    }

    static KeyOnToken parse(JsonValue.Members members) {
        return new KeyOnToken(
                members.text("token"),
                members.text("key"),
                Sealed.parse(members.text("wrapped"), LENGTH));
    }

    void putInto(JsonValue.MembersBuilder members) {
        members.put("token", token).put("key", key).put("wrapped", Sealed.text(wrapped));
    }
}
