package custos.cli;

import custos.vault.Vault;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `keys unlock add passphrase`: another passphrase that opens the vault.
@Command(
        name = "passphrase",
        description = "Add a passphrase: typed twice, or the first line of a file.",
        footer = {
            "",
            "To change a passphrase, add the new one, then remove the old one:",
            "custos keys unlock remove N."
        })
final class UnlockAddPassphraseCommand extends VaultCommand {
    @Option(
            names = "--new-passphrase-file",
            paramLabel = "FILE",
            description = "The new passphrase is the first line of FILE.")
    private Optional<Path> file = Optional.empty();

    UnlockAddPassphraseCommand(World world) {
        super(world);
    }

    @Override
    int run(Vault vault) {
        vault.unlocks().requireRoom();
        char[] words =
                NewPassphrase.read(
                        world(),
                        file,
                        "New passphrase: ",
                        "which passphrase? Give --new-passphrase-file");
        try {
            var added = vault.unlocks().addPassphrase(words, world().passphraseHash(), OPERATOR);
            print(UnlockListCommand.line(added));
        } finally {
            Arrays.fill(words, '\0');
        }
        return ExitCode.DONE;
    }
}
