package custos.crypto;

/// Turns a passphrase into a key, slowly: Argon2id (RFC 9106) of 32 bytes.
public interface PassphraseHash {
    /// The length of a salt in bytes.
    int SALT_LENGTH = 16;

    /// What one hash costs.
    ///
    /// A file may ask for any cost, so it is bounded: 8 KiB to 1 GiB of memory, 16 passes, 16
    /// lanes.
    ///
    /// @param memoryKib m, in KiB
    /// @param passes t
    /// @param lanes p
    record Cost(int memoryKib, int passes, int lanes) {
        /// 64 MiB, three passes, one lane: about 0.2 s on one core.
        public static final Cost STANDARD = new Cost(64 * 1024, 3, 1);

        private static final int MAX_MEMORY_KIB = 1024 * 1024;

        public Cost {
            if (lanes < 1 || lanes > 16) {
                throw new IllegalArgumentException("a hash has 1 to 16 lanes");
            }
            if (passes < 1 || passes > 16) {
                throw new IllegalArgumentException("a hash has 1 to 16 passes");
            }
            if (memoryKib < 8 * lanes || memoryKib > MAX_MEMORY_KIB) {
                throw new IllegalArgumentException("a hash uses 8 KiB a lane to 1 GiB of memory");
            }
        }
    }

    /// The key of a passphrase that stands in UTF-8, normalised; the caller wipes it.
    SecretBytes hash(byte[] passphrase, byte[] salt, Cost cost);
}
