package custos.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/// The one purpose of a derived key, framed so that no two purposes have the same bytes:
/// `"custos/v1/" | u8 length | purpose ASCII | field u16 | normaliser u16 | epoch u16`.
public record KeyPurpose(String name, int field, int normaliser, int epoch) {
    private static final byte[] PREFIX = "custos/v1/".getBytes(US_ASCII);
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    public KeyPurpose {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a key purpose is 1 to 32 of a-z, 0-9 and -");
        }
        Check.u16(field, "a field number");
        Check.u16(normaliser, "a normaliser number");
        Check.u16(epoch, "an epoch");
    }

    /// A purpose that has neither field, normaliser nor epoch.
    public static KeyPurpose framed(String name) {
        return framed(name, 0, 0, 0);
    }

    public static KeyPurpose framed(String name, int field, int normaliser, int epoch) {
        return new KeyPurpose(name, field, normaliser, epoch);
    }

    public byte[] bytes() {
        byte[] ascii = name.getBytes(US_ASCII);
        return ByteBuffer.allocate(PREFIX.length + 1 + ascii.length + 6)
                .put(PREFIX)
                .put((byte) ascii.length)
                .put(ascii)
                .putShort((short) field)
                .putShort((short) normaliser)
                .putShort((short) epoch)
                .array();
    }
}
