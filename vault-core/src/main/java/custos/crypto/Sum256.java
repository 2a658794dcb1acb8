package custos.crypto;

/// Addition and subtraction modulo 2^256 over 32 big-endian bytes, in constant time.
final class Sum256 {
    private static final int LENGTH = 32;

    private Sum256() {}

    static void add(byte[] sum, byte[] value) {
        int carry = 0;
        for (int i = LENGTH - 1; i >= 0; i--) {
            carry += (sum[i] & 0xFF) + (value[i] & 0xFF);
            sum[i] = (byte) carry;
            carry >>>= 8;
        }
    }

    static void subtract(byte[] sum, byte[] value) {
        int borrow = 0;
        for (int i = LENGTH - 1; i >= 0; i--) {
            int difference = (sum[i] & 0xFF) - (value[i] & 0xFF) - borrow;
            sum[i] = (byte) difference;
            borrow = difference < 0 ? 1 : 0;
        }
    }
}
