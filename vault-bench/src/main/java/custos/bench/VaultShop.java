package custos.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.argon2.Argon2id;
import custos.crypto.SecretBytes;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.PolicyFiles;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.sheet.SheetBytes;
import custos.store.VaultStore;
import custos.store.sqlite.SqliteVaultStore;
import custos.vault.Beginning;
import custos.vault.StoreOpener;
import custos.vault.Unlock;
import custos.vault.Vault;
import custos.vault.core.RotatedKey;
import custos.vault.core.VaultFolder;
import custos.vault.customers.Customers;
import custos.vault.imports.ImportJob;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.imports.ImportWatch;
import custos.vault.imports.Imports;
import custos.vault.inspection.Inspection;
import custos.vault.keys.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The vault, opened by a key file, with the system's clock and the standard settings.
final class VaultShop implements Shop {
    static final Actor WHO = new Actor.Staff("bench", "staff");
    static final PurposeId SERVICE = new PurposeId("service");

    private static final String ROLE = "staff";
    private static final FieldId EMAIL = new FieldId("email");
    private static final FieldId NUMBER = new FieldId("number");
    private static final SourceId COUNTER = new SourceId("counter-form");
    private static final StoreOpener SQLITE =
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
    private final Population people;
    private final Vault vault;
    private final Map<Integer, CustomerId> ids = new HashMap<>();

    private VaultShop(VaultFolder folder, Population people, Vault vault) {
        this.folder = folder;
        this.people = people;
        this.vault = vault;
    }

    /// A new and empty vault whose key lies in `key`.
    static VaultShop create(VaultFolder folder, Path key, Population people) {
        var random = new SecureRandom();
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        try {
            Files.write(key, secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Vault.create(
                folder,
                new Beginning(
                        "bench.example.org",
                        new char[0],
                        Optional.of(SecretBytes.copyOf(secret)),
                        new Argon2id(),
                        policy()),
                SQLITE,
                InstantSource.system(),
                random);
        return open(folder, key, people);
    }

    static VaultShop open(VaultFolder folder, Path key, Population people) {
        return open(folder, key, Vault.Settings.STANDARD, people);
    }

    /// A vault that has a mirror from now on.
    static VaultShop mirrored(VaultFolder folder, Path key, Path mirror, Population people) {
        var settings =
                new Vault.Settings(Vault.Settings.STANDARD.publishEvery(), Optional.of(mirror));
        return open(folder, key, settings, people);
    }

    private static VaultShop open(
            VaultFolder folder, Path key, Vault.Settings settings, Population people) {
        try {
            var vault =
                    Vault.open(
                            folder,
                            new Unlock.KeyFile(SecretBytes.copyOf(Files.readAllBytes(key))),
                            SQLITE,
                            settings,
                            InstantSource.system(),
                            new SecureRandom());
            return new VaultShop(folder, people, vault);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The shipped policy with a purpose that covers all twelve fields: it ships with none, so a
    /// read by purpose could not be held against a row of twelve columns.
    private static PolicyFiles policy() {
        var files = new HashMap<String, String>();
        for (String name :
                List.of("policy.yaml", "words-en.yaml", "words-ms.yaml", "words-cs.yaml")) {
            files.put(name, shipped(name));
        }
        String few = "number, language, note, needs_review,";
        String all = "number, language, heard_from, birth_date, gender, profession, note,";
        files.computeIfPresent("policy.yaml", (_, text) -> text.replace(few, all));
        return PolicyFiles.of(files);
    }

    private static String shipped(String name) {
        try (InputStream in = PolicyFiles.class.getResourceAsStream("/custos/policy/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no shipped " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Vault vault() {
        return vault;
    }

    @Override
    public void takeIn(Path sheet) {
        Imports imports = vault.imports();
        ImportJob job = imports.job(SheetBytes.of(sheet));
        Imports.Report report = imports.run(job, Optional.empty(), WHO, ImportWatch.NONE);
        if (report.count(Outcome.CREATED) != people.size()) {
            throw new IllegalStateException("not every row became a customer: " + report);
        }
    }

    /// Reads the sheet and looks every row up, but takes nothing in.
    void lookOver(Path sheet) {
        Imports imports = vault.imports();
        var _ = imports.look(imports.job(SheetBytes.of(sheet)), WHO, ImportWatch.NONE);
    }

    @Override
    public void register(Person person) {
        var fields = vault.forms().readAll(vault.policies().current(), person.fields());
        var _ =
                vault.customers()
                        .register(
                                new Customers.Registration(fields, COUNTER, List.of()),
                                WHO,
                                Optional.empty());
    }

    @Override
    public void prepare(int[] customers) {
        for (int customer : customers) {
            ids.computeIfAbsent(customer, this::look);
        }
    }

    private CustomerId look(int customer) {
        String number = people.person(customer).number();
        var found = vault.customers().findExact(NUMBER, number, ROLE, Optional.empty());
        return found.items().getFirst().id();
    }

    /// The public id of a customer that was prepared.
    CustomerId id(int customer) {
        CustomerId id = ids.get(customer);
        if (id == null) {
            throw new IllegalStateException("a customer was not prepared");
        }
        return id;
    }

    @Override
    public int open(int customer) {
        return vault.customers().openFor(id(customer), SERVICE, WHO).fields().size();
    }

    @Override
    public int findByEmail(String email) {
        return vault.customers().findExact(EMAIL, email, ROLE, Optional.empty()).items().size();
    }

    @Override
    public int findByName(String prefix) {
        return vault.customers().findByName(prefix, ROLE, 20, Optional.empty()).items().size();
    }

    @Override
    public void erase(int customer) {
        var certificate = vault.erasure().erase(id(customer), "erasure-request", true, WHO);
        if (!certificate.physical()) {
            throw new IllegalStateException("an erasure waits for a reader");
        }
    }

    /// Returns once the mirror holds all that landed.
    void awaitMirror() {
        while (!vault.mirror().holds(vault.ledger().newestSize() - 1).orElse(true)) {
            // It waits a second by itself.
        }
    }

    /// Rolls the key encryption key.
    void roll() {
        var outcome = vault.keys().roll(WHO, Duration.ofMinutes(1), _ -> {});
        if (!(outcome instanceof Keys.Outcome.Rolled)) {
            throw new IllegalStateException("a reader held the log");
        }
    }

    /// Rotates a key.
    void rotate(RotatedKey key) {
        var _ = vault.keys().rotate(key, WHO, _ -> {});
    }

    /// Takes the addresses of a sheet in as refused.
    ///
    /// @return how many
    long refuse(Path sheet) {
        Imports imports = vault.imports();
        return imports.refusals(imports.job(SheetBytes.of(sheet)), WHO);
    }

    /// Opens and checks everything.
    Inspection.Report verify() {
        return vault.inspection().verify(_ -> {});
    }

    @Override
    public void settle() {
        vault.settle();
    }

    @Override
    public long bytesOnDisk() {
        try (var files = Files.list(folder.data())) {
            long sum = 0;
            for (Path file : files.toList()) {
                sum += Files.size(file);
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        vault.close();
    }
}
