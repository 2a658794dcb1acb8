package custos.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// An opened keyring: the root key, the ways to open it, and the vault's secrets sealed under it.
///
/// Immutable but for [#close]: each change makes a keyring with the next counter, which shares the
/// root key with the one it came from and unseals its secrets anew. Nothing is durable until
/// [#save] returns. The counter tells an older copy of the file; comparing it with the guard is up
/// to the caller.
public final class Keyring implements AutoCloseable {
    /// The most ways to open it.
    public static final int MAX_WAYS = KeyringText.MAX_SLOTS;

    /// The largest file that is read, in bytes.
    public static final int MAX_BYTES = 256 * 1024;

    private static final KeyPurpose SLOT = KeyPurpose.framed("slot");
    private static final KeyPurpose COMMIT = KeyPurpose.framed("commit");
    private static final KeyPurpose FILE = KeyPurpose.framed("file");

    private final VaultId vault;
    private final long counter;
    private final SecretBytes root;
    private final List<KeySlot> slots;
    private final List<KeyringText.SealedSecret> sealed;
    private final Secrets secrets;

    private Keyring(
            VaultId vault,
            long counter,
            SecretBytes root,
            List<KeySlot> slots,
            List<KeyringText.SealedSecret> sealed) {
        this.vault = vault;
        this.counter = counter;
        this.root = root;
        this.slots = List.copyOf(slots);
        this.sealed = sealed.stream().sorted(BY_NAME).toList();
        this.secrets = unsealed();
    }

    private static final Comparator<KeyringText.SealedSecret> BY_NAME =
            Comparator.comparing(KeyringText.SealedSecret::name)
                    .thenComparingInt(KeyringText.SealedSecret::version);

    /// A new keyring with version 1 of every secret; it cannot be saved before it has a slot.
    public static Keyring create(VaultId vault, SecureRandom random, Instant now) {
        SecretBytes root = SecretBytes.random(random);
        var keyring = new Keyring(vault, 0, root, List.of(), List.of());
        for (SecretName name : SecretName.values()) {
            keyring = keyring.withNewSecret(name, random, now);
        }
        return new Keyring(vault, 0, root, List.of(), keyring.sealed);
    }

    /// A keyring file that was read but not opened.
    public static final class Locked {
        private final KeyringText text;

        private Locked(KeyringText text) {
            this.text = text;
        }

        /// Claimed by the file; proven once it is opened.
        public VaultId vault() {
            return text.vault();
        }

        /// Hashes once for each passphrase slot, so this takes a while.
        public Keyring open(char[] passphrase, PassphraseHash hash) {
            return open(slot -> slot.open(text.vault(), passphrase, hash));
        }

        public Keyring openWithKeyFile(SecretBytes key) {
            return open(slot -> slot.open(text.vault(), SlotKind.KEY_FILE, key));
        }

        public Keyring openWithRecoverySheet(SecretBytes key) {
            return open(slot -> slot.open(text.vault(), SlotKind.RECOVERY_SHEET, key));
        }

        /// @throws CryptoFault.TokenFailed when no key of this vault is on the token
        public Keyring openWithToken(KeyToken token) {
            if (text.slots().stream().noneMatch(slot -> slot.isOn(token))) {
                throw new CryptoFault.TokenFailed(
                        "the token " + token.label() + " has no key of this vault");
            }
            return open(slot -> slot.open(text.vault(), token));
        }

        private Keyring open(Function<KeySlot, Optional<SecretBytes>> key) {
            for (KeySlot slot : text.slots()) {
                Optional<SecretBytes> root = key.apply(slot);
                if (root.isPresent()) {
                    return opened(text, root.get());
                }
            }
            throw new CryptoFault.WrongUnlock();
        }
    }

    public static Locked load(Path file) {
        return parse(KeyFiles.read(file, MAX_BYTES, KeyringText.WHAT));
    }

