package custos.cli;

import custos.access.AccessDocuments;
import custos.access.AccountName;
import custos.access.Accounts;
import custos.access.PasswordPool;
import custos.access.RandomPassword;
import custos.access.Role;
import custos.access.Scope;
import custos.access.SecondFactor;
import custos.access.SiteOrigin;
import custos.access.SiteOrigins;
import custos.access.TokenName;
import custos.access.Tokens;
import custos.crypto.SecretBytes;
import custos.mail.Way;
import custos.policy.PolicyFiles;
import custos.vault.Beginning;
import custos.vault.Unlock;
import custos.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `demo`: a vault with fictional customers, a server, and everything needed to look around.
@Command(
        name = "demo",
        description = "Start a server on a vault of fictional customers, to look around.",
        footer = {
            "",
            "Nothing in it is real and nothing is sent anywhere. Passwords and the token are made",
            "by chance and kept in DIR/access.txt. Never put real customers into it."
        })
final class DemoCommand implements Callable<Integer>, Meanwhile {
    private static final Duration PUBLISH_EVERY = Duration.ofSeconds(1);

    /// Where a shop's page is tried: `python3 -m http.server` answers there.
    private static final SiteOrigin SITE = new SiteOrigin("http://localhost:8000");

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port of the staff's pages; 8080 if left out, 0 for any free one.")
    private int port = 8080;

    @Option(
            names = "--public-port",
            paramLabel = "N",
            description = "The port of the customers' pages; the next one if left out.")
    private Optional<Integer> publicPort = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the demonstration lies; run/demo if left out.")
    private Path data = Path.of("run", "demo");

    @Option(names = "--reset", description = "Throw the old demonstration away and begin anew.")
    private boolean reset;

    private final World world;

    DemoCommand(World world) {
        this.world = world;
    }

    @Override
    public String meanwhile() {
        return "stop that server first, or give another --data";
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw new UsageFault("--port is 0 to 65535");
        }
        if (publicPort() < 0 || publicPort() > 65_535) {
            throw new UsageFault("--public-port is 0 to 65535");
        }
        var folder = new DemoFolder(data);
        if (reset) {
            folder.clear();
        }
        if (!folder.isWhole()) {
            if (folder.isBegun()) {
                throw new UsageFault("the demonstration in " + data + " is half made; add --reset");
            }
            make(folder);
        }
        Vault vault = open(folder, world.clock());
        var wanted =
                new Listener.Wanted(
                        new Listener.Network(
                                Listener.Place.local(port),
                                Optional.of(Listener.Place.local(publicPort())),
                                Optional.empty(),
                                new SiteOrigins(List.of(SITE))),
                        new Listener.Mail(Optional.empty(), new Way.Folder(folder.mail())),
                        world.zone(),
                        SecondFactor.OPTIONAL);
        Serving.run(world, vault, wanted, Optional.empty(), ready -> welcome(folder, ready));
        return ExitCode.DONE;
    }

    private int publicPort() {
        return publicPort.orElse(port == 0 ? 0 : port + 1);
    }

    private void welcome(DemoFolder folder, Serving.Ready ready) {
        var out = world.out();
        ready.lines().forEach(out::println);
        out.println("api       " + ready.staff() + "/api/v1");
        out.println("ledger    " + ready.staff() + "/ledger/checkpoint");
        out.println("site      " + SITE.text() + " may send");
        out.println("mail      " + folder.mail());
        folder.access().forEach(out::println);
    }

    private void make(DemoFolder folder) {
        folder.prepare();
        var clock = new DemoClock(world.clock().instant(), DemoShop.SEASON);
        world.err()
                .println("making a demonstration of over " + DemoShop.CUSTOMERS + " customers ...");
        try (SecretBytes key = SecretFile.newKey(folder.unlock(), world.random())) {
            // The sheet goes unread: what is lost with a demonstration is made anew.
            String _ =
                    Vault.create(
                            folder.vault(),
                            new Beginning(
                                    "demo.example.org",
                                    new char[0],
                                    Optional.of(key),
                                    world.passphraseHash(),
                                    PolicyFiles.shipped()),
                            world.store(),
                            clock,
                            world.random());
        }
        List<String> access;
        try (Vault vault = open(folder, clock)) {
            access = access(vault, clock);
            DemoShop.fill(vault, clock, DemoShop.CUSTOMERS);
        }
        folder.finish(access);
    }

    private Vault open(DemoFolder folder, InstantSource clock) {
        try (SecretBytes key = SecretFile.key(folder.unlock())) {
            return Vault.open(
                    folder.vault(),
                    new Unlock.KeyFile(key),
                    world.store(),
                    new Vault.Settings(PUBLISH_EVERY),
                    clock,
                    world.random());
        }
    }

    /// Opens one account a role and a token for everything.
    private List<String> access(Vault vault, InstantSource clock) {
        var rows = new AccessDocuments(vault.documents());
        var lines = new ArrayList<String>();
        try (var passwords = new PasswordPool(world.passwordHash())) {
            var accounts = new Accounts(rows, passwords, clock);
            for (Role role : Role.values()) {
                char[] password = RandomPassword.of(world.random());
                accounts.create(
                        new AccountName(role.word()),
                        "Demo " + role.word(),
                        Set.of(role),
                        password,
                        VaultCommand.OPERATOR);
                lines.add("log-in    " + role.word() + " " + String.valueOf(password));
                Arrays.fill(password, '\0');
            }
        }
        var token =
                new Tokens(rows, clock, world.random())
                        .create(
                                new TokenName("demo"),
                                Scope.parseAll(List.of("all")),
                                Optional.empty(),
                                VaultCommand.OPERATOR);
        lines.add("token     " + token.bearer().text());
        lines.add("customer  " + DemoShop.HANA + " (type it in at /my)");
        return lines;
    }
}
