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
            "It speaks plain HTTP: beyond loopback only behind a proxy that ends TLS and sets",
            "X-Forwarded-For. SIGTERM or SIGINT close the vault and end the program."
        })
final class ServeCommand implements Callable<Integer>, Meanwhile {
    private static final int MAX_PUBLISH_SECONDS = 3600;

    @Mixin private final VaultOptions options = new VaultOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on, 0 for any free one (CUSTOS_PORT).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on (CUSTOS_HOST); 127.0.0.1 if left out.")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--behind-proxy",
            description = "A proxy stands in front that ends TLS (CUSTOS_BEHIND_PROXY).")
    private boolean behindProxy;

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
        Listener.Place place = place(settings);
        int seconds =
                publishEvery
                        .or(() -> settings.whole(Setting.PUBLISH_EVERY, 0, MAX_PUBLISH_SECONDS))
                        .orElse(60);
        if (seconds < 0 || seconds > MAX_PUBLISH_SECONDS) {
            throw new UsageFault("--publish-every is 0 to 3600 seconds");
        }
        Vault vault = options.open(world, new Vault.Settings(Duration.ofSeconds(seconds)));
        Serving.run(world, vault, place, address -> world.out().println("ready " + address));
        return ExitCode.DONE;
    }

    private Listener.Place place(Settings settings) {
        int number =
                port.or(() -> settings.whole(Setting.PORT, 0, 65_535))
                        .orElseThrow(() -> new UsageFault("on which port? Give --port N"));
        if (number < 0 || number > 65_535) {
            throw new UsageFault("--port is 0 to 65535");
        }
        boolean proxied = behindProxy || settings.flag(Setting.BEHIND_PROXY).orElse(false);
        String address = host.or(() -> settings.find(Setting.HOST)).orElse(Serving.LOOPBACK);
        if (!proxied && !Serving.isLoopback(address)) {
            throw new UsageFault(
                    "--host beyond loopback needs --behind-proxy: this server speaks plain HTTP,"
                            + " and a proxy has to end TLS");
        }
        return new Listener.Place(address, number, proxied);
    }
}
