package custos.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Words as people write them, made comparable, and the lists of words that we recognise.
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    /// Lower case, without accents, words of letters and digits with single spaces between.
    static String fold(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        String bare = MARKS.matcher(plain).replaceAll("").replace('ł', 'l').replace('đ', 'd');
        return BETWEEN.matcher(bare.replace('ø', 'o').replace("ß", "ss")).replaceAll(" ").strip();
    }

    /// The folded text, or where nothing is left of it (`?`, `✓`) the text itself, trimmed.
    static String foldOrSign(String text) {
        String folded = fold(text);
        return folded.isEmpty() ? text.strip() : folded;
    }

    /// A list of words from a resource beside this class: `name: word, word`, in the file's order.
    static Map<String, List<String>> list(String resource) {
        var lists = new LinkedHashMap<String, List<String>>();
        InputStream bytes = Words.class.getResourceAsStream(resource);
        try (var in =
                new BufferedReader(new InputStreamReader(Objects.requireNonNull(bytes), UTF_8))) {
            in.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(lists, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lists;
    }

    private static void add(Map<String, List<String>> lists, String line) {
        int colon = line.indexOf(':');
        List<String> words =
                Stream.of(line.substring(colon + 1).split(",", -1)).map(Words::foldOrSign).toList();
        lists.put(line.substring(0, colon), words);
    }
}
