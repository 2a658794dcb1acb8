package custos.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.json.JsonValue;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// One way to open a keyring: the root key sealed under a passphrase, or under 32 bytes that the
/// owner keeps or that a token deciphers.
final class KeySlot {
    private static final KeyPurpose UNLOCK = KeyPurpose.framed("unlock");

    private final SlotKind kind;
    private final Optional<Hashing> hashing;
    private final Optional<KeyOnToken> onToken;
    private final byte[] sealed;

    /// How a passphrase is hashed; slots of other kinds have none.
    private record Hashing(SecretBytes salt, PassphraseHash.Cost cost) {}

    private KeySlot(
            SlotKind kind, Optional<Hashing> hashing, Optional<KeyOnToken> onToken, byte[] sealed) {
        this.kind = kind;
        this.hashing = hashing;
        this.onToken = onToken;
        this.sealed = sealed;
    }

    static KeySlot underPassphrase(
            VaultId vault,
            SecretBytes root,
            char[] passphrase,
            PassphraseHash hash,
            PassphraseHash.Cost cost,
            SecureRandom random) {
        byte[] salt = new byte[PassphraseHash.SALT_LENGTH];
        random.nextBytes(salt);
        var hashing = new Hashing(SecretBytes.owning(salt), cost);
        try (SecretBytes under = hashed(passphrase, hash, hashing)) {
            byte[] sealed = Sealed.seal(under, aad(vault, SlotKind.PASSPHRASE), root, random);
            return new KeySlot(SlotKind.PASSPHRASE, Optional.of(hashing), Optional.empty(), sealed);
        }
    }

    static KeySlot underKey(
            VaultId vault, SecretBytes root, SlotKind kind, SecretBytes key, SecureRandom random) {
        return underKey(vault, root, kind, Optional.empty(), key, random);
    }

    /// Makes a key on the token for this slot alone.
    static KeySlot underToken(
            VaultId vault, SecretBytes root, KeyToken token, SecureRandom random) {
        try (SecretBytes key = SecretBytes.random(random)) {
            var onToken = KeyOnToken.make(vault, token, key, random);
            return underKey(vault, root, SlotKind.PKCS11, Optional.of(onToken), key, random);
        }
    }

    private static KeySlot underKey(
            VaultId vault,
            SecretBytes root,
            SlotKind kind,
            Optional<KeyOnToken> onToken,
            SecretBytes key,
            SecureRandom random) {
        Check.length(key.open(), SecretBytes.KEY_LENGTH, "a key that opens a keyring");
        try (SecretBytes under = Hmac.expand(key, UNLOCK)) {
            byte[] sealed = Sealed.seal(under, aad(vault, kind), root, random);
            return new KeySlot(kind, Optional.empty(), onToken, sealed);
        }
    }

    static KeySlot parse(JsonValue.Members members) {
        SlotKind kind = SlotKind.parse(members.text("kind"));
        byte[] sealed = Sealed.parse(members.text("sealed"));
        KeyringText.requireOnly(members, members(kind));
        return switch (kind) {
            case PASSPHRASE ->
                    new KeySlot(kind, Optional.of(hashing(members)), Optional.empty(), sealed);
            case KEY_FILE, RECOVERY_SHEET ->
                    new KeySlot(kind, Optional.empty(), Optional.empty(), sealed);
            case PKCS11 ->
                    new KeySlot(
                            kind, Optional.empty(), Optional.of(KeyOnToken.parse(members)), sealed);
        };
    }

    private static Set<String> members(SlotKind kind) {
        return switch (kind) {
            case PASSPHRASE -> Set.of("kind", "sealed", "salt", "m", "t", "p");
            case KEY_FILE, RECOVERY_SHEET -> Set.of("kind", "sealed");
            case PKCS11 -> Set.of("kind", "sealed", "token", "key", "wrapped");
        };
    }

    private static Hashing hashing(JsonValue.Members members) {
        byte[] salt = Sealed.parse(members.text("salt"), PassphraseHash.SALT_LENGTH);
        var cost =
                new PassphraseHash.Cost(
                        Math.toIntExact(members.whole("m")),
                        Math.toIntExact(members.whole("t")),
                        Math.toIntExact(members.whole("p")));
        return new Hashing(SecretBytes.owning(salt), cost);
    }

    JsonValue.Members json() {
        var members =
                JsonValue.object().put("kind", kind.toString()).put("sealed", Sealed.text(sealed));
        hashing.ifPresent(how ->
                members.put("salt", Sealed.text(how.salt().open()))
                        .put("m", how.cost().memoryKib())
                        .put("t", how.cost().passes())
                        .put("p", how.cost().lanes()));
        onToken.ifPresent(on -> on.putInto(members));
        return members.build();
    }

    /// What may be told of it.
    WayToUnlock told(int number) {
        return new WayToUnlock(
                number,
                kind,
                hashing.map(Hashing::cost),
                onToken.map(on -> new WayToUnlock.Token(on.token(), on.key())));
    }

    /// Whether its key is on this token.
    boolean isOn(KeyToken token) {
        return onToken.filter(on -> on.isOn(token)).isPresent();
    }

    /// The root key, or nothing when the slot's key is not on this token or is another one.
    Optional<SecretBytes> open(VaultId vault, KeyToken token) {
        if (!isOn(token)) {
            return Optional.empty();
        }
        try (SecretBytes key = onToken.orElseThrow().open(token)) {
            return open(vault, SlotKind.PKCS11, key);
        }
    }

    /// The root key, or nothing when the passphrase is not this slot's.
    Optional<SecretBytes> open(VaultId vault, char[] passphrase, PassphraseHash hash) {
        if (hashing.isEmpty()) {
            return Optional.empty();
        }
        try (SecretBytes under = hashed(passphrase, hash, hashing.get())) {
            return open(vault, under);
        }
    }

    /// The root key, or nothing when the key is not this slot's.
    Optional<SecretBytes> open(VaultId vault, SlotKind wanted, SecretBytes key) {
        if (kind != wanted) {
            return Optional.empty();
        }
        try (SecretBytes under = Hmac.expand(key, UNLOCK)) {
            return open(vault, under);
        }
    }

    private Optional<SecretBytes> open(VaultId vault, SecretBytes under) {
        try {
            return Optional.of(Sealed.open(under, aad(vault, kind), sealed, "a key slot"));
        } catch (CryptoFault.Damaged e) {
            return Optional.empty();
        }
    }

    private static SecretBytes hashed(char[] passphrase, PassphraseHash hash, Hashing how) {
        byte[] bytes = Passphrase.normalised(passphrase);
        try {
            return hash.hash(bytes, how.salt().copy(), how.cost());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] aad(VaultId vault, SlotKind kind) {
        return Sealed.aad("CUSR", vault, kind.toString().getBytes(US_ASCII));
    }
}
