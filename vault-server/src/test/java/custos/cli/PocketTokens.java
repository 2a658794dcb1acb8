package custos.cli;

import custos.crypto.CryptoFault;
import custos.crypto.KeyToken;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/// Tokens in memory, each with the PIN 1234.
final class PocketTokens implements KeyToken.Opener {
    private final Map<String, Map<String, SecretKey>> tokens = new HashMap<>();
    int loggedIn;

    /// Plugs one in.
    PocketTokens with(String label) {
        tokens.put(label, new HashMap<>());
        return this;
    }

    @Override
    public KeyToken open(Path module, String label, char[] pin) {
        if (!tokens.containsKey(label)) {
            throw new CryptoFault.TokenFailed("there is no token " + label);
        }
        if (!"1234".equals(new String(pin))) {
            throw new CryptoFault.TokenFailed("the token " + label + " refuses this PIN");
        }
        loggedIn++;
        return new Pocket(label);
    }

    private final class Pocket implements KeyToken {
        private final String label;

        Pocket(String label) {
            this.label = label;
        }

        private Map<String, SecretKey> keys() {
            return tokens.getOrDefault(label, Map.of());
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public void makeKey(String key) {
            try {
                keys().put(key, KeyGenerator.getInstance("AES").generateKey());
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean hasKey(String key) {
            return keys().containsKey(key);
        }

        @Override
        public byte[] encrypt(String key, byte[] iv, byte[] plain) {
            return cipher(Cipher.ENCRYPT_MODE, key, iv, plain);
        }

        @Override
        public byte[] decrypt(String key, byte[] iv, byte[] sealed) {
            return cipher(Cipher.DECRYPT_MODE, key, iv, sealed);
        }

        private byte[] cipher(int mode, String key, byte[] iv, byte[] in) {
            try {
                var cipher = Cipher.getInstance("AES/CBC/NoPadding");
                cipher.init(mode, keys().get(key), new IvParameterSpec(iv));
                return cipher.doFinal(in);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            loggedIn--;
        }
    }
}
