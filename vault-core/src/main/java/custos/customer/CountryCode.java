package custos.customer;

import java.util.Locale;
import java.util.Set;

/// A country by its ISO 3166-1 alpha-2 code, in capitals.
public record CountryCode(String value) {
    private static final Set<String> KNOWN = Set.of(Locale.getISOCountries());

    public CountryCode {
        if (!KNOWN.contains(value)) {
            throw new IllegalArgumentException("a country is an ISO 3166-1 code such as CZ or MY");
        }
    }

    /// Reads a code (`CZ`, `cze`), a name in English, in the country's own languages or in Czech,
    /// Slovak, German, Polish or Malay (`Czech Republic`, `Deutschland`), or a usual short form
    /// (`UK`, `USA`).
    ///
    /// @throws IllegalArgumentException when it is none of these; the message does not repeat it
    public static CountryCode parse(String text) {
        return CountryNames.find(PlainText.line("a country", text, 1, 100))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "a country is an ISO 3166-1 code such as CZ, or its name"));
    }
}
