package custos.cli;

import custos.crypto.KeyToken;
import custos.vault.Vault;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `keys unlock add pkcs11`: a key on a smart card or an HSM that opens the vault.
@Command(
        name = "pkcs11",
        description = "Make a key on a token (smart card, HSM) that opens the vault.",
        footer = {
            "",
            "The key never leaves the token. A token that is lost, or locked by too many wrong",
            "PINs, opens nothing: keep the recovery sheet. More: docs/keys.md"
        })
final class UnlockAddTokenCommand extends VaultCommand {
    @Option(
            names = "--new-pkcs11-module",
            paramLabel = "FILE",
            required = true,
            description = "The PKCS#11 library of the token's maker.")
    private Path module = Path.of("");

    @Option(
            names = "--new-pkcs11-token",
            paramLabel = "LABEL",
            required = true,
            description = "The token's label.")
    private String label = "";

    @Option(
            names = "--new-pin-file",
            paramLabel = "FILE",
            description = "The token's PIN is the first line of FILE; asked for if left out.")
    private Optional<Path> pinFile = Optional.empty();

    UnlockAddTokenCommand(World world) {
        super(world);
    }

    @Override
    int run(Vault vault) {
        vault.unlocks().requireRoom();
        try (KeyToken token = new TokenChoice(module, label, pinFile).open(world())) {
            print(UnlockListCommand.line(vault.unlocks().addToken(token, OPERATOR)));
        }
        return ExitCode.DONE;
    }
}
