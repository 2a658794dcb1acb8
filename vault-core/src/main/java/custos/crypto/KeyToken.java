package custos.crypto;

import java.nio.file.Path;

/// A device, logged in, whose AES-256 keys never leave it: it enciphers with them itself. Each is
/// found by its label. For one thread at a time.
///
/// Whatever the device does not do, or has not got, is a [CryptoFault.TokenFailed].
public interface KeyToken extends AutoCloseable {

    /// The label that its owner gave it.
    String label();

    /// Makes a random key on the device, which never gives it away.
    void makeKey(String key);

    boolean hasKey(String key);

    /// AES-256-CBC on the device, without padding.
    ///
    /// @param iv 16 random bytes
    /// @param plain whole blocks of 16 bytes
    byte[] encrypt(String key, byte[] iv, byte[] plain);

    /// The inverse of [#encrypt]; the caller wipes what it gives.
    byte[] decrypt(String key, byte[] iv, byte[] sealed);

    /// Logs out.
    @Override
    void close();

    /// Finds a token and logs in to it.
    interface Opener {
        /// @param module the device's PKCS#11 library
        /// @param label the token's own
        /// @param pin the caller wipes it
        /// @throws CryptoFault.TokenFailed when there is no such token, or it refuses the PIN
        KeyToken open(Path module, String label, char[] pin);
    }
}
