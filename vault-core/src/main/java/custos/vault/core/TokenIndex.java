package custos.vault.core;

import custos.crypto.BlindIndex;
import custos.crypto.IndexToken;
import custos.store.ReadSession;
import custos.store.VaultStore;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Which customers carry a token: an open-addressing table of (token, customer) pairs in memory,
/// rebuilt from the customers' rows at start. 16 bytes a pair and room to grow; safe for threads.
///
/// Tokens of different fields and epochs are mixed with their field and epoch, so one table serves
/// all. Two values may share a token: whoever gets a hit opens the value and compares.
public final class TokenIndex {
    private static final long FREE = 0;
    private static final long GONE = -1;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int MIN_CAPACITY = 1 << 10;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private long[] tokens = new long[MIN_CAPACITY];
    private long[] customers = new long[MIN_CAPACITY];
    private int used;
    private int live;

    /// Takes in the tokens of all customers.
    public void read(VaultStore store) {
        try (ReadSession read = store.read()) {
            read.eachToken(row -> add(BlindIndex.unpack(row.tokens()), row.customer()));
        }
    }

    public void add(Collection<IndexToken> found, long customer) {
        lock.writeLock().lock();
        try {
            for (IndexToken token : found) {
                insert(mixed(token), customer);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    public void remove(Collection<IndexToken> found, long customer) {
        lock.writeLock().lock();
        try {
            for (IndexToken token : found) {
                int at = find(mixed(token), customer);
                if (at >= 0) {
                    customers[at] = GONE;
                    tokens[at] = 0;
                    live--;
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// The customers that carry a token, ascending.
    public long[] find(IndexToken token) {
        long wanted = mixed(token);
        long[] hits = new long[4];
        int count = 0;
        lock.readLock().lock();
        try {
            int mask = tokens.length - 1;
            for (int at = start(wanted, mask); customers[at] != FREE; at = (at + 1) & mask) {
                if (tokens[at] == wanted && customers[at] != GONE) {
                    if (count == hits.length) {
                        hits = Arrays.copyOf(hits, count * 2);
                    }
                    hits[count++] = customers[at];
                }
            }
        } finally {
            lock.readLock().unlock();
        }
        hits = Arrays.copyOf(hits, count);
        Arrays.sort(hits);
        return hits;
    }

    /// Pairs held now.
    int size() {
        lock.readLock().lock();
        try {
            return live;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void insert(long token, long customer) {
        if ((used + 1) * 3L > tokens.length * 2L) {
            rebuild();
        }
        if (find(token, customer) >= 0) {
            return;
        }
        int mask = tokens.length - 1;
        int at = start(token, mask);
        while (customers[at] != FREE) {
            at = (at + 1) & mask;
        }
        tokens[at] = token;
        customers[at] = customer;
        used++;
        live++;
    }

    private int find(long token, long customer) {
        int mask = tokens.length - 1;
        for (int at = start(token, mask); customers[at] != FREE; at = (at + 1) & mask) {
            if (tokens[at] == token && customers[at] == customer) {
                return at;
            }
        }
        return -1;
    }

    private void rebuild() {
        long[] oldTokens = tokens;
        long[] oldCustomers = customers;
        int capacity = MIN_CAPACITY;
        while (capacity < (live + 1L) * 3) {
            capacity <<= 1;
        }
        tokens = new long[capacity];
        customers = new long[capacity];
        used = 0;
        live = 0;
        for (int i = 0; i < oldTokens.length; i++) {
            if (oldCustomers[i] > 0) {
                insert(oldTokens[i], oldCustomers[i]);
            }
        }
        Arrays.fill(oldTokens, 0);
    }

    private static int start(long token, int mask) {
        return (int) ((token * MIX) >>> 32) & mask;
    }

    private static long mixed(IndexToken token) {
        return token.token() ^ ((((long) token.field() << 16) | token.epoch()) * MIX);
    }
}
