package custos.crypto;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// What stands in `keyring.json`, parsed but not trusted: canonical JSON `{v, vault, counter,
/// commit, slots[{kind, salt, m, t, p, sealed}], secrets[{name, version, created, sealed}], mac}`.
record KeyringText(
        VaultId vault,
        long counter,
        String commit,
        List<KeySlot> slots,
        List<SealedSecret> secrets,
        String mac) {
    static final String WHAT = "the keyring";

    private static final int FORMAT = 1;
    static final int MAX_SLOTS = 8;
    private static final int MAX_SECRETS = 512;

    /// A secret as it stands in the file, base64.
    record SealedSecret(SecretName name, int version, Instant created, String sealed) {
        SealedSecret {
            if (version < 1) {
                throw new IllegalArgumentException("a secret's version counts from 1");
            }
            Check.u16(version, "a secret's version");
        }

        JsonValue.Members json() {
            return JsonValue.object()
                    .put("name", name.name())
                    .put("version", version)
                    .put("created", created.toString())
                    .put("sealed", sealed)
                    .build();
        }

        static SealedSecret parse(JsonValue.Members members) {
            String created = members.text("created");
            if (!created.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")) {
                throw new IllegalArgumentException("a time is RFC 3339, in UTC, to the second");
            }
            return new SealedSecret(
                    SecretName.valueOf(members.text("name")),
                    Math.toIntExact(members.whole("version")),
                    Instant.parse(created),
                    members.text("sealed"));
        }
    }

    KeyringText {
        slots = List.copyOf(slots);
        secrets = List.copyOf(secrets);
        if (slots.isEmpty() || slots.size() > MAX_SLOTS) {
            throw new IllegalArgumentException("a keyring has 1 to " + MAX_SLOTS + " key slots");
        }
        if (secrets.size() > MAX_SECRETS) {
            throw new IllegalArgumentException("a keyring has at most 512 secrets");
        }
    }

    static KeyringText parse(byte[] bytes) {
        try {
            var members = CanonicalJson.parseObject(bytes);
            if (members.whole("v") != FORMAT) {
                throw new CryptoFault.UnknownFormat(WHAT, members.whole("v"));
            }
            requireOnly(
                    members, Set.of("v", "vault", "counter", "commit", "slots", "secrets", "mac"));
            return new KeyringText(
                    VaultId.parse(members.text("vault")),
                    Check.u64(members.whole("counter"), "a counter"),
                    members.text("commit"),
                    objects(members.items("slots")).stream().map(KeySlot::parse).toList(),
                    objects(members.items("secrets")).stream().map(SealedSecret::parse).toList(),
                    members.text("mac"));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new CryptoFault.Damaged(WHAT);
        }
    }

    static void requireOnly(JsonValue.Members members, Set<String> names) {
        if (!members.values().keySet().equals(names)) {
            throw new IllegalArgumentException("a key file has members of another version");
        }
    }

    static List<JsonValue.Members> objects(List<JsonValue> items) {
        var objects = new ArrayList<JsonValue.Members>(items.size());
        for (JsonValue item : items) {
            if (!(item instanceof JsonValue.Members members)) {
                throw new IllegalArgumentException("a list of objects is expected");
            }
            objects.add(members);
        }
        return objects;
    }

    /// The file's bytes with its MAC.
    byte[] bytes() {
        return CanonicalJson.encode(with("mac", mac));
    }

    /// The file's bytes without its MAC, over which the MAC is made.
    byte[] unauthenticated() {
        return CanonicalJson.encode(json());
    }

    private JsonValue.Members with(String name, String value) {
        var members = new TreeMap<>(json().values());
        members.put(name, new JsonValue.Text(value));
        return new JsonValue.Members(members);
    }

    private JsonValue.Members json() {
        return JsonValue.object()
                .put("v", FORMAT)
                .put("vault", vault.toString())
                .put("counter", counter)
                .put("commit", commit)
                .put("slots", items(slots.stream().map(KeySlot::json).toList()))
                .put("secrets", items(secrets.stream().map(SealedSecret::json).toList()))
                .build();
    }

    private static JsonValue.Items items(List<JsonValue.Members> members) {
        return new JsonValue.Items(List.copyOf(members));
    }
}
