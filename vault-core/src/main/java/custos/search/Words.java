package custos.search;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Text as the words it is found by: no case, no accents, no punctuation, scripts kept.
///
/// Accents go where they are accents (Latin, Greek, Cyrillic, Arabic); the vowel signs of Tamil or
/// Thai are letters and stay. Letters that Unicode does not take apart (ł đ ø æ þ) have a table of
/// their own. Chinese, Japanese and Korean are written without spaces, so such a run is found from
/// each of its characters on: 王小明 by 王, 小明 and 明.
final class Words {
    /// Words of one kind kept per customer, and characters kept per word: what bounds the work of
    /// one `put`.
    static final int MAX_WORDS = 64;

    static final int MAX_WORD_CHARS = 64;
    private static final int MAX_TEXT_CHARS = 4096;

    private static final Normalizer2 CASE_FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();
    private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();

    /// Malay "son of" and "daughter of": nobody is looked up by them and every tenth customer would
    /// match.
    private static final Set<String> CONNECTORS = Set.of("bin", "binti", "binte", "bte", "bt");

    private static final Pattern SLASHED =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:a/l|a/p|s/o|d/o)(?![\\p{L}\\p{N}])");

    private Words() {}

    /// The words of full names and companies, without the "bin" between two others and without
    /// "a/l".
    static Set<String> ofNames(Collection<String> names) {
        var words = new LinkedHashSet<String>();
        for (var name : names) {
            var parts = split(withoutSlashed(fold(name)));
            for (int i = 0; i < parts.size(); i++) {
                // "Wang Bin" is called Bin; "Ahmad bin Ali" is not.
                boolean between = i > 0 && i < parts.size() - 1;
                if (!(between && CONNECTORS.contains(parts.get(i)))) add(parts.get(i), words);
            }
        }
        return words;
    }

    /// The words of towns and streets, house numbers among them.
    static Set<String> ofPlaces(Collection<String> towns, Collection<String> streets) {
        var words = new LinkedHashSet<String>();
        for (var town : towns) split(fold(town)).forEach(word -> add(word, words));
        for (var street : streets) split(fold(street)).forEach(word -> add(word, words));
        return words;
    }

    /// What was asked for; a "bin" that another word follows asks for nothing.
    static Set<String> ofQuery(String query) {
        var parts = split(withoutSlashed(fold(query)));
        var words = new LinkedHashSet<String>();
        for (int i = 0; i < parts.size(); i++) {
            boolean followed = i < parts.size() - 1;
            if (!(followed && CONNECTORS.contains(parts.get(i)))) words.add(parts.get(i));
        }
        return words;
    }

    /// Whether the word belongs to a script written without spaces, where one character says much.
    static boolean isUnspaced(String word) {
        return isUnspaced(word.codePointAt(0));
    }

    static String fold(String text) {
        var bounded = cut(text, MAX_TEXT_CHARS);
        if (isAscii(bounded)) return bounded.toLowerCase(Locale.ROOT);
        // An acute accent standing alone is somebody's apostrophe; normalising would make it a
        // space.
        var cased = CASE_FOLDED.normalize(bounded.replace('\u00b4', '\''));
        var plain = new StringBuilder(cased.length());
        DECOMPOSED.normalize(cased).codePoints().forEach(each -> appendPlain(each, plain));
        return COMPOSED.normalize(plain);
    }

    private static void appendPlain(int letter, StringBuilder plain) {
        if (isAccent(letter)) return;
        switch (letter) {
            case 'ł' -> plain.append('l');
            case 'đ', 'ð', 'ɖ' -> plain.append('d');
            case 'ø' -> plain.append('o');
            case 'æ' -> plain.append("ae");
            case 'œ' -> plain.append("oe");
            case 'þ' -> plain.append("th");
            case 'ı' -> plain.append('i');
            case 'ħ' -> plain.append('h');
            case 'ŋ' -> plain.append("ng");
            case 'ŧ' -> plain.append('t');
            case 'ĸ' -> plain.append('k');
            case 'ə' -> plain.append('e');
            default -> plain.appendCodePoint(letter);
        }
    }

    private static boolean isAccent(int letter) {
        if (letter < 0x300 || UCharacter.getType(letter) != UCharacter.NON_SPACING_MARK)
            return false;
        // が is another letter than か, not an accented one.
        boolean voicing = letter == 0x3099 || letter == 0x309a;
        int script = UScript.getScript(letter);
        return !voicing
                && (script == UScript.INHERITED
                        || script == UScript.COMMON
                        || script == UScript.HEBREW
                        || script == UScript.ARABIC);
    }

    private static String withoutSlashed(String folded) {
        return folded.indexOf('/') < 0 ? folded : SLASHED.matcher(folded).replaceAll(" ");
    }

    private static List<String> split(String folded) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int i = 0, each; i < folded.length(); i += Character.charCount(each)) {
            each = folded.codePointAt(i);
            if (isApostrophe(each)) continue;
            boolean letter = isWordPart(each);
            if (!letter || startsAnotherScript(word, each)) flush(word, words);
            if (letter) word.appendCodePoint(each);
        }
        flush(word, words);
        return words;
    }

    private static boolean startsAnotherScript(StringBuilder word, int letter) {
        return !word.isEmpty() && isUnspaced(word.codePointAt(0)) != isUnspaced(letter);
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) words.add(cut(word.toString(), MAX_WORD_CHARS));
        word.setLength(0);
    }

    private static void add(String word, Set<String> words) {
        if (words.size() < MAX_WORDS) words.add(word);
        if (!isUnspaced(word)) return;
        for (int i = word.offsetByCodePoints(0, 1);
                i < word.length() && words.size() < MAX_WORDS;
                i = word.offsetByCodePoints(i, 1)) words.add(word.substring(i));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) > 0x7f) return false;
        return true;
    }

    private static boolean isApostrophe(int letter) {
        return switch (letter) {
            case '\'', '`', '’', '‘', 'ʼ', 'ʻ', 'ʹ', '′' -> true;
            default -> false;
        };
    }

    private static boolean isWordPart(int letter) {
        if (Character.isLetterOrDigit(letter)) return true;
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isUnspaced(int letter) {
        if (letter < 0x1100) return false;
        if (letter == 'ー') return true;
        return switch (UScript.getScript(letter)) {
            case UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA, UScript.HANGUL -> true;
            default -> false;
        };
    }

    private static String cut(String text, int maxChars) {
        if (text.length() <= maxChars) return text;
        boolean pair = Character.isHighSurrogate(text.charAt(maxChars - 1));
        return text.substring(0, pair ? maxChars - 1 : maxChars);
    }
}
