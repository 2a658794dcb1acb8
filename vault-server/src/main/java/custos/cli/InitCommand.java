package custos.cli;

import custos.crypto.SecretBytes;
import custos.policy.PolicyFiles;
import custos.vault.Beginning;
import custos.vault.Vault;
import custos.vault.core.VaultFolder;
import custos.vault.rows.VaultFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `init`: makes a vault and prints its recovery sheet, once.
@Command(
        name = "init",
        description = "Make a vault. Prints the recovery sheet, this once.",
        footer = {
            "",
            "With --key-file, a file that is not there is made. Losing the key folder is losing",
            "the data: back up both folders, apart from each other."
        })
final class InitCommand implements Callable<Integer>, Meanwhile {
    @Mixin private final VaultOptions options = new VaultOptions();

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "The name that the ledger carries for ever, such as shop.example.org.")
    private String host = "vault.example.org";

    @Option(
            names = "--policy",
            paramLabel = "DIR",
            description = "A folder with policy.yaml and its words, instead of the shipped policy.")
    private Optional<Path> policy = Optional.empty();

    private final World world;

    InitCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        VaultFolder folder = options.folder(world);
        PolicyFiles files = PolicyFolder.sound(policy);
        Optional<VaultOptions.Way> way = options.way(world);
        String sheet;
        if (way.isPresent() && way.get().kind() == Setting.KEY_FILE) {
            try (SecretBytes key = key(way.get().file())) {
                sheet = create(folder, files, new char[0], Optional.of(key));
            }
        } else if (way.isPresent() && way.get().kind() == Setting.PKCS11_MODULE) {
            throw new UsageFault(
                    "a new vault begins with a passphrase or a key file; then add the token:"
                            + " custos keys unlock add pkcs11");
        } else if (way.isPresent() && way.get().kind() == Setting.RECOVERY_SHEET) {
            throw new UsageFault(
                    "a new vault prints its own recovery sheet; give --passphrase-file");
        } else {
            char[] words = words(way.map(VaultOptions.Way::file));
            try {
                sheet = create(folder, files, words, Optional.empty());
            } finally {
                Arrays.fill(words, '\0');
            }
        }
        world.out().println(sheet);
        tell(folder);
        return ExitCode.DONE;
    }

    private SecretBytes key(Path file) {
        return Files.exists(file) ? SecretFile.key(file) : SecretFile.newKey(file, world.random());
    }

    private String create(
            VaultFolder folder, PolicyFiles files, char[] words, Optional<SecretBytes> key) {
        try {
            return Vault.create(
                    folder,
                    new Beginning(host, words, key, world.passphraseHash(), files),
                    world.store(),
                    world.clock(),
                    world.random());
        } catch (VaultFault.WrongFolder used) {
            throw new UsageFault(String.valueOf(used.getMessage()));
        }
    }

    private char[] words(Optional<Path> file) {
        return NewPassphrase.read(
                world,
                file,
                "Passphrase for the new vault: ",
                "what shall open the vault? Give --passphrase-file or --key-file");
    }

    private void tell(VaultFolder folder) {
        var err = world.err();
        err.println(
                "The line above is the recovery sheet. Print it and keep it apart: it opens the");
        err.println("vault when passphrase or key file are lost, and it is not shown again.");
        err.println("Data: " + folder.data());
        err.println("Keys: " + folder.keys());
        err.println(
                "Losing the key folder is losing the data. Make backups: custos backup --to DIR.");
    }
}
