package custos.web;

import custos.customer.FieldValue;
import custos.policy.Field;
import custos.till.NotNow;
import java.util.stream.Collectors;

/// Which questions a customer would rather not answer, in words: each with the day.
public final class NotNowText {
    private static final String FIELD = "not_now";

    private NotNowText() {}

    /// Whether a field is the one that holds them.
    public static boolean is(Field field) {
        return field.id().value().equals(FIELD);
    }

    public static String of(FieldValue value, PolicyWords words, Times times) {
        return NotNow.of(value).days().entrySet().stream()
                .map(said -> words.field(said.getKey()) + " (" + times.day(said.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }
}
