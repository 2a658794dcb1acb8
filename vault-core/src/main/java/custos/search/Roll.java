package custos.search;

import java.util.Arrays;

/// The customers in the index: each has a place, a small number that the words refer to.
///
/// Places of the gone are given to the next who come. An open-addressed table of places finds a
/// number. Guarded by the lock of [NameSearch].
final class Roll {
    static final int NOWHERE = -1;
    private static final Word[] NO_WORDS = {};

    private long[] numbers = new long[16];
    private Word[][] words = emptied(16);
    private int[] table = unused(64);
    private int[] free = new int[16];
    private int freeCount;
    private int end;
    private int count;

    int count() {
        return count;
    }

    /// One more than the highest place ever given.
    int end() {
        return end;
    }

    long numberAt(int place) {
        return numbers[place];
    }

    Word[] wordsAt(int place) {
        return words[place];
    }

    void setWords(int place, Word[] now) {
        words[place] = now;
    }

    int find(long number) {
        return table[probe(number)];
    }

    /// Gives a place to a customer who has none.
    int enter(long number) {
        if ((count + 1) * 2 > table.length) rehash();
        int place = freeCount > 0 ? free[--freeCount] : end++;
        if (place == numbers.length) grow();
        numbers[place] = number;
        table[probe(number)] = place;
        count++;
        return place;
    }

    /// Takes a customer's place back and forgets the number and the words.
    void leave(int place) {
        closeGap(probe(numbers[place]));
        numbers[place] = 0;
        words[place] = NO_WORDS;
        if (freeCount == free.length) free = Arrays.copyOf(free, free.length * 2);
        free[freeCount++] = place;
        count--;
    }

    private int probe(long number) {
        int at = home(number);
        while (table[at] != NOWHERE && numbers[table[at]] != number) at = next(at);
        return at;
    }

    /// Moves later entries back into the gap (Knuth 6.4, algorithm R), so that no marker of the
    /// gone remains.
    private void closeGap(int gap) {
        table[gap] = NOWHERE;
        for (int at = next(gap); table[at] != NOWHERE; at = next(at)) {
            int home = home(numbers[table[at]]);
            boolean reachable = gap <= at ? gap < home && home <= at : gap < home || home <= at;
            if (reachable) continue;
            table[gap] = table[at];
            table[at] = NOWHERE;
            gap = at;
        }
    }

    private void rehash() {
        var old = table;
        table = unused(old.length * 2);
        for (int place : old) if (place != NOWHERE) table[probe(numbers[place])] = place;
    }

    private void grow() {
        int size = numbers.length + (numbers.length >> 1);
        numbers = Arrays.copyOf(numbers, size);
        var more = Arrays.copyOf(words, size);
        Arrays.fill(more, words.length, size, NO_WORDS);
        words = more;
    }

    private int home(long number) {
        return (int) ((number * 0x9E3779B97F4A7C15L) >>> 32) & (table.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (table.length - 1);
    }

    private static Word[][] emptied(int size) {
        var all = new Word[size][];
        Arrays.fill(all, NO_WORDS);
        return all;
    }

    private static int[] unused(int size) {
        var table = new int[size];
        Arrays.fill(table, NOWHERE);
        return table;
    }
}
