package custos.cli;

import custos.vault.Vault;
import custos.vault.backups.Mirror;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `serve`: opens a vault and answers requests until the program is told to end.
@Command(
        name = "serve",
        description = "Answer requests. Prints `ready` and the address once it does.",
        footer = {
            "",
            "Beyond loopback it speaks TLS with --tls-certificate and --tls-key, or stands behind",
            "a proxy that ends TLS and appends to X-Forwarded-For. Every option may be set in the",
            "environment (CUSTOS_PUBLIC_PORT for --public-port) or in the file of --config.",
            "SIGTERM or SIGINT close the vault and end the program."
        })
final class ServeCommand implements Callable<Integer>, Meanwhile {
    private static final int MAX_PUBLISH_SECONDS = 3600;

    @Mixin private final VaultOptions options = new VaultOptions();

    @Mixin private final NetworkOptions network = new NetworkOptions();

    @Mixin private final MailOptions mail = new MailOptions();

    @Mixin private final BackupOptions backups = new BackupOptions();

    @Mixin private final PageOptions pages = new PageOptions();

    @Option(
            names = "--publish-every",
            paramLabel = "SECONDS",
            description = "Publish a new checkpoint at most this often; 60 if left out.")
    private Optional<Integer> publishEvery = Optional.empty();

    @Option(
            names = "--roll-keys-at",
            paramLabel = "HH:MM",
            description =
                    "When to roll the keys each day, if there is anything to gain; 03:30 if left"
                            + " out, or never.")
    private Optional<String> rollKeysAt = Optional.empty();

    private final World world;

    ServeCommand(World world) {
        this.world = world;
    }

    @Override
    public String meanwhile() {
        return "stop that server first";
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(world);
        Optional<LocalTime> rollAt = rollKeysAt(settings);
        var wanted =
                new Listener.Wanted(
                        network.network(world, settings),
                        mail.mail(world, settings, options.folder(world).data()),
                        pages.zone(world, settings),
                        pages.secondFactor(settings));
        Optional<BackupRota.Wanted> rota = backups.wanted(settings);
        int seconds =
                publishEvery
                        .or(() -> settings.whole(Setting.PUBLISH_EVERY, 0, MAX_PUBLISH_SECONDS))
                        .orElse(60);
        if (seconds < 0 || seconds > MAX_PUBLISH_SECONDS) {
            throw new UsageFault("--publish-every is 0 to 3600 seconds");
        }
        Optional<Path> mirror = backups.mirror(settings);
        Vault vault = options.open(world, new Vault.Settings(Duration.ofSeconds(seconds), mirror));
        mirror(vault, settings);
        vault.keys().finish();
        rollAt.ifPresent(at -> vault.keys().rollDaily(at, wanted.zone()));
        Serving.run(
                world, vault, wanted, rota, ready -> ready.lines().forEach(world.out()::println));
        return ExitCode.DONE;
    }

    private void mirror(Vault vault, Settings settings) {
        if (backups.isMirrorEnded(settings)) {
            vault.mirror().forget();
        }
        vault.mirror().start();
        if (vault.mirror().status() instanceof Mirror.Status.Missing) {
            world.err()
                    .println(
                            "This vault has a mirror: give --mirror DIR, or --mirror none to go on"
                                    + " without one. Until then checkpoints, proofs and receipts"
                                    + " wait.");
        }
    }

    private Optional<LocalTime> rollKeysAt(Settings settings) {
        String text = rollKeysAt.or(() -> settings.find(Setting.ROLL_KEYS_AT)).orElse("03:30");
        if (text.equals("never")) {
            return Optional.empty();
        }
        if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
            throw new UsageFault("--roll-keys-at is a time of day such as 03:30, or never");
        }
        return Optional.of(LocalTime.parse(text));
    }
}
