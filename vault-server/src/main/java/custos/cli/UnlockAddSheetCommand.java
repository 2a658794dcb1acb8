package custos.cli;

import custos.vault.Vault;
import picocli.CommandLine.Command;

/// `keys unlock add recovery-sheet`: another sheet that opens the vault when all else is lost.
@Command(
        name = "recovery-sheet",
        description = "Add a recovery sheet and print it, this once. Older ones stay good.")
final class UnlockAddSheetCommand extends VaultCommand {
    UnlockAddSheetCommand(World world) {
        super(world);
    }

    @Override
    int run(Vault vault) {
        vault.unlocks().addRecoverySheet(this::print, OPERATOR);
        tell(
                "The line above is a new recovery sheet. Print it and keep it apart from both folders:");
        tell("it opens the vault when all else is lost, and it is not shown again.");
        return ExitCode.DONE;
    }
}
