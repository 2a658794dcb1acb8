package custos.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One question to the index: each of its words must be borne, begin, or sound like a word of the
/// customer.
///
/// Ranks go from 0 to 5: exact, prefix, sound, each first by name alone, then by place too; a
/// customer's rank is that of the word that fits worst, and within a rank customer numbers rise.
///
/// The work is bounded by the index, not by how many match: for each rank, until the page is full,
/// one pass over the bearers of the matching words and one over a bit per customer.
final class Query {
    static final int RANKS = 6;

    private static final int EXACT_RANKS = 2;

    /// Further words of a query are ignored.
    static final int MAX_WORDS = 8;

    private static final int MIN_PREFIX_CHARS = 2;

    private static final List<Match> ORDER = List.of(Match.EXACT, Match.PREFIX, Match.SOUND);

    private final List<Term> terms;

    private record Term(String text, boolean prefix, List<Integer> codes) {}

    private Query(List<Term> terms) {
        this.terms = terms;
    }

    static Query parse(String text) {
        var words = Words.ofQuery(text).stream().limit(MAX_WORDS).toList();
        // "jan n" is on its way to "jan novak"; "n" alone is a name of one letter.
        boolean anchored = words.stream().anyMatch(Query::isPrefix);
        return new Query(
                words.stream()
                        .map(word -> new Term(word, anchored || isPrefix(word), Sounds.of(word)))
                        .toList());
    }

    Page answer(Dictionary names, Dictionary places, Roll roll, Cursor after, int limit) {
        return answer(names, places, roll, after, limit, RANKS);
    }

    /// Only those who bear the very words.
    Page exactly(Dictionary names, Dictionary places, Roll roll, int limit) {
        return answer(names, places, roll, Cursor.START, limit, EXACT_RANKS);
    }

    private Page answer(
            Dictionary names, Dictionary places, Roll roll, Cursor after, int limit, int ranks) {
        if (terms.isEmpty()) return Page.EMPTY;
        int size = (roll.end() + 63) >> 6;
        var marks = new long[terms.size()][size];
        var before = new long[size];
        var found = new ArrayList<Cursor>();
        for (int rank = 0; rank < ranks && found.size() <= limit; rank++) {
            for (int i = 0; i < marks.length; i++)
                mark(terms.get(i), rank, rank % 2 == 0 ? names : places, marks[i]);
            var all = intersection(marks);
            if (rank >= after.rank()) {
                long from = rank == after.rank() ? after.customer() : Long.MIN_VALUE;
                for (long number : lowest(all, before, roll, from, limit + 1 - found.size()))
                    found.add(new Cursor(rank, number));
            }
            before = all;
        }
        return page(found, limit);
    }

    private static boolean isPrefix(String word) {
        return word.length() >= MIN_PREFIX_CHARS || Words.isUnspaced(word);
    }

    private static void mark(Term term, int rank, Dictionary dictionary, long[] marks) {
        switch (match(rank)) {
            case EXACT -> dictionary.markExact(term.text, marks);
            case PREFIX -> {
                if (term.prefix) dictionary.markPrefix(term.text, marks);
            }
            case SOUND -> dictionary.markSound(term.codes, marks);
        }
    }

    private static long[] intersection(long[][] marks) {
        var all = marks[0].clone();
        for (int i = 1; i < marks.length; i++)
            for (int j = 0; j < all.length; j++) all[j] &= marks[i][j];
        return all;
    }

    /// The lowest numbers above `from` of those marked in `all` but not in `before`, rising.
    private static long[] lowest(long[] all, long[] before, Roll roll, long from, int max) {
        var lowest = new long[max];
        int count = 0;
        for (int i = 0; i < all.length; i++)
            for (long rest = all[i] & ~before[i]; rest != 0; rest &= rest - 1) {
                long number = roll.numberAt((i << 6) + Long.numberOfTrailingZeros(rest));
                if (number > from) count = insert(number, lowest, count);
            }
        return Arrays.copyOf(lowest, count);
    }

    private static int insert(long number, long[] lowest, int count) {
        boolean full = count == lowest.length;
        if (full && number > lowest[count - 1]) return count;
        int at = -Arrays.binarySearch(lowest, 0, count, number) - 1;
        System.arraycopy(lowest, at, lowest, at + 1, (full ? count - 1 : count) - at);
        lowest[at] = number;
        return full ? count : count + 1;
    }

    private static Page page(List<Cursor> found, int limit) {
        boolean more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        var hits = shown.stream().map(Query::hit).toList();
        return new Page(hits, more ? Optional.of(shown.getLast()) : Optional.empty());
    }

    private static Match match(int rank) {
        return ORDER.get(rank / 2);
    }

    private static Hit hit(Cursor at) {
        return new Hit(at.customer(), match(at.rank()));
    }
}
