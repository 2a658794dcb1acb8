package custos.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;

/// Days and times as a reader writes them, in the one time zone of the pages.
public final class Times {
    private final ZoneId zone;
    private final Locale locale;
    private final DateTimeFormatter minute;
    private final DateTimeFormatter day;

    Times(ZoneId zone, Locale locale) {
        this.zone = zone;
        this.locale = locale;
        this.day =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(written(locale));
        this.minute =
                new DateTimeFormatterBuilder()
                        .append(day)
                        .appendPattern(" HH:mm")
                        .toFormatter(written(locale))
                        .withZone(zone);
    }

    /// Shops in Europe and Malaysia write the day first, in English too.
    private static Locale written(Locale locale) {
        return locale.getLanguage().equals("en") ? Locale.UK : locale;
    }

    public ZoneId zone() {
        return zone;
    }

    /// Date and time to the minute, the hours from 0 to 23 in every language.
    public String minute(Instant at) {
        return minute.format(at);
    }

    /// The time of day alone, for what happens today.
    public String clock(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm", locale).withZone(zone).format(at);
    }

    public String day(LocalDate day) {
        return this.day.format(day);
    }

    public String day(Instant at) {
        return day(at.atZone(zone).toLocalDate());
    }

    /// What a machine reads in a `time` element.
    public String machine(Instant at) {
        return at.toString();
    }

    /// The zone's name in the reader's language and its id.
    public String zoneName() {
        String name = zone.getDisplayName(TextStyle.FULL, locale);
        return name.equals(zone.getId()) ? name : name + " (" + zone.getId() + ")";
    }
}
