package custos.server;

import custos.access.AccessDocuments;
import custos.access.Accounts;
import custos.access.PasswordPool;
import custos.access.SecondFactor;
import custos.access.SiteOrigins;
import custos.argon2.Argon2id;
import custos.argon2.PasswordHash;
import custos.cli.Listener;
import custos.crypto.PassphraseHash.Cost;
import custos.crypto.SecretBytes;
import custos.mail.Way;
import custos.policy.PolicyFiles;
import custos.store.VaultStore;
import custos.store.sqlite.SqliteVaultStore;
import custos.tls.TlsCertificate;
import custos.vault.Beginning;
import custos.vault.StoreOpener;
import custos.vault.Unlock;
import custos.vault.Vault;
import custos.vault.core.VaultFolder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A real vault in a folder of its own with both doors open on free ports.
public final class OpenShop implements AutoCloseable {
    public static final SecureRandom RANDOM = new SecureRandom();

    private final Vault vault;
    private final PasswordPool passwords;
    private final InstantSource clock;
    private final Path mail;
    private final Doors doors;

    private OpenShop(
            Vault vault,
            PasswordPool passwords,
            InstantSource clock,
            Path mail,
            Listener.Wanted wanted) {
        this.clock = clock;
        this.mail = mail;
        this.vault = vault;
        this.passwords = passwords;
        this.doors = open(wanted);
    }

    public static OpenShop in(Path dir) {
        return in(dir, Optional.empty(), Optional.of(0));
    }

    /// With both doors open, going by a clock of the test's.
    ///
    /// @param before what is done before anybody can come in: accounts, customers
    public static OpenShop in(
            Path dir,
            InstantSource clock,
            SecondFactor secondFactor,
            BiConsumer<Vault, Accounts> before) {
        var passwords = new PasswordPool(new PasswordHash(new Cost(8, 1, 1), RANDOM));
        Vault vault = vault(dir, clock);
        before.accept(
                vault, new Accounts(new AccessDocuments(vault.documents()), passwords, clock));
        var place = Listener.Place.local(0);
        return new OpenShop(
                vault,
                passwords,
                clock,
                dir.resolve("mail"),
                wanted(dir.resolve("mail"), place, Optional.of(place), secondFactor));
    }

    /// @param publicPort where the customers' pages answer, 0 for anywhere
    public static OpenShop in(
            Path dir, Optional<TlsCertificate> tls, Optional<Integer> publicPort) {
        InstantSource clock = InstantSource.system();
        var passwords = new PasswordPool(new PasswordHash(new Cost(8, 1, 1), RANDOM));
        return new OpenShop(
                vault(dir, clock),
                passwords,
                clock,
                dir.resolve("mail"),
                wanted(
                        dir.resolve("mail"),
                        new Listener.Place("127.0.0.1", 0, tls, false),
                        publicPort.map(port -> new Listener.Place("127.0.0.1", port, tls, false)),
                        SecondFactor.OPTIONAL));
    }

    private static Vault vault(Path dir, InstantSource clock) {
        var folder = VaultFolder.of(dir.resolve("vault"));
        byte[] key = new byte[SecretBytes.KEY_LENGTH];
        RANDOM.nextBytes(key);
        // The recovery sheet goes unread.
        String _ =
                Vault.create(
                        folder,
                        new Beginning(
                                "shop.example.org",
                                new char[0],
                                Optional.of(SecretBytes.copyOf(key)),
                                new Argon2id(),
                                PolicyFiles.shipped()),
                        new Sqlite(),
                        clock,
                        RANDOM);
        return Vault.open(
                folder,
                new Unlock.KeyFile(SecretBytes.copyOf(key)),
                new Sqlite(),
                new Vault.Settings(Duration.ZERO),
                clock,
                RANDOM);
    }

    private static Listener.Wanted wanted(
            Path mail,
            Listener.Place staff,
            Optional<Listener.Place> open,
            SecondFactor secondFactor) {
        return new Listener.Wanted(
                new Listener.Network(staff, open, Optional.empty(), SiteOrigins.none()),
                new Listener.Mail(Optional.empty(), new Way.Folder(mail)),
                ZoneId.of("Europe/Prague"),
                secondFactor);
    }

    Listener.Wanted wanted(Listener.Place staff, Listener.Place open) {
        return wanted(mail, staff, Optional.of(open), SecondFactor.OPTIONAL);
    }

    /// Opens two more doors to the same vault; the caller closes them.
    Doors open(Listener.Wanted wanted) {
        return Doors.open(vault, passwords, wanted, clock, RANDOM);
    }

    /// Where letters land.
    public Path mail() {
        return mail;
    }

    public Vault vault() {
        return vault;
    }

    public Doors doors() {
        return doors;
    }

    public int port() {
        return doors.port();
    }

    public int publicPort() {
        return doors.publicPort().orElseThrow();
    }

    @Override
    public void close() {
        doors.close();
        passwords.close();
        vault.close();
    }

    private static final class Sqlite implements StoreOpener {
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
    }
}
