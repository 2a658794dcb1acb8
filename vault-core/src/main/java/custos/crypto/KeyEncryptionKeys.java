package custos.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/// The keys that wrap data keys: the current one and, while they are rolled, the one before it.
///
/// A wrap under a key that is gone can never be opened again, in no copy: that makes erasure final.
/// Safe for use by many threads.
public final class KeyEncryptionKeys implements AutoCloseable {
    /// How many data keys one key encryption key may wrap: random nonces stay far from meeting.
    public static final long MAX_WRAPS = 1L << 30;

    private final VaultId vault;
    private final SortedMap<Integer, SecretBytes> keys;
    private final SecureRandom random;
    private final AtomicLong wraps = new AtomicLong();

    KeyEncryptionKeys(VaultId vault, SortedMap<Integer, SecretBytes> keys, SecureRandom random) {
        if (keys.isEmpty() || keys.size() > 2) {
            throw new IllegalArgumentException("there are one or two key encryption keys");
        }
        this.vault = vault;
        this.keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
        this.random = random;
    }

    /// The first key encryption key of a new vault, number 1.
    public static KeyEncryptionKeys create(VaultId vault, SecureRandom random) {
        return new KeyEncryptionKeys(
                vault, new TreeMap<>(Map.of(1, SecretBytes.random(random))), random);
    }

    public VaultId vault() {
        return vault;
    }

    /// The numbers of the keys at hand, ascending.
    public SortedSet<Integer> ids() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(keys.keySet()));
    }

    /// The number of the key that wraps now: the highest.
    public int currentId() {
        return keys.lastKey();
    }

    /// Says how many wraps stand under the current key already, as the store counts them at start.
    public void countFrom(long wrapsSoFar) {
        wraps.set(Check.u64(wrapsSoFar, "a number of wraps"));
    }

    /// Starts a roll: these keys and a new one, which wraps from now on.
    public KeyEncryptionKeys withNext() {
        if (keys.size() == 2) {
            throw new IllegalStateException("a roll of the keys is under way already");
        }
        var next = new TreeMap<>(keys);
        next.put(Math.addExact(currentId(), 1), SecretBytes.random(random));
        return new KeyEncryptionKeys(vault, next, random);
    }

    /// Ends a roll: only the newest key is left. The counter of wraps goes on.
    public KeyEncryptionKeys onlyCurrent() {
        var left = new KeyEncryptionKeys(vault, keys.tailMap(currentId()), random);
        left.countFrom(wraps.get());
        return left;
    }

    /// Wipes the key before the current one, once only the current one is on disk and nobody reads
    /// a wrap under the other any more.
    public void wipeOlder() {
        keys.headMap(currentId()).values().forEach(SecretBytes::close);
    }

    /// Seals a data key for its own place.
    public Wrap wrap(DataKey key) {
        return wrap(key, key.commitment());
    }

    private Wrap wrap(DataKey key, byte[] commitment) {
        if (wraps.incrementAndGet() > MAX_WRAPS) {
            throw new CryptoFault.KeyWornOut(currentId());
        }
        byte[] sealed =
                Wrap.ENVELOPE.seal(
                        key(currentId()),
                        currentId(),
                        place(key.place()),
                        key.key().open(),
                        random);
        return Wrap.of(sealed, commitment);
    }

    /// Opens a wrap that was made for this place.
    public DataKey unwrap(Wrap wrap, KeyPlace place) {
        byte[] bytes =
                Wrap.ENVELOPE.open(key(wrap.kekId()), wrap.kekId(), place(place), wrap.sealed());
        var key = new DataKey(place, SecretBytes.owning(bytes), random);
        if (!MessageDigest.isEqual(key.commitment(), wrap.commitment())) {
            key.close();
            throw new CryptoFault.Damaged(Wrap.ENVELOPE.what());
        }
        return key;
    }

    /// The same data key under the current key encryption key.
    public Wrap rewrap(Wrap wrap, KeyPlace place) {
        try (DataKey key = unwrap(wrap, place)) {
            return wrap(key, wrap.commitment());
        }
    }

    /// A customer's data keys, all under the current key encryption key.
    public Wraps rewrap(Wraps wraps, long customer) {
        return wraps.map(entry -> {
            if (entry.wrap().kekId() == currentId()) {
                return entry.wrap();
            }
            return rewrap(
                    entry.wrap(),
                    new KeyPlace(vault, customer, entry.dataClass(), entry.generation()));
        });
    }

    SecretBytes key(int id) {
        SecretBytes key = keys.get(id);
        if (key == null) {
            throw new CryptoFault.UnknownKey("KEK", Integer.toUnsignedLong(id));
        }
        return key;
    }

    private AssociatedData place(KeyPlace place) {
        if (!place.vault().equals(vault)) {
            throw new CryptoFault.Damaged(Wrap.ENVELOPE.what());
        }
        AssociatedData aad = Wrap.ENVELOPE.place(KeyPlace.LENGTH);
        place.writeTo(aad.place());
        return aad;
    }

    @Override
    public void close() {
        keys.values().forEach(SecretBytes::close);
    }

    @Override
    public String toString() {
        return "KeyEncryptionKeys" + keys.keySet();
    }
}
