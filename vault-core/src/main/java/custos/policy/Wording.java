package custos.policy;

import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of one language, put into sentences.
final class Wording {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)\\}");

    private final Words words;
    private final Language language;

    Wording(Words words, Language language) {
        this.words = words;
        this.language = language;
    }

    String name(String section, String key) {
        return words.text(language, section, key);
    }

    /// A sentence of the notice.
    String notice(String key) {
        return name("notice", key);
    }

    /// A sentence of the notice with names and values in its places: name, value, name, value.
    String notice(String key, String... values) {
        return filled(notice(key), values);
    }

    /// The names of some things, with commas.
    <T> String names(String section, Collection<T> things, Function<T, String> key) {
        return join(things.stream().map(thing -> name(section, key.apply(thing))).toList());
    }

    static String join(List<String> names) {
        return String.join(", ", names);
    }

    /// A text with values in its places. A value is put in as it is: braces in it mean nothing.
    static String filled(String text, String... values) {
        var byName = new HashMap<String, String>();
        for (int i = 0; i < values.length; i += 2) {
            byName.put(values[i], values[i + 1]);
        }
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value(byName, match.group(1))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value for the placeholder " + name);
        }
        return value;
    }

    /// A period such as `2 years, 6 months`.
    String period(Period period) {
        var parts = new ArrayList<String>();
        part(parts, "year", period.getYears());
        part(parts, "month", period.getMonths());
        part(parts, "day", period.getDays());
        return join(parts);
    }

    private void part(List<String> parts, String unit, int count) {
        if (count > 0) {
            String form = count == 1 ? "one" : count < 5 ? "few" : "many";
            parts.add(filled(name("periods", unit + "-" + form), "n", Integer.toString(count)));
        }
    }
}
