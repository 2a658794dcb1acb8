package custos.customer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A date as people write it: `1987-11-19`, `19.11.1987`, `10. 1. 1967`, `14/07/1951`.
///
/// The year has four digits. Dots mean day first; what slashes and dashes mean the caller says, and
/// nothing is guessed from the size of the numbers: 07/14/1951 is refused where the day comes
/// first.
public final class WrittenDate {
    /// What comes first where a date is written with slashes or dashes.
    public enum Order {
        DAY_FIRST,
        MONTH_FIRST
    }

    private static final int MAX_AGE_YEARS = 130;
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");
    private static final Pattern ISO = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern DOTS =
            Pattern.compile("([0-9]{1,2})\\. ?([0-9]{1,2})\\. ?([0-9]{4})\\.?");
    private static final Pattern OTHER =
            Pattern.compile("([0-9]{1,2}) ?([/-]) ?([0-9]{1,2}) ?\\2 ?([0-9]{4})");

    private WrittenDate() {}

    /// Reads a date in the years 1000 to 9999.
    public static LocalDate parse(String text, Order order) {
        String line = SPACES.matcher(PlainText.line("a date", text, 1, 20)).replaceAll(" ");
        Matcher iso = ISO.matcher(line);
        if (iso.matches()) {
            return date(iso.group(1), iso.group(2), iso.group(3));
        }
        Matcher dots = DOTS.matcher(line);
        if (dots.matches()) {
            return date(dots.group(3), dots.group(2), dots.group(1));
        }
        Matcher other = OTHER.matcher(line);
        if (other.matches()) {
            return order == Order.DAY_FIRST
                    ? date(other.group(4), other.group(3), other.group(1))
                    : date(other.group(4), other.group(1), other.group(3));
        }
        throw new IllegalArgumentException(
                "a date is written 1987-11-19, 19.11.1987 or 19/11/1987, the year with four digits");
    }

    /// Reads a date of birth: not after today, not more than 130 years before.
    public static LocalDate parseBirth(String text, Order order, LocalDate today) {
        return requireBirth(parse(text, order), today);
    }

    /// Checks a date of birth: not after today, not more than 130 years before.
    public static LocalDate requireBirth(LocalDate birth, LocalDate today) {
        if (birth.isAfter(today) || birth.isBefore(today.minusYears(MAX_AGE_YEARS))) {
            throw new IllegalArgumentException(
                    "a date of birth is not after today and at most 130 years ago");
        }
        return birth;
    }

    private static LocalDate date(String year, String month, String day) {
        try {
            LocalDate date =
                    Year.of(Integer.parseInt(year))
                            .atMonth(Integer.parseInt(month))
                            .atDay(Integer.parseInt(day));
            if (date.getYear() >= 1000) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a date is a day that the calendar has");
        }
        throw new IllegalArgumentException("a date has a year of four digits, 1000 to 9999");
    }
}
