package custos.till;

import custos.customer.FieldValue;
import custos.json.JsonValue;
import custos.policy.FieldId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which questions a customer would rather not answer, and on which day she last said so. That she
/// said it is all that is kept: nothing is filled in for her.
///
/// Stored as a list of codes, the name of a field and a day each: `birth_date-2026-11-22`. What is
/// in no such form is passed over.
///
/// @param days by name of the field
public record NotNow(SequencedMap<String, LocalDate> days) {
    /// How long a question is not asked again: half a year.
    public static final int REST_DAYS = 180;

    public static final NotNow NOTHING = new NotNow(new TreeMap<>());

    private static final Pattern CODE =
            Pattern.compile("([a-z][a-z0-9_]{0,52})-([0-9]{4}-[0-9]{2}-[0-9]{2})");

    public NotNow {
        days = new TreeMap<>(days);
    }

    /// Reads what is stored in the field of that purpose.
    public static NotNow of(FieldValue value) {
        var days = new TreeMap<String, LocalDate>();
        if (value instanceof FieldValue.Json(JsonValue.Items(List<JsonValue> codes))) {
            codes.forEach(code -> read(code, days));
        }
        return new NotNow(days);
    }

    private static void read(JsonValue code, TreeMap<String, LocalDate> days) {
        if (code instanceof JsonValue.Text(String text)) {
            Matcher parts = CODE.matcher(text);
            if (parts.matches()) {
                day(parts.group(2))
                        .ifPresent(day -> days.merge(parts.group(1), day, NotNow::later));
            }
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /// With one more, said today. Those that rest no longer are forgotten.
    public NotNow with(FieldId field, LocalDate today) {
        var kept = new TreeMap<String, LocalDate>(days);
        kept.values().removeIf(day -> isOver(day, today));
        kept.put(field.value(), today);
        return new NotNow(kept);
    }

    private static boolean isOver(LocalDate said, LocalDate today) {
        return !said.plusDays(REST_DAYS).isAfter(today);
    }

    /// Whether it is too early to ask this again.
    public boolean rests(FieldId field, LocalDate today) {
        LocalDate said = days.get(field.value());
        return said != null && !isOver(said, today);
    }

    /// Whether she said no to anything on that day.
    public boolean isSaidOn(LocalDate day) {
        return days.containsValue(day);
    }

    /// As it is stored.
    public FieldValue toValue() {
        return new FieldValue.Json(
                JsonValue.texts(
                        days.entrySet().stream()
                                .map(said -> said.getKey() + "-" + said.getValue())
                                .collect(Collectors.toList())));
    }

    /// Redacted: what somebody would rather not say is personal data.
    @Override
    public String toString() {
        return "NotNow[" + days.size() + " questions]";
    }
}
