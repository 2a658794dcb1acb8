package custos.search;

import java.util.Arrays;

/// A distinct word and the places in the [Roll] of the customers who bear it.
///
/// Few bearers are an unordered list of places, many are one bit per place, whichever is smaller:
/// so that a town with a fifth of all customers costs a query no more than a rare surname. Guarded
/// by the lock of [NameSearch].
final class Word {
    private static final int[] NONE = {};
    private static final long[] NO_BITS = {};
    private static final int MIN_DENSE = 256;
    private static final int BITS_PER_PLACE = Integer.SIZE;

    final String text;
    final Dictionary dictionary;
    private int count;
    private int[] places = NONE;
    private long[] bits = NO_BITS;

    Word(String text, Dictionary dictionary) {
        this.text = text;
        this.dictionary = dictionary;
    }

    boolean isUnused() {
        return count == 0;
    }

    /// Adds a place that is not there yet.
    void add(int place) {
        if (isDense()) addDense(place);
        else addSparse(place);
        count++;
    }

    /// Takes away a place that is there.
    void remove(int place) {
        if (isDense()) bits[place >> 6] &= ~(1L << place);
        else removeSparse(place);
        count--;
    }

    /// Sets the bit of each bearer.
    void markIn(long[] marks) {
        for (int i = 0; i < bits.length && i < marks.length; i++) marks[i] |= bits[i];
        if (isDense()) return;
        for (int i = 0; i < count; i++) marks[places[i] >> 6] |= 1L << places[i];
    }

    private boolean isDense() {
        return bits.length > 0;
    }

    private void addSparse(int place) {
        // Looked at only when the list is full, so that the search for the highest place costs
        // nothing per bearer.
        if (count == places.length && count >= MIN_DENSE) {
            int highest = Math.max(place, highest());
            if ((long) count * BITS_PER_PLACE > highest) {
                makeDense(highest);
                bits[place >> 6] |= 1L << place;
                return;
            }
        }
        if (count == places.length)
            places = Arrays.copyOf(places, count < 2 ? count + 1 : grown(count));
        places[count] = place;
    }

    private void addDense(int place) {
        int needed = (place >> 6) + 1;
        if (needed > bits.length) {
            // Half the threshold of makeDense, so that a word on the edge does not go back and
            // forth.
            if ((long) count * 2 * BITS_PER_PLACE < place) {
                makeSparse();
                addSparse(place);
                return;
            }
            bits = Arrays.copyOf(bits, grown(needed));
        }
        bits[place >> 6] |= 1L << place;
    }

    private int highest() {
        int highest = 0;
        for (int i = 0; i < count; i++) highest = Math.max(highest, places[i]);
        return highest;
    }

    private void makeDense(int highest) {
        var all = new long[grown((highest >> 6) + 1)];
        for (int i = 0; i < count; i++) all[places[i] >> 6] |= 1L << places[i];
        bits = all;
        places = NONE;
    }

    private void makeSparse() {
        var all = new int[grown(count)];
        int n = 0;
        for (int i = 0; i < bits.length; i++)
            for (long rest = bits[i]; rest != 0; rest &= rest - 1)
                all[n++] = (i << 6) + Long.numberOfTrailingZeros(rest);
        places = all;
        bits = NO_BITS;
    }

    private void removeSparse(int place) {
        int at = 0;
        while (places[at] != place) at++;
        places[at] = places[count - 1];
    }

    private static int grown(int size) {
        return size + (size >> 2) + 1;
    }
}
