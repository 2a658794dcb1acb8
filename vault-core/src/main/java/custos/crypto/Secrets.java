package custos.crypto;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// An opened vault's secrets by name and version, and the keys derived from them, each derived
/// once.
///
/// Those of a keyring never change. A copy may follow a later keyring, so that whoever works with
/// it seals under the newest version and opens what older ones sealed.
///
/// Safe for use by many threads.
public final class Secrets implements AutoCloseable {
    private static final NavigableMap<Integer, SecretBytes> NONE = Collections.emptyNavigableMap();

    private final VaultId vault;
    private volatile Map<SecretName, NavigableMap<Integer, SecretBytes>> secrets;
    private final ConcurrentHashMap<Version, SecretBytes> gone = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<DerivedKey, SecretBytes> derived = new ConcurrentHashMap<>();

    private record Version(SecretName name, int version) {}

    private record DerivedKey(SecretName name, int version, KeyPurpose purpose) {}

    Secrets(VaultId vault, Map<SecretName, ? extends Map<Integer, SecretBytes>> secrets) {
        this.vault = vault;
        var copy = new EnumMap<SecretName, NavigableMap<Integer, SecretBytes>>(SecretName.class);
        secrets.forEach((name, versions) -> copy.put(name, new TreeMap<>(versions)));
        this.secrets = copy;
    }

    /// The same secrets, to be closed by whoever asked.
    public Secrets copy() {
        var copy = new Secrets(vault, Map.of());
        copy.follow(this);
        return copy;
    }

    /// From here on has the versions of a later keyring: call it once that is durable. A version
    /// that went is no longer among [#versions], but is at hand until the end, for somebody may be
    /// about to use it.
    public synchronized void follow(Secrets later) {
        if (!later.vault.equals(vault)) {
            throw new IllegalArgumentException("these secrets belong to another vault");
        }
        var next = new EnumMap<SecretName, NavigableMap<Integer, SecretBytes>>(SecretName.class);
        later.secrets.forEach((name, versions) -> {
            var known = new TreeMap<Integer, SecretBytes>();
            versions.forEach((version, secret) -> {
                SecretBytes mine = of(name).get(version);
                known.put(version, mine == null ? SecretBytes.copyOf(secret.open()) : mine);
            });
            next.put(name, known);
        });
        secrets.forEach((name, versions) ->
                versions.forEach((version, secret) -> {
                    if (!next.getOrDefault(name, NONE).containsKey(version)) {
                        gone.put(new Version(name, version), secret);
                    }
                }));
        secrets = next;
    }

    public VaultId vault() {
        return vault;
    }

    /// The secret itself; it belongs to the keyring and must not be closed.
    public SecretBytes secret(SecretName name, int version) {
        SecretBytes secret = of(name).get(version);
        if (secret == null) {
            secret = gone.get(new Version(name, version));
        }
        if (secret == null) {
            throw new CryptoFault.UnknownKey(name.name(), Integer.toUnsignedLong(version));
        }
        return secret;
    }

    /// The version that new writes use.
    public int newest(SecretName name) {
        NavigableMap<Integer, SecretBytes> versions = of(name);
        if (versions.isEmpty()) {
            throw new CryptoFault.UnknownKey(name.name(), 1);
        }
        return versions.lastKey();
    }

    /// All versions at hand, ascending.
    public SortedSet<Integer> versions(SecretName name) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(of(name).keySet()));
    }

    SecretBytes derived(SecretName name, int version, KeyPurpose purpose) {
        return derived.computeIfAbsent(
                new DerivedKey(name, version, purpose),
                _ -> Hmac.expand(secret(name, version), purpose));
    }

    @Override
    public void close() {
        gone.values().forEach(SecretBytes::close);
        derived.values().forEach(SecretBytes::close);
        secrets.values().forEach(versions -> versions.values().forEach(SecretBytes::close));
    }

    private NavigableMap<Integer, SecretBytes> of(SecretName name) {
        return secrets.getOrDefault(name, NONE);
    }

    @Override
    public String toString() {
        return "Secrets[" + secrets.keySet() + "]";
    }
}
