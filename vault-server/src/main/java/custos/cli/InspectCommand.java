package custos.cli;

import custos.vault.Vault;
import picocli.CommandLine.Command;

/// `inspect`: how many rows of what there are, without opening any.
@Command(name = "inspect", description = "Count rows and sizes, without opening any.")
final class InspectCommand extends VaultCommand {
    InspectCommand(World world) {
        super(world);
    }

    @Override
    int run(Vault vault) {
        vault.inspection().inspect().forEach(this::print);
        return ExitCode.DONE;
    }
}