    public static Locked parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new CryptoFault.Damaged(KeyringText.WHAT);
        }
        return new Locked(KeyringText.parse(bytes));
    }

    /// From here on nothing can be the owner's mistake: the slot gave a root key, so whatever does
    /// not agree with it is damage.
    private static Keyring opened(KeyringText text, SecretBytes root) {
        byte[] mac = mac(root, text.unauthenticated()).getBytes(US_ASCII);
        if (!MessageDigest.isEqual(
                        commitment(root).getBytes(US_ASCII), text.commit().getBytes(US_ASCII))
                || !MessageDigest.isEqual(mac, text.mac().getBytes(US_ASCII))) {
            root.close();
            throw new CryptoFault.Damaged(KeyringText.WHAT);
        }
        return new Keyring(text.vault(), text.counter(), root, text.slots(), text.secrets());
    }

    public VaultId vault() {
        return vault;
    }

    /// Counts up with every change.
    public long counter() {
        return counter;
    }

    /// The ways to open it.
    public List<WayToUnlock> ways() {
        return IntStream.range(0, slots.size()).mapToObj(i -> slots.get(i).told(i + 1)).toList();
    }

    /// The secrets, which live as long as this keyring.
    public Secrets secrets() {
        return secrets;
    }

    /// When a secret was made, to the second.
    public Instant created(SecretName name, int version) {
        return sealed.stream()
                .filter(secret -> secret.name() == name && secret.version() == version)
                .findFirst()
                .orElseThrow(() -> new CryptoFault.UnknownKey(name.name(), version))
                .created();
    }

    public Keyring withPassphrase(
            char[] passphrase, PassphraseHash hash, PassphraseHash.Cost cost, SecureRandom random) {
        return withSlot(KeySlot.underPassphrase(vault, root, passphrase, hash, cost, random));
    }

    /// Takes 32 random bytes that the owner keeps in a file of its own.
    public Keyring withKeyFile(SecretBytes key, SecureRandom random) {
        return withSlot(KeySlot.underKey(vault, root, SlotKind.KEY_FILE, key, random));
    }

    /// Takes the 32 random bytes that [RecoverySheet] prints.
    public Keyring withRecoverySheet(SecretBytes key, SecureRandom random) {
        return withSlot(KeySlot.underKey(vault, root, SlotKind.RECOVERY_SHEET, key, random));
    }

    /// Makes a key on the token that opens it from now on.
    ///
    /// @throws CryptoFault.TokenFailed when the token cannot do that
    public Keyring withToken(KeyToken token, SecureRandom random) {
        return withSlot(KeySlot.underToken(vault, root, token, random));
    }

    /// Forgets a way to open it, but never the last one. An old copy of the file still opens with
    /// it.
    ///
    /// @param number of [#ways]
    public Keyring withoutWay(int number) {
        if (slots.size() == 1) {
            throw new IllegalArgumentException("the last way to open a keyring stays");
        }
        var fewer = new ArrayList<>(slots);
        fewer.remove(number - 1);
        return withSlots(fewer);
    }

    private Keyring withSlot(KeySlot slot) {
        var more = new ArrayList<>(slots);
        more.add(slot);
        return withSlots(more);
    }

    private Keyring withSlots(List<KeySlot> changed) {
        return new Keyring(vault, counter + 1, root, changed, sealed);
    }

    /// Adds the next version of a secret, random.
    public Keyring withNewSecret(SecretName name, SecureRandom random, Instant now) {
        var versions = secrets.versions(name);
        int version = versions.isEmpty() ? 1 : versions.last() + 1;
        try (SecretBytes key = Hmac.expand(root, SLOT);
                SecretBytes secret = SecretBytes.random(random)) {
            byte[] bytes = Sealed.seal(key, secretAad(vault, name, version), secret, random);
            var more = new ArrayList<>(sealed);
            more.add(
                    new KeyringText.SealedSecret(
                            name,
                            version,
                            now.truncatedTo(ChronoUnit.SECONDS),
                            Sealed.text(bytes)));
            return new Keyring(vault, counter + 1, root, slots, more);
        }
    }

    /// Drops an old version under which nothing is sealed any more.
    public Keyring withoutSecret(SecretName name, int version) {
        if (version == secrets.newest(name)) {
            throw new IllegalArgumentException("the newest version of a secret stays");
        }
        return new Keyring(
                vault,
                counter + 1,
                root,
                slots,
                sealed.stream().filter(s -> s.name() != name || s.version() != version).toList());
    }

    /// Replaces the file and returns once it is durable; readable by the owner alone.
    public void save(Path file) {
        KeyFiles.replace(file, bytes(), KeyringText.WHAT);
    }

    /// What [#save] writes.
    public byte[] bytes() {
        var text = text("");
        return new KeyringText(
                        vault,
                        counter,
                        text.commit(),
                        slots,
                        sealed,
                        mac(root, text.unauthenticated()))
                .bytes();
    }

    private KeyringText text(String mac) {
        return new KeyringText(vault, counter, commitment(root), slots, sealed, mac);
    }

    /// A key that the root key gives for one purpose.
    SecretBytes derived(KeyPurpose purpose) {
        return Hmac.expand(root, purpose);
    }

    private Secrets unsealed() {
        var opened = new EnumMap<SecretName, NavigableMap<Integer, SecretBytes>>(SecretName.class);
        try (SecretBytes key = Hmac.expand(root, SLOT)) {
            for (KeyringText.SealedSecret secret : sealed) {
                byte[] aad = secretAad(vault, secret.name(), secret.version());
                Map<Integer, SecretBytes> versions =
                        opened.computeIfAbsent(secret.name(), _ -> new TreeMap<>());
                byte[] bytes = Sealed.parse(secret.sealed());
                if (versions.put(secret.version(), Sealed.open(key, aad, bytes, "a secret"))
                        != null) {
                    throw new CryptoFault.Damaged(KeyringText.WHAT);
                }
            }
        }
        return new Secrets(vault, opened);
    }

    private static String commitment(SecretBytes root) {
        return Sealed.text(Hmac.expand(root, COMMIT).open());
    }

    private static String mac(SecretBytes root, byte[] file) {
        try (SecretBytes key = Hmac.expand(root, FILE)) {
            return Sealed.text(Hmac.of(key, file));
        }
    }

    private static byte[] secretAad(VaultId vault, SecretName name, int version) {
        byte[] ascii = name.name().getBytes(US_ASCII);
        byte[] rest =
                ByteBuffer.allocate(1 + ascii.length + 4)
                        .put((byte) ascii.length)
                        .put(ascii)
                        .putInt(version)
                        .array();
        return Sealed.aad("CUSN", vault, rest);
    }

    /// Wipes its secrets, and the root key, which it shares with the keyrings it came from.
    @Override
    public void close() {
        root.close();
        secrets.close();
    }

    @Override
    public String toString() {
        return "Keyring[" + vault + ", counter " + counter + "]";
    }
}
