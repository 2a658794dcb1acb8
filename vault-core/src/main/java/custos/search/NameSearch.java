package custos.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Customers found by name, town and street: without accents, by the beginnings of words in any
/// order, by sound.
///
/// It lives in memory only and holds folded words, which are personal data: after [#remove] or a
/// replacing [#put] returns, no word that nobody else bears is reachable from here. It answers
/// while it is being filled; until [#built] an answer may lack customers, and [#building] says so.
///
/// Any number of threads may ask and change it. Each call sees or makes a change whole; a reader
/// waits for a writer for microseconds, a writer for the queries under way for milliseconds.
public final class NameSearch {
    public static final int MAX_LIMIT = 100;
    public static final int MAX_QUERY_CHARS = 256;

    private final Lock reading;
    private final Lock writing;
    private final Dictionary names = new Dictionary();
    private final Dictionary places = new Dictionary();
    private final Roll roll = new Roll();

    /// Whom the living changed while the index was being filled: what the filler read of them is
    /// older.
    private final Set<Long> changed = new HashSet<>();

    private boolean building = true;

    /// An empty index, still being built.
    public NameSearch() {
        var lock = new ReentrantReadWriteLock();
        reading = lock.readLock();
        writing = lock.writeLock();
    }

    /// Fills in a customer as read from the store at start.
    ///
    /// Does nothing if the customer was put or removed since this index was made, or if it is
    /// built: a name read before an erasure and filled in after it would otherwise come back.
    public void fill(
            long customer,
            Collection<String> fullNames,
            Collection<String> towns,
            Collection<String> streets) {
        var named = Words.ofNames(fullNames);
        var placed = Words.ofPlaces(towns, streets);
        locked(
                writing,
                () -> {
                    if (building && !changed.contains(customer)) replace(customer, named, placed);
                });
    }

    /// Says that every customer has been filled in.
    public void built() {
        locked(
                writing,
                () -> {
                    building = false;
                    changed.clear();
                });
    }

    /// Puts a customer's full names (and companies), towns and streets in the place of any before.
    ///
    /// Of each kind the first 64 distinct words count, and of a word the first 64 characters.
    public void put(
            long customer,
            Collection<String> fullNames,
            Collection<String> towns,
            Collection<String> streets) {
        var named = Words.ofNames(fullNames);
        var placed = Words.ofPlaces(towns, streets);
        locked(
                writing,
                () -> {
                    if (building) changed.add(customer);
                    replace(customer, named, placed);
                });
    }

    /// Expunges a customer: whoever asks from now on finds nothing, and the words are gone from
    /// memory's reach.
    public void remove(long customer) {
        locked(
                writing,
                () -> {
                    if (building) changed.add(customer);
                    int place = roll.find(customer);
                    if (place == Roll.NOWHERE) return;
                    forget(roll.wordsAt(place), new Word[0], place);
                    roll.leave(place);
                });
    }

    /// The first customers that answer to every word of the query, best first.
    ///
    /// Exact words come before beginnings, those before sounds, and in each names before places;
    /// then the customer's number decides. A word of one letter is taken as a beginning only beside
    /// a longer one.
    ///
    /// @param limit 1 to 100
    /// @throws IllegalArgumentException if the limit or the query's length is out of bounds
    public Page find(String query, int limit) {
        return find(query, limit, Cursor.START);
    }

    /// What follows after the page that gave this cursor, for the same query.
    ///
    /// @param limit 1 to 100
    /// @throws IllegalArgumentException if the limit or the query's length is out of bounds
    public Page find(String query, int limit, Cursor after) {
        requireLimit(limit);
        if (query.length() > MAX_QUERY_CHARS)
            throw new IllegalArgumentException(
                    "a query has at most " + MAX_QUERY_CHARS + " characters");
        var parsed = Query.parse(query);
        reading.lock();
        try {
            return parsed.answer(names, places, roll, after, limit);
        } finally {
            reading.unlock();
        }
    }

    /// The first customers who bear each word of the query itself, in name, town or street: no
    /// beginnings, no sounds. Those who bear all of them in their names come first, then the
    /// customer's number decides.
    ///
    /// @param query its first 8 words count
    /// @param limit 1 to 100
    /// @throws IllegalArgumentException if the limit is out of bounds
    public List<Long> bearers(String query, int limit) {
        requireLimit(limit);
        var parsed = Query.parse(query);
        reading.lock();
        try {
            return parsed.exactly(names, places, roll, limit).hits().stream()
                    .map(Hit::customer)
                    .toList();
        } finally {
            reading.unlock();
        }
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT)
            throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " customers");
    }

    /// Whether customers may still be missing because [#built] has not been called.
    public boolean building() {
        reading.lock();
        try {
            return building;
        } finally {
            reading.unlock();
        }
    }

    /// How many customers the index holds.
    public int indexed() {
        reading.lock();
        try {
            return roll.count();
        } finally {
            reading.unlock();
        }
    }

    /// How many distinct words the index holds, those of names and those of places counted apart.
    public int distinctWords() {
        reading.lock();
        try {
            return names.size() + places.size();
        } finally {
            reading.unlock();
        }
    }

    private void replace(long customer, Set<String> named, Set<String> placed) {
        int known = roll.find(customer);
        int place = known == Roll.NOWHERE ? roll.enter(customer) : known;
        var old = roll.wordsAt(place);
        var now = new ArrayList<Word>(named.size() + placed.size());
        for (var text : named) now.add(names.wordFor(text));
        for (var text : placed) now.add(places.wordFor(text));
        var kept = now.toArray(Word[]::new);
        for (var word : kept) if (!contains(old, word)) word.add(place);
        roll.setWords(place, kept);
        forget(old, kept, place);
    }

    private static void forget(Word[] old, Word[] kept, int place) {
        for (var word : old) {
            if (contains(kept, word)) continue;
            word.remove(place);
            if (word.isUnused()) word.dictionary.drop(word);
        }
    }

    private static boolean contains(Word[] words, Word word) {
        for (var each : words) if (each == word) return true;
        return false;
    }

    private static void locked(Lock lock, Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
