package custos.cli;

import custos.access.PasswordPool;
import custos.vault.Vault;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A vault on the network, from the moment it answers until it is closed again.
final class Serving {
    static final String LOOPBACK = "127.0.0.1";

    private Serving() {}

    /// What is said once it answers.
    ///
    /// @param staff the address of the staff's pages and the API
    /// @param lines `ready` and that address first, then whatever else is to be known
    record Ready(String staff, List<String> lines) {}

    /// Listens, says where, and stays until the program is to end. Closes the vault in any case.
    ///
    /// @param backups where a backup goes every day, if anywhere
    static void run(
            World world,
            Vault vault,
            Listener.Wanted wanted,
            Optional<BackupRota.Wanted> backups,
            Consumer<Ready> ready) {
        backups.ifPresent(to -> vault.runs().backups().goTo(to.folder(), to.keepDays()));
        var passwords = new PasswordPool(world.passwordHash());
        var closed = new AtomicBoolean();
        Listener.Answering answering;
        try {
            answering = world.listener().listen(vault, passwords, wanted);
        } catch (UncheckedIOException e) {
            passwords.close();
            vault.close();
            throw new UsageFault(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            passwords.close();
            vault.close();
            throw e;
        }
        Optional<BackupRota> rota =
                backups.map(one -> new BackupRota(vault, one, world.clock()).start());
        ready.accept(ready(wanted, answering));
        world.out().flush();
        Runnable close =
                () -> {
                    if (!closed.getAndSet(true)) {
                        answering.close();
                        rota.ifPresent(BackupRota::close);
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

    private static Ready ready(Listener.Wanted wanted, Listener.Answering answering) {
        String staff = wanted.network().staff().address(answering.port());
        var lines = new ArrayList<String>();
        lines.add("ready " + staff);
        wanted.network()
                .open()
                .flatMap(place -> answering.publicPort().map(place::address))
                .ifPresent(address -> lines.add("public " + address));
        answering
                .setupCode()
                .ifPresent(
                        code -> lines.addAll(List.of("set-up " + code, "at " + staff + "/set-up")));
        return new Ready(staff, lines);
    }
}
