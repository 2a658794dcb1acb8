package custos.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/// Where a sealed row belongs: a purpose, such as `account`, and the row's id in it.
public final class RowPlace {
    private static final Pattern PURPOSE = Pattern.compile("[a-z0-9-]{1,32}");

    private final byte[] purpose;
    private final byte[] id;

    private RowPlace(String purpose, byte[] id) {
        if (!PURPOSE.matcher(purpose).matches()) {
            throw new IllegalArgumentException("a row's purpose is 1 to 32 of a-z, 0-9 and -");
        }
        Check.u16(id.length, "the length of a row's id");
        this.purpose = purpose.getBytes(US_ASCII);
        this.id = id.clone();
    }

    public static RowPlace of(String purpose, byte[] id) {
        return new RowPlace(purpose, id);
    }

    public static RowPlace of(String purpose, String id) {
        return new RowPlace(purpose, id.getBytes(UTF_8));
    }

    public static RowPlace of(String purpose, long id) {
        return new RowPlace(purpose, ByteBuffer.allocate(8).putLong(id).array());
    }

    int length() {
        return 1 + purpose.length + 2 + id.length;
    }

    void writeTo(ByteBuffer out) {
        out.put((byte) purpose.length).put(purpose).putShort((short) id.length).put(id);
    }

    @Override
    public String toString() {
        return "RowPlace[" + new String(purpose, US_ASCII) + "]";
    }
}
