package custos.crypto;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A token in memory, which does what [KeyToken] says and tells what it was asked.
class SoftToken implements KeyToken {
    final Map<String, SecretKeySpec> keys = new HashMap<>();
    private final String label;

    SoftToken(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public void makeKey(String key) {
        byte[] bytes = new byte[32];
        Sample.RANDOM.nextBytes(bytes);
        keys.put(key, new SecretKeySpec(bytes, "AES"));
    }

    @Override
    public boolean hasKey(String key) {
        return keys.containsKey(key);
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
            cipher.init(mode, keys.get(key), new IvParameterSpec(iv));
            return cipher.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {}
}
