package custos.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/// What a ciphertext is bound to: `magic 4 | first 6 of the ciphertext | the place`.
final class AssociatedData {
    static final int PLACE_AT = 4 + Envelope.HEADER;

    private static final int HEADER_AT = 4;

    private final byte[] bytes;
    private final ByteBuffer place;

    AssociatedData(String magic, int placeLength) {
        bytes = new byte[PLACE_AT + placeLength];
        place = ByteBuffer.wrap(bytes).put(magic.getBytes(US_ASCII)).position(PLACE_AT);
    }

    /// Where the place is written.
    ByteBuffer place() {
        return place;
    }

    /// The bytes, once the ciphertext's own header stands in them.
    byte[] under(byte[] sealed, int at) {
        System.arraycopy(sealed, at, bytes, HEADER_AT, Envelope.HEADER);
        return bytes;
    }
}
