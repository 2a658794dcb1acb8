package custos.customer;

import java.text.Normalizer;
import java.util.Locale;

/// Text folded for comparing: lower case, without accents, words of letters and digits with single
/// spaces between.
final class SearchText {
    private SearchText() {}

    static String fold(String text) {
        String bare =
                Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                        .replaceAll("\\p{Mn}+", "")
                        // Letters that Unicode does not take apart.
                        .replace("ł", "l")
                        .replace("đ", "d")
                        .replace("ø", "o")
                        .replace("ß", "ss")
                        .replace("æ", "ae")
                        .replace("œ", "oe");
        return bare.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
