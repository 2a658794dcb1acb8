package custos.vault.rows;

import custos.crypto.BlindIndex;
import custos.crypto.DataKey;
import custos.crypto.Heads;
import custos.crypto.Internals;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.KeyPlace;
import custos.crypto.Links;
import custos.crypto.PublicIds;
import custos.crypto.RequestKeys;
import custos.crypto.Secrets;
import custos.crypto.Shreddings;
import custos.crypto.Suppressions;
import custos.crypto.VaultId;
import custos.crypto.VaultRows;
import custos.crypto.VisitPasses;
import java.security.SecureRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// The keys of an open vault, each behind the one thing it is for.
public final class VaultKeys {
    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private final Secrets secrets;
    private final SecureRandom random;
    private final BlindIndex index;
    private final Heads heads;
    private final Internals internals;
    private final PublicIds ids;
    private final Suppressions suppressions;
    private final Shreddings shreddings;
    private final Links links;
    private final VisitPasses passes;
    private final VaultRows rows;
    private final RequestKeys requests;
    private final Readings readings = new Readings();
    private final ReadWriteLock generations = new ReentrantReadWriteLock();
    private volatile KeyEncryptionKeys keks;
    private volatile int oldestIndex;

    public VaultKeys(Secrets secrets, KeyEncryptionKeys keks, SecureRandom random) {
        this.secrets = secrets;
        this.keks = keks;
        this.random = random;
        this.index = new BlindIndex(secrets);
        this.heads = new Heads(secrets);
        this.internals = new Internals(secrets, random);
        this.ids = new PublicIds(secrets);
        this.suppressions = new Suppressions(secrets);
        this.shreddings = new Shreddings(secrets);
        this.links = new Links(secrets, random);
        this.passes = new VisitPasses(secrets, random);
        this.rows = new VaultRows(secrets, random);
        this.requests = new RequestKeys(secrets);
    }

    public VaultId vault() {
        return secrets.vault();
    }

    public SecureRandom random() {
        return random;
    }

    public BlindIndex index() {
        return index;
    }

    public Heads heads() {
        return heads;
    }

    public Internals internals() {
        return internals;
    }

    public PublicIds ids() {
        return ids;
    }

    public Suppressions suppressions() {
        return suppressions;
    }

    public Shreddings shreddings() {
        return shreddings;
    }

    public Links links() {
        return links;
    }

    public VisitPasses passes() {
        return passes;
    }

    public VaultRows rows() {
        return rows;
    }

    public KeyEncryptionKeys keks() {
        return keks;
    }

    /// From here on new wraps are under these.
    public void keks(KeyEncryptionKeys next) {
        keks = next;
    }

    /// The oldest epoch of index tokens that may still land.
    public int oldestIndex() {
        return oldestIndex;
    }

    /// From here on no token of an earlier epoch lands.
    public void oldestIndex(int epoch) {
        oldestIndex = epoch;
    }

    /// Shared by those who write a key bundle, for it has of each customer the wraps and openings
    /// of one moment; alone for whoever gives customers keys of another generation, a few at a
    /// time.
    public ReadWriteLock generations() {
        return generations;
    }

    /// Waits until no key bundle is being written, does the work, and lets none begin meanwhile.
    ///
    /// @param waiting told again and again while it waits; may throw
    public <T> T withoutBundles(Runnable waiting, Supplier<T> work) {
        Lock alone = generations.writeLock();
        // Whoever stood in line would hold up the bundles behind.
        while (!alone.tryLock()) {
            waiting.run();
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        try {
            return work.get();
        } finally {
            alone.unlock();
        }
    }

    /// Who is at work with wrapped keys.
    public Readings readings() {
        return readings;
    }

    /// A new random key for a customer's class.
    public DataKey newKey(long customer, int classNo, int generation) {
        return DataKey.random(new KeyPlace(vault(), customer, classNo, generation), random);
    }

    /// The key under which the result of a repeated request is found.
    public byte[] requestKey(String clientKey) {
        return requests.of(clientKey);
    }

    public byte[] random32() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
