package custos.cli;

import custos.vault.Vault;
import java.time.Duration;
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

    @Mixin private final PageOptions pages = new PageOptions();

    @Option(
            names = "--publish-every",
            paramLabel = "SECONDS",
            description = "Publish a new checkpoint at most this often; 60 if left out.")
    private Optional<Integer> publishEvery = Optional.empty();

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
        var wanted =
                new Listener.Wanted(
                        network.network(world, settings),
                        mail.mail(world, settings, options.folder(world).data()),
                        pages.zone(world, settings),
                        pages.secondFactor(settings));
        int seconds =
                publishEvery
                        .or(() -> settings.whole(Setting.PUBLISH_EVERY, 0, MAX_PUBLISH_SECONDS))
                        .orElse(60);
        if (seconds < 0 || seconds > MAX_PUBLISH_SECONDS) {
            throw new UsageFault("--publish-every is 0 to 3600 seconds");
        }
        Vault vault = options.open(world, new Vault.Settings(Duration.ofSeconds(seconds)));
        Serving.run(world, vault, wanted, ready -> ready.lines().forEach(world.out()::println));
        return ExitCode.DONE;
    }
}
