package custos.vault.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lines of a file, gathered in any order and told as ranges. For one thread while it gathers.
public final class LineNumbers {
    private static final int FIRST_SIZE = 16;

    private long[] lines = new long[FIRST_SIZE];
    private int size;

    /// The lines from one to another, both of them in it.
    public record Range(long from, long to) {}

    void add(long line) {
        if (size == lines.length) {
            lines = Arrays.copyOf(lines, size * 2);
        }
        lines[size++] = line;
    }

    /// How many lines there are, each as often as it was named.
    public long count() {
        return size;
    }

    /// The first ranges, ascending.
    ///
    /// @param most how many at most
    public List<Range> ranges(int most) {
        long[] sorted = Arrays.copyOf(lines, size);
        Arrays.sort(sorted);
        var ranges = new ArrayList<Range>();
        for (int i = 0; i < size && ranges.size() < most; ) {
            int last = i;
            while (last + 1 < size && sorted[last + 1] <= sorted[last] + 1) {
                last++;
            }
            ranges.add(new Range(sorted[i], sorted[last]));
            i = last + 1;
        }
        return ranges;
    }
}
