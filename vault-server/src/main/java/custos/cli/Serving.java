package custos.cli;

import custos.access.AccessDocuments;
import custos.access.Accounts;
import custos.access.PasswordPool;
import custos.access.Tokens;
import custos.vault.Vault;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A vault on the network, from the moment it answers until it is closed again.
final class Serving {
    static final String LOOPBACK = "127.0.0.1";

    private Serving() {}

    /// By its spelling alone: a name that has to be looked up may be anywhere tomorrow.
    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    /// Listens, says where, and stays until the program is to end. Closes the vault in any case.
    static void run(World world, Vault vault, Listener.Place place, Consumer<String> ready) {
        var passwords = new PasswordPool(world.passwordHash());
        var closed = new AtomicBoolean();
        Listener.Answering answering;
        try {
            var rows = new AccessDocuments(vault.documents());
            answering =
                    world.listener()
                            .listen(
                                    vault,
                                    new Tokens(rows, world.clock(), world.random()),
                                    new Accounts(rows, passwords, world.clock()),
                                    place);
        } catch (UncheckedIOException e) {
            passwords.close();
            vault.close();
            throw new UsageFault(
                    "%s port %d cannot be listened on".formatted(place.host(), place.port()));
        } catch (RuntimeException e) {
            passwords.close();
            vault.close();
            throw e;
        }
        ready.accept(address(place.host(), answering.port()));
        world.out().flush();
        Runnable close =
                () -> {
                    if (!closed.getAndSet(true)) {
                        answering.close();
                        passwords.close();
                        vault.close();
                    }
                };
        try {
            world.lifetime().hold(close);
        } finally {
            close.run();
        }
    }

    private static String address(String host, int port) {
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "http://" + shown + ":" + port;
    }
}
