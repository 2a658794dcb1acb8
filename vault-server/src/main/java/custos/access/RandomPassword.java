package custos.access;

import java.security.SecureRandom;

/// A password made by chance, easy to read aloud and to copy by hand: 100 bits, as four groups of
/// five characters.
public final class RandomPassword {
    /// Without look-alikes; 32 of them, so that a random byte gives each equally often.
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    private RandomPassword() {}

    /// The caller wipes it.
    public static char[] of(SecureRandom random) {
        byte[] bytes = new byte[GROUPS * GROUP_LENGTH];
        random.nextBytes(bytes);
        char[] text = new char[bytes.length + GROUPS - 1];
        for (int i = 0; i < bytes.length; i++) {
            int group = i / GROUP_LENGTH;
            if (group > 0 && i % GROUP_LENGTH == 0) {
                text[i + group - 1] = '-';
            }
            text[i + group] = LETTERS.charAt(bytes[i] & 31);
        }
        return text;
    }
}
