package custos.words;

import com.ibm.icu.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The phrases of one language. Immutable; safe for use by many threads.
///
/// A phrase is an ICU message, so that counts take the forms that a language has: Czech has one for
/// 1, one for 2 to 4, one for 0 and from 5 on. Nothing falls back to another language.
public final class Phrases {
    private final Locale locale;
    private final Map<String, String> patterns;

    Phrases(Locale locale, Map<String, String> patterns) {
        this.locale = locale;
        this.patterns = Map.copyOf(patterns);
        // Reading each pattern once finds what is wrong with it at start, not in front of a reader.
        this.patterns.forEach(this::arguments);
    }

    public Locale locale() {
        return locale;
    }

    public Set<String> keys() {
        return patterns.keySet();
    }

    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    /// A phrase without arguments.
    ///
    /// @throws IllegalArgumentException when there is none of that key: a bug of the caller
    public String text(String key) {
        return text(key, Map.of());
    }

    /// A phrase with one argument.
    public String text(String key, String name, Object value) {
        return text(key, Map.of(name, value));
    }

    /// A phrase with its arguments put in, as plain text: whoever shows it escapes it.
    public String text(String key, Map<String, ?> arguments) {
        return new MessageFormat(pattern(key), locale).format(arguments);
    }

    /// The names of a phrase's arguments.
    Set<String> arguments(String key) {
        return arguments(key, pattern(key));
    }

    private Set<String> arguments(String key, String pattern) {
        try {
            return new TreeSet<>(new MessageFormat(pattern, locale).getArgumentNames());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the phrase " + key + " of " + locale + " is no message: " + e.getMessage(), e);
        }
    }

    private String pattern(String key) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("there is no phrase " + key + " in " + locale);
        }
        return pattern;
    }
}
