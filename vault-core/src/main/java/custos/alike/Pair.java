package custos.alike;

/// Two different customers, by their numbers, in no order of their own.
///
/// @param first the smaller number
/// @param second the greater number
public record Pair(long first, long second) {
    public Pair {
        if (first >= second) {
            throw new IllegalArgumentException("a pair is of two customers, the smaller first");
        }
    }

    /// @throws IllegalArgumentException when they are one and the same
    public static Pair of(long one, long other) {
        return new Pair(Math.min(one, other), Math.max(one, other));
    }

    public boolean has(long customer) {
        return first == customer || second == customer;
    }

    /// The one who is not this one.
    public long other(long customer) {
        return first == customer ? second : first;
    }
}
