package custos.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.TreeSet;

/// The same phrases in several languages, from the files `words-<language>.properties` (UTF-8)
/// beside a class.
///
/// Loading fails unless every language has every key, with the same arguments, so that a missing
/// word stops the build and the start of the program rather than a reader.
public final class PhraseBook {
    private final SequencedMap<String, Phrases> phrases;

    private PhraseBook(SequencedMap<String, Phrases> phrases) {
        this.phrases = phrases;
    }

    /// @param beside the class in whose folder the files are
    /// @param languages ISO 639 codes; the first is what all others are held against
    /// @throws IllegalStateException naming the file and the key that is missing, twice there, or
    ///   has other arguments
    public static PhraseBook load(Class<?> beside, List<String> languages) {
        var books = new LinkedHashMap<String, Phrases>();
        languages.forEach(language -> books.put(language, read(beside, language)));
        Phrases first = books.firstEntry().getValue();
        books.values().forEach(other -> requireSame(first, other));
        return new PhraseBook(books);
    }

    /// The phrases of a language.
    ///
    /// @throws IllegalArgumentException when the book is not written in it
    public Phrases in(String language) {
        Phrases found = phrases.get(language);
        if (found == null) {
            throw new IllegalArgumentException("no words are written in this language");
        }
        return found;
    }

    public List<String> languages() {
        return List.copyOf(phrases.keySet());
    }

    private static Phrases read(Class<?> beside, String language) {
        String name = "words-" + language + ".properties";
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the words " + name + " are missing");
            }
            var found = new OnceOnly(name);
            found.load(new InputStreamReader(in, UTF_8));
            return new Phrases(Locale.of(language), found.texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireSame(Phrases first, Phrases other) {
        var missing = new TreeSet<>(first.keys());
        missing.removeAll(other.keys());
        var more = new TreeSet<>(other.keys());
        more.removeAll(first.keys());
        if (!missing.isEmpty() || !more.isEmpty()) {
            throw new IllegalStateException(
                    "words of " + other.locale() + ": missing " + missing + ", unknown " + more);
        }
        for (String key : first.keys()) {
            if (!first.arguments(key).equals(other.arguments(key))) {
                throw new IllegalStateException(
                        "the phrase " + key + " of " + other.locale() + " has other arguments");
            }
        }
    }

    /// Properties that take no key twice.
    private static final class OnceOnly extends Properties {
        private static final long serialVersionUID = 1;
        private final transient Map<String, String> texts = new HashMap<>();
        private final String file;

        OnceOnly(String file) {
            this.file = file;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            if (texts.put(key.toString(), value.toString()) != null) {
                throw new IllegalStateException(file + " has " + key + " twice");
            }
            return super.put(key, value);
        }
    }
}
