package custos.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The distinct words of one kind (names, or places), in order and by sound.
///
/// A word is here exactly as long as somebody bears it. Guarded by the lock of [NameSearch].
final class Dictionary {
    private static final Word[] NOBODY = {};

    private final TreeMap<String, Word> words = new TreeMap<>();
    private final Map<Integer, Word[]> bySound = new HashMap<>();

    int size() {
        return words.size();
    }

    Word wordFor(String text) {
        var known = words.get(text);
        return known != null ? known : enter(text);
    }

    /// Forgets a word that nobody bears any more: its text is then unreachable from here.
    void drop(Word word) {
        words.remove(word.text);
        for (int code : Sounds.of(word.text))
            bySound.computeIfPresent(code, (_, all) -> without(all, word));
    }

    /// Marks who bears the very word.
    void markExact(String text, long[] marks) {
        var word = words.get(text);
        if (word != null) word.markIn(marks);
    }

    /// Marks who bears a word that begins so.
    void markPrefix(String prefix, long[] marks) {
        // No character sorts after U+FFFF, which no text contains.
        for (var word : words.subMap(prefix, prefix + '\uffff').values()) word.markIn(marks);
    }

    /// Marks who bears a word with one of these codes.
    void markSound(List<Integer> codes, long[] marks) {
        for (int code : codes)
            for (var word : bySound.getOrDefault(code, NOBODY)) word.markIn(marks);
    }

    private Word enter(String text) {
        var word = new Word(text, this);
        words.put(text, word);
        for (int code : Sounds.of(text)) bySound.merge(code, new Word[] {word}, Dictionary::joined);
        return word;
    }

    private static Word[] joined(Word[] some, Word[] more) {
        var all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private static Word @Nullable [] without(Word[] all, Word word) {
        var rest = Arrays.stream(all).filter(each -> each != word).toArray(Word[]::new);
        return rest.length == 0 ? null : rest;
    }
}
