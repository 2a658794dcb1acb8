package custos.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/// A field's plaintext in bytes, as it is sealed.
final class FieldCodec {
    private static final String WHAT = FieldCiphertext.WHAT;

    private static final Pattern DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]{0,200})(\\.[0-9]{1,100})?");

    private FieldCodec() {}

    /// `type u8 | length u32 | value | zeros to a multiple of 16`: the zeros hide the exact length.
    static byte[] encode(FieldPlain plain) {
        return switch (plain) {
            case FieldPlain.Text(var value) -> padded(1, value.getBytes(UTF_8));
            case FieldPlain.Date(var value) -> padded(2, value.toString().getBytes(UTF_8));
            case FieldPlain.Whole(var value) ->
                    padded(3, ByteBuffer.allocate(8).putLong(value).array());
            case FieldPlain.Flag(var value) -> padded(4, new byte[] {(byte) (value ? 1 : 0)});
            case FieldPlain.Decimal(var value) -> padded(5, value.toPlainString().getBytes(UTF_8));
            case FieldPlain.Json(var canonical) -> padded(6, canonical.getBytes(UTF_8));
        };
    }

    /// Reads the first `length` bytes of `padded`; what `encode` would not have written is damage.
    static FieldPlain decode(byte[] padded, int length) {
        try {
            return decode(padded, checkedLength(padded, length), padded[0]);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new CryptoFault.Damaged(WHAT);
        }
    }

    private static FieldPlain decode(byte[] padded, int bytes, byte type) {
        return switch (type) {
            case 1 -> new FieldPlain.Text(Utf8.decode(padded, 5, bytes, WHAT));
            case 2 -> new FieldPlain.Date(LocalDate.parse(Utf8.decode(padded, 5, bytes, WHAT)));
            case 3 -> new FieldPlain.Whole(exactly(8, bytes, ByteBuffer.wrap(padded)).getLong(5));
            case 4 -> new FieldPlain.Flag(flag(exactly(1, bytes, ByteBuffer.wrap(padded)).get(5)));
            case 5 -> new FieldPlain.Decimal(decimal(Utf8.decode(padded, 5, bytes, WHAT)));
            case 6 -> new FieldPlain.Json(Utf8.decode(padded, 5, bytes, WHAT));
            default -> throw new CryptoFault.UnknownFormat("a field's type", type & 0xFF);
        };
    }

    private static byte[] padded(int type, byte[] value) {
        if (value.length > FieldPlain.MAX_BYTES) {
            throw new IllegalArgumentException("a field's value is at most 1 MiB");
        }
        byte[] out = new byte[paddedLength(value.length)];
        ByteBuffer.wrap(out).put((byte) type).putInt(value.length).put(value);
        return out;
    }

    private static int paddedLength(int valueLength) {
        return (5 + valueLength + 15) & ~15;
    }

    private static int checkedLength(byte[] padded, int length) {
        int value = length < 16 ? -1 : ByteBuffer.wrap(padded).getInt(1);
        if (value < 0 || value > FieldPlain.MAX_BYTES || paddedLength(value) != length) {
            throw new CryptoFault.Damaged(WHAT);
        }
        int spare = 0;
        for (int i = 5 + value; i < length; i++) {
            spare |= padded[i];
        }
        if (spare != 0) {
            throw new CryptoFault.Damaged(WHAT);
        }
        return value;
    }

    private static ByteBuffer exactly(int wanted, int length, ByteBuffer padded) {
        if (length != wanted) {
            throw new CryptoFault.Damaged(WHAT);
        }
        return padded;
    }

    private static boolean flag(byte value) {
        if (value != 0 && value != 1) {
            throw new CryptoFault.Damaged(WHAT);
        }
        return value == 1;
    }

    private static BigDecimal decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new CryptoFault.Damaged(WHAT);
        }
        return new BigDecimal(text);
    }
}
