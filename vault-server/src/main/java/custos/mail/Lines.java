package custos.mail;

/// Text for a header of a message. A line break in it would begin a header of its own, so it is
/// refused and not repaired.
final class Lines {
    private Lines() {}

    /// @throws IllegalArgumentException when it is more than one line
    static String one(String text) {
        if (text.codePoints().anyMatch(Character::isISOControl)
                || text.indexOf('\u2028') >= 0
                || text.indexOf('\u2029') >= 0) {
            throw new IllegalArgumentException("a header of a message is one line");
        }
        return text;
    }
}
