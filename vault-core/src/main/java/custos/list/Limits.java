package custos.list;

/// The limits of what a question is asked with.
final class Limits {
    private Limits() {}

    static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadParameter(name, "it must be " + least + " to " + most);
        }
    }
}
