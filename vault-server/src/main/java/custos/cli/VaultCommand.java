package custos.cli;

import custos.event.Actor;
import custos.vault.Unlock;
import custos.vault.Vault;
import custos.vault.core.VaultFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/// A command that opens a vault, does one thing and closes it again.
abstract class VaultCommand implements Callable<Integer>, Meanwhile {
    /// Whoever holds the passphrase may do everything; the ledger says that it was done here.
    static final Actor OPERATOR = new Actor.Operator();

    @Mixin private final VaultOptions options = new VaultOptions();

    private final World world;

    VaultCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        requireFit();
        try (Vault vault = unlocked(this::open)) {
            return run(vault);
        }
    }

    /// Hands out what opens the vault and wipes it afterwards: before anything long begins.
    final <T> T unlocked(Function<Unlock, T> use) {
        return options.unlocked(world, use);
    }

    /// Opens the vault; the caller closes it.
    final Vault open(Unlock unlock) {
        Optional<Path> mirror = new BackupOptions().mirror(settings());
        var how = new Vault.Settings(Vault.Settings.STANDARD.publishEvery(), mirror);
        return options.open(world, unlock, how);
    }

    final VaultFolder folder() {
        return options.folder(world);
    }

    /// Refuses wrong options before the vault is opened, which takes a while.
    void requireFit() {}

    /// @return the exit code
    abstract int run(Vault vault);

    final Settings settings() {
        return options.settings(world);
    }

    final World world() {
        return world;
    }

    /// One line for a program to read.
    final void print(String line) {
        world.out().println(line);
    }

    /// One line for a person to read.
    final void tell(String line) {
        world.err().println(line);
    }
}
