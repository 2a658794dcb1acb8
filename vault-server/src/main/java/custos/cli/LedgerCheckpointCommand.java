package custos.cli;

import custos.vault.Vault;
import picocli.CommandLine.Command;

/// `ledger checkpoint`: the newest signed checkpoint, as the signed note that it is.
@Command(name = "checkpoint", description = "Print the newest checkpoint, a signed note.")
final class LedgerCheckpointCommand extends VaultCommand {
    LedgerCheckpointCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "ask the server: GET /ledger/checkpoint";
    }

    @Override
    int run(Vault vault) {
        world().out().print(vault.ledger().checkpoint());
        world().out().flush();
        return ExitCode.DONE;
    }
}
