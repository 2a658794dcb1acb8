package custos.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.api.ApiContext;
import custos.argon2.Argon2id;
import custos.argon2.PasswordHash;
import custos.cli.Cli;
import custos.cli.Listener;
import custos.cli.World;
import custos.crypto.PassphraseHash.Cost;
import custos.store.VaultStore;
import custos.store.sqlite.SqliteVaultStore;
import custos.vault.StoreOpener;
import io.javalin.util.JavalinException;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The program. Names the store, the slow hash and the listener, takes the system's time and
/// chance, and hands them to the command line.
public final class Main {
    /// Of one token, and of one address without one.
    private static final int REQUESTS_PER_MINUTE = 6_000;

    private Main() {}

    public static void main(String[] words) {
        System.exit(Cli.run(world(), words));
    }

    private static World world() {
        var random = new SecureRandom();
        var clock = InstantSource.system();
        return new World(
                new Sqlite(),
                new Argon2id(),
                new PasswordHash(Cost.STANDARD, random),
                clock,
                random,
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                System.getenv(),
                terminal(),
                listener(clock),
                Main::holdUntilSignal);
    }

    private static Listener listener(InstantSource clock) {
        return (vault, tokens, _, place) -> {
            HttpServer server = start(new ApiContext(vault, tokens, clock), place);
            return new Listener.Answering() {
                @Override
                public int port() {
                    return server.port();
                }

                @Override
                public void close() {
                    server.close();
                }
            };
        };
    }

    private static HttpServer start(ApiContext context, Listener.Place place) {
        var settings =
                new HttpSettings(
                        place.host(),
                        place.port(),
                        place.behindProxy(),
                        HttpSettings.STANDARD_THREADS,
                        REQUESTS_PER_MINUTE,
                        HttpSettings.STANDARD_BODY_BYTES);
        try {
            return HttpServer.start(context, settings);
        } catch (JavalinException e) {
            throw new UncheckedIOException(new IOException("the address cannot be bound", e));
        }
    }

    /// Somebody who can be asked without an echo; a pipe is nobody.
    @SuppressWarnings("SystemConsoleNull") // It still is null under -Djdk.console=java.base.
    private static Optional<World.Terminal> terminal() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console ->
                        question -> {
                            char[] typed = console.readPassword("%s", question);
                            return typed == null ? new char[0] : typed;
                        });
    }

    /// Waits for SIGTERM or SIGINT; what runs is closed before the process is gone.
    private static void holdUntilSignal(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "custos-shutdown"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
    }
}
