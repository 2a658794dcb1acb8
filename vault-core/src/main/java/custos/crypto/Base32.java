package custos.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// RFC 4648 base32 in lower case without padding; spare bits are zero and anything else is refused.
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        byte[] out = new byte[(bytes.length * 8 + 4) / 5];
        int bits = 0;
        int pending = 0;
        int at = 0;
        for (byte b : bytes) {
            pending = (pending << 8) | (b & 0xFF);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out[at++] = (byte) ALPHABET.charAt((pending >>> bits) & 31);
            }
            pending &= (1 << bits) - 1;
        }
        if (bits > 0) {
            out[at] = (byte) ALPHABET.charAt((pending << (5 - bits)) & 31);
        }
        return new String(out, US_ASCII);
    }

    /// @throws IllegalArgumentException when `text` is not what [#encode] writes
    static byte[] decode(String text, int length) {
        if (text.length() != (length * 8 + 4) / 5) {
            throw new IllegalArgumentException("base32 of another length is expected");
        }
        byte[] out = new byte[length];
        int bits = 0;
        int pending = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("base32 is a to z and 2 to 7");
            }
            pending = (pending << 5) | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out[at++] = (byte) (pending >>> bits);
                pending &= (1 << bits) - 1;
            }
        }
        if (pending != 0) {
            throw new IllegalArgumentException("the spare bits of base32 are zero");
        }
        return out;
    }
}
