package custos.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// One signature line of a note: who claims to have signed, and the bytes. Unproven until a key
/// verified it. Immutable.
public final class NoteSignature {
    private static final String DASH = "— ";
    private static final int MAX_BYTES = 8192;

    private final KeyName keyName;
    private final byte[] bytes;

    private NoteSignature(KeyName keyName, byte[] bytes) {
        this.keyName = keyName;
        this.bytes = bytes;
    }

    /// A copy of 1 to 8,192 signature bytes under a key's name.
    public static NoteSignature of(KeyName keyName, byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a signature has 1 to 8,192 bytes");
        }
        return new NoteSignature(keyName, bytes.clone());
    }

    /// The signature of one line, without its newline.
    static NoteSignature parse(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new IllegalArgumentException("a signature line is: em dash, key name, base64");
        }
        var encoded = ByteBuffer.wrap(StrictText.base64(line.substring(space + 1), "a signature"));
        if (encoded.remaining() <= Integer.BYTES) {
            throw new IllegalArgumentException("a signature holds a key id and at least one byte");
        }
        var keyName = new KeyName(line.substring(DASH.length(), space), encoded.getInt());
        var bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return of(keyName, bytes);
    }

    /// Who claims to have signed.
    public KeyName keyName() {
        return keyName;
    }

    /// The signature without its key id, a copy.
    public byte[] bytes() {
        return bytes.clone();
    }

    String line() {
        var encoded = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        encoded.putInt(keyName.id()).put(bytes);
        return DASH + keyName.name() + " " + StrictText.base64(encoded.array());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && keyName.equals(that.keyName)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return keyName.hashCode() * 31 + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "signature of " + keyName;
    }
}
