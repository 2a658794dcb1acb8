package custos.crypto;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// The file `kek.json`: canonical JSON `{v, vault, keks[{id, sealed}]}`, one or two, ascending,
/// each sealed by the keyring's root key. It stands in a folder of its own and is copied only into
/// key backups: whoever keeps an old copy keeps the erased.
public final class KekFile {
    /// The largest file that is read, in bytes.
    public static final int MAX_BYTES = 4096;

    private static final String WHAT = "the file of key encryption keys";
    private static final int FORMAT = 1;
    private static final KeyPurpose KEK = KeyPurpose.framed("kek");

    private KekFile() {}

    public static KeyEncryptionKeys load(Path file, Keyring keyring, SecureRandom random) {
        return parse(KeyFiles.read(file, MAX_BYTES, WHAT), keyring, random);
    }

    public static KeyEncryptionKeys parse(byte[] bytes, Keyring keyring, SecureRandom random) {
        if (bytes.length > MAX_BYTES) {
            throw new CryptoFault.Damaged(WHAT);
        }
        try {
            var members = CanonicalJson.parseObject(bytes);
            if (members.whole("v") != FORMAT) {
                throw new CryptoFault.UnknownFormat(WHAT, members.whole("v"));
            }
            KeyringText.requireOnly(members, Set.of("v", "vault", "keks"));
            if (!VaultId.parse(members.text("vault")).equals(keyring.vault())) {
                throw new CryptoFault.Damaged(WHAT);
            }
            return opened(KeyringText.objects(members.items("keks")), keyring, random);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CryptoFault.Damaged(WHAT);
        }
    }

    private static KeyEncryptionKeys opened(
            List<JsonValue.Members> keks, Keyring keyring, SecureRandom random) {
        var keys = new TreeMap<Integer, SecretBytes>();
        try (SecretBytes under = keyring.derived(KEK)) {
            for (JsonValue.Members kek : keks) {
                KeyringText.requireOnly(kek, Set.of("id", "sealed"));
                int id = Check.u32(Math.toIntExact(kek.whole("id")), "a key's number");
                byte[] sealed = Sealed.parse(kek.text("sealed"));
                if (!keys.isEmpty() && keys.lastKey() >= id) {
                    throw new CryptoFault.Damaged(WHAT);
                }
                keys.put(id, Sealed.open(under, aad(keyring.vault(), id), sealed, WHAT));
            }
        }
        return new KeyEncryptionKeys(keyring.vault(), keys, random);
    }

    /// Replaces the file and returns once it is durable; readable by the owner alone.
    public static void save(
            Path file, KeyEncryptionKeys keys, Keyring keyring, SecureRandom random) {
        KeyFiles.replace(file, bytes(keys, keyring, random), WHAT);
    }

    /// What [#save] writes.
    public static byte[] bytes(KeyEncryptionKeys keys, Keyring keyring, SecureRandom random) {
        if (!keys.vault().equals(keyring.vault())) {
            throw new IllegalArgumentException("these keys belong to another vault");
        }
        var keks = new ArrayList<JsonValue>();
        try (SecretBytes under = keyring.derived(KEK)) {
            for (int id : keys.ids()) {
                byte[] sealed = Sealed.seal(under, aad(keys.vault(), id), keys.key(id), random);
                keks.add(
                        JsonValue.object()
                                .put("id", id)
                                .put("sealed", Sealed.text(sealed))
                                .build());
            }
        }
        return CanonicalJson.encode(
                JsonValue.object()
                        .put("v", FORMAT)
                        .put("vault", keys.vault().toString())
                        .put("keks", new JsonValue.Items(keks))
                        .build());
    }

    private static byte[] aad(VaultId vault, int id) {
        return Sealed.aad("CUSE", vault, ByteBuffer.allocate(4).putInt(id).array());
    }
}
