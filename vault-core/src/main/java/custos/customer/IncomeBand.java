package custos.customer;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/// A band of income in whole units of the shop's currency, `20000-39999` or, without an upper end,
/// `60000+`: never an exact income, which nobody here needs.
///
/// A closed band is at least 1,000 wide.
public record IncomeBand(long from, OptionalLong to) {
    private static final long MAX = 1_000_000_000L;
    private static final long MIN_WIDTH = 1_000;
    private static final Pattern CLOSED =
            Pattern.compile("([0-9]{1,10}) ?[-\u2013] ?([0-9]{1,10})");
    private static final Pattern OPEN = Pattern.compile("([0-9]{1,10}) ?\\+");

    public IncomeBand {
        if (from < 0 || from > MAX || to.orElse(0) > MAX) {
            throw new IllegalArgumentException("an income band is from 0 to 1,000,000,000");
        }
        if (to.isPresent() && to.getAsLong() - from + 1 < MIN_WIDTH) {
            throw new IllegalArgumentException("an income band is at least 1,000 wide");
        }
    }

    /// Reads `20000-39999` or `60000+`.
    public static IncomeBand parse(String text) {
        String line = PlainText.line("an income band", text, 1, 40);
        var closed = CLOSED.matcher(line);
        if (closed.matches()) {
            return new IncomeBand(
                    Long.parseLong(closed.group(1)),
                    OptionalLong.of(Long.parseLong(closed.group(2))));
        }
        var open = OPEN.matcher(line);
        if (open.matches()) {
            return new IncomeBand(Long.parseLong(open.group(1)), OptionalLong.empty());
        }
        throw new IllegalArgumentException("an income band is written 20000-39999 or 60000+");
    }

    /// The value as it is stored.
    public FieldValue toValue() {
        return new FieldValue.Text(to.isPresent() ? from + "-" + to.getAsLong() : from + "+");
    }

    @Override
    public String toString() {
        return "IncomeBand[redacted]";
    }
}
