package custos.crypto;

/// The ranges of the numbers that stand in our formats. A u32 is kept to 31 bits, so that an `int`
/// never turns negative.
final class Check {
    private Check() {}

    static int u16(int value, String what) {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException(what + " is 0 to 65535");
        }
        return value;
    }

    static int u32(int value, String what) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " is 0 to 2147483647");
        }
        return value;
    }

    static long u64(long value, String what) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " is 0 to 2^63 - 1");
        }
        return value;
    }

    static byte[] length(byte[] bytes, int length, String what) {
        if (bytes.length != length) {
            throw new IllegalArgumentException(what + " is " + length + " bytes");
        }
        return bytes;
    }
}
