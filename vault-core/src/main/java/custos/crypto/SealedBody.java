package custos.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A record's body as it is stored: `0x01 | schema u16 | seal 32 | (field u16 | length u32 | field
/// ciphertext)...`, fields ascending, none twice. Nothing in it is trusted until [DataKey#openBody]
/// has checked the seal.
public final class SealedBody {
    private static final String WHAT = "a record's body";
    private static final int FORMAT = 1;
    private static final int SEAL_AT = 3;
    static final int FIRST_FIELD = SEAL_AT + Hmac.LENGTH;

    /// The most fields in a record.
    public static final int MAX_FIELDS = 1024;

    private final byte[] bytes;
    private final int[] fields;
    private final int[] starts;
    private final int[] lengths;

    private SealedBody(byte[] bytes, int[] fields, int[] starts, int[] lengths) {
        this.bytes = bytes;
        this.fields = fields;
        this.starts = starts;
        this.lengths = lengths;
    }

    /// Reads the outline of a body; keeps `bytes` without a copy, so they must not be changed.
    public static SealedBody parse(byte[] bytes) {
        if (bytes.length < FIRST_FIELD) {
            throw new CryptoFault.Damaged(WHAT);
        }
        if (bytes[0] != FORMAT) {
            throw new CryptoFault.UnknownFormat(WHAT, bytes[0] & 0xFF);
        }
        int count = count(bytes);
        int[] fields = new int[count];
        int[] starts = new int[count];
        int[] lengths = new int[count];
        var in = ByteBuffer.wrap(bytes).position(FIRST_FIELD);
        for (int i = 0; i < count; i++) {
            fields[i] = in.getShort() & 0xFFFF;
            lengths[i] = in.getInt();
            starts[i] = in.position();
            in.position(starts[i] + lengths[i]);
            if (i > 0 && fields[i - 1] >= fields[i]) {
                throw new CryptoFault.Damaged(WHAT);
            }
        }
        return new SealedBody(bytes, fields, starts, lengths);
    }

    private static int count(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes).position(FIRST_FIELD);
        int count = 0;
        while (in.hasRemaining()) {
            int length = in.remaining() < 6 ? -1 : in.getInt(in.position() + 2);
            if (length < FieldCiphertext.MIN_LENGTH
                    || length > FieldCiphertext.MAX_LENGTH
                    || length > in.remaining() - 6
                    || ++count > MAX_FIELDS) {
                throw new CryptoFault.Damaged(WHAT);
            }
            in.position(in.position() + 6 + length);
        }
        return count;
    }

    /// Starts a body: the seal is still zero, and follows with [#putSeal].
    static byte[] start(int schema, int length) {
        byte[] bytes = new byte[length];
        ByteBuffer.wrap(bytes).put((byte) FORMAT).putShort((short) schema);
        return bytes;
    }

    void putSeal(byte[] seal) {
        System.arraycopy(seal, 0, bytes, SEAL_AT, seal.length);
    }

    /// The bytes to store; not a copy, so they must not be changed.
    public byte[] bytes() {
        return bytes;
    }

    /// The version of the policy's schema under which the fields were sealed.
    public int schema() {
        return ByteBuffer.wrap(bytes).getShort(1) & 0xFFFF;
    }

    /// The 32 bytes that go into the customer's head.
    public byte[] seal() {
        return Arrays.copyOfRange(bytes, SEAL_AT, FIRST_FIELD);
    }

    /// The numbers of the fields, ascending.
    public IntStream fields() {
        return Arrays.stream(fields);
    }

    /// The generation of the key that the first field names, so that the right key can be found;
    /// empty for a body without fields.
    public OptionalInt generation() {
        return fields.length == 0
                ? OptionalInt.empty()
                : OptionalInt.of(FieldCiphertext.ENVELOPE.number(bytes, starts[0], lengths[0]));
    }

    int count() {
        return fields.length;
    }

    int field(int i) {
        return fields[i];
    }

    int start(int i) {
        return starts[i];
    }

    int length(int i) {
        return lengths[i];
    }

    int longest() {
        return Arrays.stream(lengths).max().orElse(0);
    }

    @Override
    public String toString() {
        return "SealedBody[schema " + schema() + ", " + fields.length + " fields]";
    }
}
