package custos.crypto;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// The 16 bytes that say "this address refused this": nothing else is stored of a refusal.
public record SuppressionToken(long high, long low) {
    /// The length in bytes.
    public static final int LENGTH = 16;

    public static SuppressionToken of(byte[] bytes) {
        return first(Check.length(bytes, LENGTH, "a suppression token"));
    }

    static SuppressionToken first(byte[] mac) {
        var in = ByteBuffer.wrap(mac);
        return new SuppressionToken(in.getLong(), in.getLong());
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
