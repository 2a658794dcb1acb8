package custos.customer;

import com.ibm.icu.util.ULocale;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/// The names by which people call countries, from CLDR and a few habits that it lacks.
///
/// Built once at first use; the first name to claim a spelling keeps it, English first.
final class CountryNames {
    private static final List<ULocale> LANGUAGES =
            List.of("en", "cs", "ms", "sk", "de", "pl").stream().map(ULocale::new).toList();

    /// Spellings that folding would lose or that no list of names has.
    private static final Map<String, String> HABITS =
            Map.ofEntries(
                    Map.entry("uk", "GB"),
                    Map.entry("u.k.", "GB"),
                    Map.entry("great britain", "GB"),
                    Map.entry("england", "GB"),
                    Map.entry("scotland", "GB"),
                    Map.entry("wales", "GB"),
                    Map.entry("northern ireland", "GB"),
                    Map.entry("u.s.", "US"),
                    Map.entry("u.s.a.", "US"),
                    Map.entry("america", "US"),
                    Map.entry("united states of america", "US"),
                    Map.entry("čr", "CZ"),
                    Map.entry("čsr", "CZ"),
                    Map.entry("slovak republic", "SK"),
                    Map.entry("slovenská republika", "SK"),
                    Map.entry("czech republic", "CZ"),
                    Map.entry("česká republika", "CZ"),
                    Map.entry("ceska republika", "CZ"),
                    Map.entry("tschechische republik", "CZ"),
                    Map.entry("holland", "NL"),
                    Map.entry("the netherlands", "NL"),
                    Map.entry("brd", "DE"),
                    Map.entry("republic of ireland", "IE"),
                    Map.entry("eire", "IE"),
                    Map.entry("russian federation", "RU"),
                    Map.entry("republic of korea", "KR"),
                    Map.entry("viet nam", "VN"),
                    Map.entry("macedonia", "MK"),
                    Map.entry("turkey", "TR"),
                    Map.entry("swaziland", "SZ"),
                    Map.entry("burma", "MM"),
                    Map.entry("ivory coast", "CI"),
                    Map.entry("uae", "AE"),
                    Map.entry("prc", "CN"));

    private CountryNames() {}

    static Optional<CountryCode> find(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Zs}]+", " ");
        String code = HABITS.get(name);
        if (code == null) {
            code = name.matches("[a-z]{2,3}") ? Names.CODES.get(name) : null;
        }
        if (code == null) {
            code = Names.FOLDED.get(fold(name));
        }
        return Optional.ofNullable(code).map(CountryCode::new);
    }

    private static String fold(String name) {
        String bare =
                Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                        .replaceAll("\\p{Mn}+", "")
                        .replace("&", " and ");
        return bare.replaceAll("^the ", "").replaceAll("[^\\p{L}\\p{N}\\p{M}]+", "");
    }

    /// Made when the first country is read, not when the program starts.
    private static final class Names {
        static final Map<String, String> CODES = codes();
        static final Map<String, String> FOLDED = folded();

        private static Map<String, String> codes() {
            var codes = new HashMap<String, String>();
            for (String country : Locale.getISOCountries()) {
                codes.put(country.toLowerCase(Locale.ROOT), country);
                threeLetters(country).ifPresent(three -> codes.putIfAbsent(three, country));
            }
            return Map.copyOf(codes);
        }

        private static Optional<String> threeLetters(String country) {
            try {
                String code = Locale.of("", country).getISO3Country();
                return Optional.of(code.toLowerCase(Locale.ROOT));
            } catch (MissingResourceException e) {
                return Optional.empty();
            }
        }

        private static Map<String, String> folded() {
            var names = new HashMap<String, String>();
            for (ULocale language : LANGUAGES) {
                for (String country : Locale.getISOCountries()) {
                    claim(names, country, language);
                }
            }
            for (ULocale locale : ULocale.getAvailableLocales()) {
                if (CODES.containsValue(locale.getCountry())) {
                    claim(names, locale.getCountry(), locale);
                }
            }
            return Map.copyOf(names);
        }

        private static void claim(Map<String, String> names, String country, ULocale language) {
            var place = new ULocale("und_" + country);
            names.putIfAbsent(fold(place.getDisplayCountry(language)), country);
        }
    }
}
