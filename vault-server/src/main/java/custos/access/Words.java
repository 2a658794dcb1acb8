package custos.access;

import java.util.regex.Pattern;

/// What names may look like.
final class Words {
    /// The same as an actor's name in the ledger.
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");

    private Words() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static void requireName(String text, String what) {
        if (!isName(text)) {
            throw new IllegalArgumentException(what + " is 1 to 64 of a-z, 0-9, dot, _ and -");
        }
    }
}
