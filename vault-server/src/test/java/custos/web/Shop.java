package custos.web;

import custos.access.AccessDocuments;
import custos.access.AccountName;
import custos.access.Accounts;
import custos.access.LogIns;
import custos.access.PasswordPool;
import custos.access.Role;
import custos.access.SecondFactor;
import custos.access.Sessions;
import custos.access.Setup;
import custos.access.SiteOrigin;
import custos.access.SiteOrigins;
import custos.access.Tokens;
import custos.argon2.Argon2id;
import custos.argon2.PasswordHash;
import custos.crypto.PassphraseHash.Cost;
import custos.crypto.SecretBytes;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.PolicyFiles;
import custos.policy.SourceId;
import custos.store.VaultStore;
import custos.store.sqlite.SqliteVaultStore;
import custos.vault.Beginning;
import custos.vault.StoreOpener;
import custos.vault.Unlock;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.VaultFolder;
import custos.vault.customers.Customers;
import custos.web.face.PublicFace;
import custos.web.face.StaffFace;
import io.javalin.Javalin;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A shop in a folder of its own: a real vault, accounts, and both faces on free ports. Its clock
/// stands until it is moved.
public final class Shop implements AutoCloseable {
    public static final Actor OPERATOR = new Actor.Operator();

    /// Where the shop's own website is.
    public static final SiteOrigin SITE = new SiteOrigin("https://www.example.org");

    private static final String PASSWORD = "correct horse battery";
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

    private final Clock clock;
    private final WebContext context;
    private final PasswordPool passwords;
    private final Javalin staff;
    private final PublicFace publicFace;
    private final Javalin open;
    private final AtomicInteger accountsMade = new AtomicInteger();

    private Shop(Clock clock, WebContext context, PasswordPool passwords) {
        this.clock = clock;
        this.context = context;
        this.passwords = passwords;
        this.staff = start(new StaffFace(context));
        this.publicFace = new PublicFace(context);
        this.open = start(publicFace);
    }

    /// A clock that tests move.
    public static final class Clock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-11-22T10:15:30.123Z");

        @Override
        public Instant instant() {
            return now;
        }

        public void advance(Duration by) {
            now = now.plus(by);
        }
    }

    public static Shop in(Path dir) {
        return in(dir, SecondFactor.OPTIONAL);
    }

    public static Shop in(Path dir, SecondFactor secondFactor) {
        return in(dir, secondFactor, Optional.empty());
    }

    /// Under another policy than the shipped one.
    public static Shop in(Path dir, PolicyFiles policy) {
        return in(dir, SecondFactor.OPTIONAL, Optional.empty(), policy, List.of(SITE));
    }

    /// With one more website of the shop's own.
    public static Shop withSite(Path dir, SiteOrigin site) {
        return in(
                dir,
                SecondFactor.OPTIONAL,
                Optional.empty(),
                PolicyFiles.shipped(),
                List.of(SITE, site));
    }

    public static Shop in(Path dir, SecondFactor secondFactor, Optional<Path> mirror) {
        return in(dir, secondFactor, mirror, PolicyFiles.shipped(), List.of(SITE));
    }

    private static Shop in(
            Path dir,
            SecondFactor secondFactor,
            Optional<Path> mirror,
            PolicyFiles policy,
            List<SiteOrigin> sites) {
        var random = new SecureRandom();
        var clock = new Clock();
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
        Vault vault =
                Vault.open(
                        folder,
                        new Unlock.KeyFile(SecretBytes.copyOf(key)),
                        SQLITE,
                        new Vault.Settings(Duration.ZERO, mirror),
                        clock,
                        random);
        var passwords = new PasswordPool(new PasswordHash(new Cost(8, 1, 1), random));
        var rows = new AccessDocuments(vault.documents());
        var accounts = new Accounts(rows, passwords, clock);
        var sessions = new Sessions(accounts, clock, random);
        var context =
                new WebContext(
                        vault,
                        accounts,
                        new Tokens(rows, clock, random),
                        sessions,
                        new LogIns(accounts, sessions, secondFactor, clock, random),
                        new Setup(accounts, clock, random),
                        clock,
                        random,
                        ZoneId.of("Europe/Prague"),
                        "https://shop.example.org",
                        new SiteOrigins(sites),
                        false);
        return new Shop(clock, context, passwords);
    }

    private static Javalin start(Face face) {
        return Javalin.start(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            config.http.prefer405over404 = true;
            face.addTo(config);
            config.routes.exception(
                    io.javalin.http.HttpResponseException.class,
                    (refused, http) -> face.refuse(http, refused));
        });
    }

    public Vault vault() {
        return context.vault();
    }

    public WebContext context() {
        return context;
    }

    public Clock clock() {
        return clock;
    }

    /// A new account with these roles.
    public AccountName account(Role... roles) {
        var name = new AccountName(roles[0].word() + "-" + accountsMade.incrementAndGet());
        char[] password = PASSWORD.toCharArray();
        context.accounts()
                .create(
                        name,
                        "Test " + name.value(),
                        EnumSet.copyOf(Arrays.asList(roles)),
                        password,
                        OPERATOR);
        return name;
    }

    /// Somebody with these roles, logged in at the staff's pages.
    public Visitor staff(Role... roles) {
        Visitor visitor = stranger();
        visitor.logIn(account(roles).value(), PASSWORD);
        return visitor;
    }

    /// Somebody at the staff's pages who is not logged in.
    public Visitor stranger() {
        return new Visitor("http://127.0.0.1:" + staff.port());
    }

    /// Somebody at the public pages.
    public Visitor customer() {
        return new Visitor("http://127.0.0.1:" + open.port());
    }

    /// Waits until everything that customers asked for is in the outbox.
    public void settle() {
        publicFace.settle();
    }

    /// Password of every account here.
    public static String password() {
        return PASSWORD;
    }

    /// Takes a customer in.
    ///
    /// @param fields plain values by field, as the API takes them
    public CustomerId register(Map<String, Object> fields, ConsentAnswer... consents) {
        var policy = vault().policies().current();
        return vault().customers()
                .register(
                        new Customers.Registration(
                                vault().forms().readAll(policy, fields),
                                new SourceId("counter-form"),
                                List.of(consents)),
                        OPERATOR,
                        Optional.empty())
                .id();
    }

    @Override
    public void close() {
        staff.stop();
        open.stop();
        passwords.close();
        context.vault().close();
    }
}
