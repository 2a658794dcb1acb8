package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;

import custos.argon2.Argon2id;
import custos.crypto.SecretBytes;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.Policy;
import custos.policy.PolicyFiles;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.store.VaultStore;
import custos.store.sqlite.SqliteVaultStore;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.Core;
import custos.vault.core.FieldForms;
import custos.vault.core.VaultFolder;
import custos.vault.customers.Customers;
import custos.vault.records.Records;
import custos.vault.rows.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A real vault on a real store in a folder of its own, opened by a key file so that no test pays
/// for Argon2. Its clock stands until it is moved.
public final class TestVault implements AutoCloseable {
    public static final SourceId COUNTER = new SourceId("counter-form");
    public static final SourceId SOURCE = COUNTER;
    public static final Actor STAFF = new Actor.Staff("anna", "staff");
    public static final StoreOpener SQLITE =
            new StoreOpener() {
                @Override
                public VaultStore create(Path file) {
                    return SqliteVaultStore.create(file);
                }

                @Override
                public VaultStore open(Path file) {
                    return SqliteVaultStore.open(file);
                }

                @Override
                public VaultStore look(Path file) {
                    return SqliteVaultStore.look(file);
                }
            };

    private final VaultFolder folder;
    private final byte[] key;
    private final MovableClock clock;
    private final SecureRandom random = new SecureRandom();
    private Vault vault;

    private TestVault(VaultFolder folder, byte[] key, MovableClock clock, Vault vault) {
        this.folder = folder;
        this.key = key;
        this.clock = clock;
        this.vault = vault;
    }

    /// A clock that tests move.
    public static final class MovableClock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-11-22T10:15:30.123Z");

        @Override
        public Instant instant() {
            return now;
        }

