package custos.cli;

import custos.vault.Vault;
import picocli.CommandLine.Command;

/// `ledger key`: the key that checkpoints are verified with, one a line.
@Command(name = "key", description = "Print the ledger's verifier key (vkey), one a line.")
final class LedgerKeyCommand extends VaultCommand {
    LedgerKeyCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "ask the server: GET /ledger/key";
    }

    @Override
    int run(Vault vault) {
        print(vault.ledger().key().toString());
        return ExitCode.DONE;
    }
}
