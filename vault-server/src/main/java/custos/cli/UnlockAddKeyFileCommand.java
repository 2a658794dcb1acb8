package custos.cli;

import custos.crypto.SecretBytes;
import custos.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `keys unlock add key-file`: a new file that opens the vault.
@Command(
        name = "key-file",
        description = "Add a key file: makes FILE, for its owner alone, never over another one.")
final class UnlockAddKeyFileCommand extends VaultCommand {
    @Parameters(paramLabel = "FILE", description = "The file to make.")
    private Path file = Path.of("");

    UnlockAddKeyFileCommand(World world) {
        super(world);
    }

    @Override
    void requireFit() {
        if (Files.exists(file)) {
            throw new UsageFault(file + " is there already; a new key file gets a name of its own");
        }
    }

    @Override
    int run(Vault vault) {
        vault.unlocks().requireRoom();
        try (SecretBytes key = SecretFile.newKey(file, world().random())) {
            print(UnlockListCommand.line(vault.unlocks().addKeyFile(key, OPERATOR)));
        }
        return ExitCode.DONE;
    }
}