        public void advance(Duration by) {
            now = now.plus(by);
        }
    }

    public static TestVault in(Path dir) {
        return in(dir, PolicyFiles.shipped());
    }

    public static TestVault in(Path dir, PolicyFiles policy) {
        var random = new SecureRandom();
        var clock = new MovableClock();
        var folder = VaultFolder.of(dir.resolve("vault"));
        byte[] key = new byte[32];
        random.nextBytes(key);
        Vault.create(
                folder,
                new Beginning(
                        "shop.example.org",
                        new char[0],
                        Optional.of(SecretBytes.copyOf(key)),
                        new Argon2id(),
                        policy),
                SQLITE,
                clock,
                random);
        return new TestVault(folder, key, clock, open(folder, key, clock, random));
    }

    /// The shipped policy, but for three years' proof of consents after an erasure.
    public static PolicyFiles keepingEvidence() {
        PolicyFiles shipped = PolicyFiles.shipped();
        var texts = new HashMap<String, String>();
        shipped.names().forEach(name -> texts.put(name, shipped.find(name).orElseThrow()));
        texts.computeIfPresent(
                "policy.yaml",
                (_, text) ->
                        text.replace(
                                "after_erasure: destroy",
                                "after_erasure: {keep: {period: P3Y, ground: legal-claims}}"));
        return PolicyFiles.of(texts);
    }

    private static Vault open(
            VaultFolder folder, byte[] key, InstantSource clock, SecureRandom random) {
        return Vault.open(
                folder,
                new Unlock.KeyFile(SecretBytes.copyOf(key)),
                SQLITE,
                new Vault.Settings(Duration.ZERO),
                clock,
                random);
    }

    public Vault vault() {
        return vault;
    }

    public VaultFolder folder() {
        return folder;
    }

    public MovableClock clock() {
        return clock;
    }

    /// What opens it; the caller may keep it.
    public Unlock.KeyFile unlock() {
        return new Unlock.KeyFile(SecretBytes.copyOf(key));
    }

    public byte[] key() {
        return key.clone();
    }

    /// Closes the vault and opens it anew.
    public void reopen() {
        vault.close();
        vault = open(folder, key, clock, random);
    }

    /// Closes the vault and opens it anew with a mirror in this folder.
    public void mirrorTo(Path mirror) {
        vault.close();
        vault =
                Vault.open(
                        folder,
                        new Unlock.KeyFile(SecretBytes.copyOf(key)),
                        SQLITE,
                        new Vault.Settings(Duration.ZERO, Optional.of(mirror)),
                        clock,
                        random);
        vault.mirror().start();
    }

    /// A copy of this vault, which must be closed, opened once its files were changed.
    public TestVault changed(Path dir, Consumer<VaultFolder> change) {
        var copy = VaultFolder.of(dir.resolve("vault"));
        copyFiles(folder.data(), copy.data());
        copyFiles(folder.keys(), copy.keys());
        change.accept(copy);
        return new TestVault(copy, key, clock, open(copy, key, clock, random));
    }

    private static void copyFiles(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Values as a program would send them.
    public Map<FieldId, FieldValue> fields(Map<String, Object> raw) {
        return vault.forms().readAll(vault.policies().current(), raw);
    }

    /// Jan Novák with an e-mail address, a telephone number and an address.
    public Map<FieldId, FieldValue> jan() {
        var raw = new LinkedHashMap<String, Object>();
        raw.put("full_name", "Jan Novák");
        raw.put("email", "jan@example.org");
        raw.put("phone", "+420601000979");
        raw.put(
                "address",
                Map.of(
                        "line1", "Lomnička 939",
                        "city", "Kšice",
                        "postcode", "34901",
                        "country", "CZ"));
        raw.put("birth_date", "1980-05-17");
        return fields(raw);
    }

    public Customers.Registration registration(Map<FieldId, FieldValue> fields) {
        return new Customers.Registration(fields, COUNTER, List.of());
    }

    public Core core() {
        return vault.core();
    }

    public Policy policy() {
        return vault.policies().current();
    }

    public void later(Duration time) {
        clock.advance(time);
    }

    public FieldForms forms() {
        return vault.forms();
    }

    public Map<FieldId, FieldValue> read(Map<String, ?> fields, KindId... kinds) {
        return forms().readAll(policy(), fields, kinds);
    }

    /// A change of one field to a value, as an amendment takes it.
    public Map<FieldId, Optional<FieldValue>> patch(String field, Object value) {
        var patch = new LinkedHashMap<FieldId, Optional<FieldValue>>();
        fields(Map.of(field, value)).forEach((id, read) -> patch.put(id, Optional.of(read)));
        return patch;
    }

    public CustomerId customer(Map<String, ?> fields) {
        var wanted =
                new Customers.Registration(
                        read(fields, Kinds.CONTACT, Kinds.PROFILE), SOURCE, List.of());
        return vault.customers().register(wanted, STAFF, Optional.empty()).id();
    }

    public Records.Recorded add(CustomerId customer, String kind, Map<String, ?> fields) {
        var id = new KindId(kind);
        return vault.records().add(customer, id, read(fields, id), SOURCE, STAFF, Optional.empty());
    }

    /// What the customer says of a purpose and channel herself.
    public void says(CustomerId customer, String purpose, String channel, boolean yes) {
        says(vault, customer, purpose, channel, yes);
    }

    public static void says(
            Vault vault, CustomerId customer, String purpose, String channel, boolean yes) {
        var english = new Language("en");
        var answer =
                new ConsentAnswer(
                        new PurposeId(purpose),
                        new ChannelId(channel),
                        yes,
                        new MethodId("portal"),
                        Optional.of(english),
                        vault.policies().noticeInForce(english),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        vault.consents()
                .record(customer, List.of(answer), new SourceId("portal"), new Actor.Customer());
    }

    /// All acts in the ledger so far, oldest first.
    public List<Act> acts() {
        vault.settle();
        vault.ledger().checkpoint();
        return vault.ledger().entries(0, 1000).stream()
                .flatMap(entry -> entry.leaf().acts().stream())
                .toList();
    }

    public List<String> words() {
        return acts().stream().map(act -> act.type().word()).toList();
    }

    /// Every row opens and the ledger agrees.
    public void inspected() {
        vault.settle();
        assertThat(vault.inspection().verify(_ -> {}).findings()).isEmpty();
    }

    @Override
    public void close() {
        vault.close();
    }
}
