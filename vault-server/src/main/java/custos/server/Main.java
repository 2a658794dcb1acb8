package custos.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.argon2.Argon2id;
import custos.argon2.PasswordHash;
import custos.cli.Cli;
import custos.cli.World;
import custos.crypto.PassphraseHash.Cost;
import custos.pkcs11.Pkcs11Token;
import custos.store.VaultStore;
import custos.store.sqlite.SqliteVaultStore;
import custos.vault.StoreOpener;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// The program. Names the store, the slow hash, the way to tokens and what listens, takes the
/// system's time, time zone and chance, and hands them to the command line.
public final class Main {
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
                Pkcs11Token::open,
                new PasswordHash(Cost.STANDARD, random),
                clock,
                random,
                ZoneId.systemDefault(),
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
                System.getenv(),
                terminal(),
                (vault, passwords, wanted) -> Doors.open(vault, passwords, wanted, clock, random),
                Main::holdUntilSignal);
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

        @Override
        public VaultStore look(Path file) {
            return SqliteVaultStore.look(file);
        }
    }
}
