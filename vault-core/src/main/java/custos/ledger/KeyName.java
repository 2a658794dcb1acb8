package custos.ledger;

import java.util.HexFormat;

/// What names a signing key: the name and the 32-bit id of c2sp.org/signed-note. Only both together
/// mean a key.
///
/// @param name non-empty, at most 512 characters, no spaces, no plus, no control characters
/// @param id first four bytes of a SHA-256 hash, big-endian
public record KeyName(String name, int id) {
    private static final int MAX_CHARACTERS = 512;
    private static final int NEXT_LINE = 0x85;

    public KeyName {
        checkName(name);
    }

    static void checkName(String name) {
        if (name.isEmpty()
                || name.length() > MAX_CHARACTERS
                || !name.codePoints().allMatch(KeyName::isAllowed)) {
            throw new IllegalArgumentException(
                    "a key name is 1 to 512 characters without spaces or plus");
        }
    }

    private static boolean isAllowed(int c) {
        return c != '+'
                && c >= ' '
                && c != NEXT_LINE
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && Character.getType(c) != Character.SURROGATE;
    }

    /// `name+id`, as keys are named in reports.
    @Override
    public String toString() {
        return name + "+" + hex(id);
    }

    static String hex(int id) {
        return HexFormat.of().toHexDigits(id);
    }
}
