package custos.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;

/// A passphrase on its way to the hash: in normalisation form KC, so that it opens whatever
/// keyboard it was typed on, and in UTF-8.
///
/// ASCII never becomes a `String` here, so it can be wiped; other text has to, since the JDK's
/// normaliser makes one.
public final class Passphrase {
    /// The longest passphrase, in characters.
    public static final int MAX_CHARACTERS = 1024;

    private Passphrase() {}

    /// The bytes to hash, which the caller wipes.
    public static byte[] normalised(char[] passphrase) {
        if (passphrase.length == 0 || passphrase.length > MAX_CHARACTERS) {
            throw new IllegalArgumentException("a passphrase is 1 to 1024 characters");
        }
        CharBuffer text = CharBuffer.wrap(passphrase);
        if (text.chars().anyMatch(c -> c >= 128)) {
            text = CharBuffer.wrap(Normalizer.normalize(text, Normalizer.Form.NFKC));
        }
        byte[] room = new byte[text.remaining() * 3];
        ByteBuffer out = ByteBuffer.wrap(room);
        if (UTF_8.newEncoder().encode(text, out, true).isError()) {
            throw new IllegalArgumentException("a passphrase holds half of a surrogate pair");
        }
        byte[] bytes = Arrays.copyOf(room, out.position());
        Arrays.fill(room, (byte) 0);
        return bytes;
    }
}
