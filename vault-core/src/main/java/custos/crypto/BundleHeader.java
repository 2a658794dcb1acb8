package custos.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// The first bytes of a backup's file, in the clear: `CUSB | 0x01 | kind u8 | EXPORT version u32 |
/// vault 16 | salt 32`. The key of all that follows is made from them, so none can be changed.
///
/// @param exportVersion the version of the EXPORT secret
/// @param salt 32 random bytes: no two bundles share a key
public record BundleHeader(Kind kind, int exportVersion, VaultId vault, byte[] salt) {
    /// The length in bytes.
    public static final int LENGTH = 4 + 1 + 1 + 4 + VaultId.LENGTH + 32;

    static final String WHAT = "the bundle";
    private static final byte[] MAGIC = "CUSB".getBytes(US_ASCII);
    private static final byte[] KEY = "custos/v1/bundle\0".getBytes(US_ASCII);
    private static final int FORMAT = 1;

    /// What a bundle holds.
    public enum Kind {
        /// Customers and leaves, without any key.
        DATA(1),
        /// Keys, what was destroyed and refused, and the newest leaves.
        KEYS(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    public BundleHeader {
        Check.u32(exportVersion, "an EXPORT version");
        salt = Check.length(salt.clone(), 32, "a bundle's salt");
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    /// The header of a new bundle under the newest EXPORT secret.
    public static BundleHeader create(Kind kind, Secrets secrets, SecureRandom random) {
        byte[] salt = new byte[32];
        random.nextBytes(salt);
        return new BundleHeader(kind, secrets.newest(SecretName.EXPORT), secrets.vault(), salt);
    }

    /// Reads a header, which is a claim until the first chunk opens.
    ///
    /// @throws CryptoFault.Damaged when these bytes do not begin a bundle
    /// @throws CryptoFault.UnknownFormat when they begin one of another version or kind
    public static BundleHeader parse(byte[] bytes) {
        if (bytes.length != LENGTH || Arrays.mismatch(bytes, MAGIC) != MAGIC.length) {
            throw new CryptoFault.Damaged(WHAT);
        }
        var in = ByteBuffer.wrap(bytes).position(MAGIC.length);
        int format = in.get() & 0xFF;
        if (format != FORMAT) {
            throw new CryptoFault.UnknownFormat(WHAT, format);
        }
        int number = in.get() & 0xFF;
        Kind kind =
                Arrays.stream(Kind.values())
                        .filter(known -> known.number == number)
                        .findFirst()
                        .orElseThrow(() -> new CryptoFault.UnknownFormat(WHAT, number));
        int version = in.getInt();
        if (version < 0) {
            throw new CryptoFault.Damaged(WHAT);
        }
        byte[] vault = new byte[VaultId.LENGTH];
        byte[] salt = new byte[32];
        in.get(vault).get(salt);
        return new BundleHeader(kind, version, VaultId.of(vault), salt);
    }

    public byte[] bytes() {
        var out = ByteBuffer.allocate(LENGTH).put(MAGIC).put((byte) FORMAT);
        out.put((byte) kind.number).putInt(exportVersion);
        vault.writeTo(out);
        return out.put(salt).array();
    }

    /// The key of this bundle's chunks.
    ///
    /// @throws CryptoFault.OtherVault when these are the secrets of another vault
    SecretBytes key(Secrets secrets) {
        if (!vault.equals(secrets.vault())) {
            throw new CryptoFault.OtherVault(WHAT);
        }
        byte[] message = ByteBuffer.allocate(KEY.length + LENGTH).put(KEY).put(bytes()).array();
        return SecretBytes.owning(
                Hmac.of(secrets.secret(SecretName.EXPORT, exportVersion), message));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BundleHeader that && Arrays.equals(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
        return "BundleHeader[" + kind + "]";
    }
}
