package custos.web;

import custos.words.PhraseBook;
import custos.words.Phrases;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages that pages are written in, and which of them a reader wants.
public final class Languages {
    /// The first is shown to whoever wants none of them.
    public static final List<String> ALL = List.of("en", "ms", "cs");

    private static final int MAX_HEADER = 500;

    private final PhraseBook book = PhraseBook.load(Languages.class, ALL);

    public Phrases phrases(String language) {
        return book.in(language);
    }

    /// The language if it is one of ours.
    static Optional<String> known(String language) {
        return Optional.of(language).filter(ALL::contains);
    }

    /// The first of ours in an `Accept-Language` header (RFC 9110, 12.5.4).
    static String preferred(String header) {
        return ranges(header).stream()
                .filter(range -> range.getWeight() > 0)
                .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                .filter(ALL::contains)
                .findFirst()
                .orElse(ALL.getFirst());
    }

    private static List<Locale.LanguageRange> ranges(String header) {
        try {
            return header.isBlank() || header.length() > MAX_HEADER
                    ? List.of()
                    : Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
