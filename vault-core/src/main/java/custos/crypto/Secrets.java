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
/// Safe for use by many threads.
public final class Secrets {
    private final VaultId vault;
    private final Map<SecretName, NavigableMap<Integer, SecretBytes>> secrets;
    private final ConcurrentHashMap<DerivedKey, SecretBytes> derived = new ConcurrentHashMap<>();

    private record DerivedKey(SecretName name, int version, KeyPurpose purpose) {}

    Secrets(VaultId vault, Map<SecretName, ? extends Map<Integer, SecretBytes>> secrets) {
        this.vault = vault;
        var copy = new EnumMap<SecretName, NavigableMap<Integer, SecretBytes>>(SecretName.class);
        secrets.forEach((name, versions) -> copy.put(name, new TreeMap<>(versions)));
        this.secrets = copy;
    }

    public VaultId vault() {
        return vault;
    }

    /// The secret itself; it belongs to the keyring and must not be closed.
    public SecretBytes secret(SecretName name, int version) {
        SecretBytes secret = of(name).get(version);
        if (secret == null) {
            throw new CryptoFault.UnknownKey(name.name(), Integer.toUnsignedLong(version));
        }
        return secret;
    }

    /// The version that new writes use.
    public int newest(SecretName name) {
        if (of(name).isEmpty()) {
            throw new CryptoFault.UnknownKey(name.name(), 1);
        }
        return of(name).lastKey();
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

    void close() {
        derived.values().forEach(SecretBytes::close);
        secrets.values().forEach(versions -> versions.values().forEach(SecretBytes::close));
    }

    private NavigableMap<Integer, SecretBytes> of(SecretName name) {
        return secrets.getOrDefault(name, Collections.emptyNavigableMap());
    }

    @Override
    public String toString() {
        return "Secrets[" + secrets.keySet() + "]";
    }
}
