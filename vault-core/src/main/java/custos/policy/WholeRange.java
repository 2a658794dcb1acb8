package custos.policy;

/// The whole numbers from the least to the most, both included.
public record WholeRange(long min, long max) {
    public WholeRange {
        if (min > max) {
            throw new IllegalArgumentException("a range runs from the least to the most");
        }
    }

    public boolean contains(long value) {
        return value >= min && value <= max;
    }
}
