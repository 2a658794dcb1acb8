package custos.search;

import java.nio.ByteBuffer;
import java.util.Base64;

/// The place in an answer after which the next page begins: a rank and a customer number, nothing
/// that was searched or found.
///
/// It holds nothing of the index, so it outlives changes and restarts, and the customer it names
/// may be gone. Someone whose name changes between two pages may be seen twice or not at all.
///
/// @param rank 0 (each word stands in a name) to 5 (some word only sounds like a place)
public record Cursor(int rank, long customer) {
    /// Before the first customer.
    static final Cursor START = new Cursor(0, Long.MIN_VALUE);

    private static final int BYTES = 1 + Long.BYTES;
    private static final int TEXT_CHARS = BYTES / 3 * 4;

    public Cursor {
        if (rank < 0 || rank >= Query.RANKS)
            throw new IllegalArgumentException("a cursor's rank is 0 to " + (Query.RANKS - 1));
    }

    /// Reads what [#text] wrote: exactly 12 characters of base64url.
    ///
    /// @throws IllegalArgumentException if the text is anything else
    public static Cursor parse(String text) {
        if (text.length() != TEXT_CHARS)
            throw new IllegalArgumentException("a cursor is " + TEXT_CHARS + " characters");
        return of(ByteBuffer.wrap(decode(text)));
    }

    /// The cursor as 12 characters of base64url, for an address or a form.
    public String text() {
        var bytes = ByteBuffer.allocate(BYTES).put((byte) rank).putLong(customer).array();
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static Cursor of(ByteBuffer bytes) {
        return new Cursor(bytes.get(), bytes.getLong());
    }

    private static byte[] decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException refused) {
            // The decoder's message quotes what was sent.
            throw new IllegalArgumentException("a cursor is base64url");
        }
        if (bytes.length != BYTES) throw new IllegalArgumentException("a cursor is base64url");
        return bytes;
    }
}
