package custos.search;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.language.DaitchMokotoffSoundex;

/// The Daitch-Mokotoff codes of a folded word: numbers of six digits, equal for words that sound
/// alike.
///
/// Made for Slavic, German and Yiddish spellings (Novák, Nowak; Meier, Mayer; Müller, Mueller).
/// Words of other scripts, with digits, or shorter than three letters have none: their codes would
/// match too much to mean anything.
final class Sounds {
    static final int MIN_CHARS = 3;
    private static final DaitchMokotoffSoundex CODER = new DaitchMokotoffSoundex(false);

    private Sounds() {}

    static List<Integer> of(String word) {
        if (word.length() < MIN_CHARS || !isLatin(word)) return List.of();
        return Stream.of(CODER.soundex(word).split("\\|", -1))
                .map(Integer::valueOf)
                .distinct()
                .toList();
    }

    private static boolean isLatin(String word) {
        return word.chars().allMatch(each -> each >= 'a' && each <= 'z');
    }
}
