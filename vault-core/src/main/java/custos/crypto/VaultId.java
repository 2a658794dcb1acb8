package custos.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The 16 random bytes that name a vault and are part of everything sealed in it.
public record VaultId(long high, long low) {
    /// The length in bytes.
    public static final int LENGTH = 16;

    public static VaultId random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return of(bytes);
    }

    public static VaultId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a vault id is 16 bytes");
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new VaultId(buffer.getLong(), buffer.getLong());
    }

    /// Reads 32 lower-case hexadecimal digits.
    public static VaultId parse(String hex) {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a vault id is 32 lower-case hexadecimal digits");
        }
        return of(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    void writeTo(ByteBuffer out) {
        out.putLong(high).putLong(low);
    }

    /// 32 lower-case hexadecimal digits.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
