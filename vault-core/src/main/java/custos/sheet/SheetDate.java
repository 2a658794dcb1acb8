package custos.sheet;

import custos.customer.WrittenDate;
import java.time.LocalDate;
import java.util.regex.Pattern;

/// A date from a sheet: written, or the day number that a spreadsheet makes of one (`serial`).
record SheetDate(LocalDate day, boolean serial) {
    /// 1927-05-18 to 2119-01-10: below, a number is more likely something else.
    private static final Pattern SERIAL = Pattern.compile("([1-7][0-9]{4})([.,]0+)?");

    /// Day 0 of spreadsheets, so that their day 61 is 1900-03-01 (they believe in a 29 February
    /// 1900).
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

    /// A date and the time that a sheet adds to it.
    private static final Pattern MIDNIGHT = Pattern.compile("(.{8,12}?)[ T]0?0:00(:00)?(\\.0+)?Z?");

    /// A date and any time of its day.
    private static final Pattern MOMENT = Pattern.compile("(.{6,12}?)[ T][0-9]{1,2}:[0-9]{2}.*");

    /// The day of what happened at some time of it.
    static LocalDate ofMoment(String text, WrittenDate.Order order) {
        var moment = MOMENT.matcher(text);
        return parse(moment.matches() ? moment.group(1) : text, order).day();
    }

    static SheetDate parse(String text, WrittenDate.Order order) {
        var serial = SERIAL.matcher(text);
        if (serial.matches()) {
            return new SheetDate(DAY_ZERO.plusDays(Integer.parseInt(serial.group(1))), true);
        }
        var midnight = MIDNIGHT.matcher(text);
        String day = midnight.matches() ? midnight.group(1) : text;
        return new SheetDate(WrittenDate.parse(day, order), false);
    }
}
