package custos.cli;

import custos.ledger.VerifierKey;
import custos.vault.Vault;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `ledger key`: the key that checkpoints are verified with, or every one that ever was.
@Command(name = "key", description = "Print the ledger's verifier key (vkey).")
final class LedgerKeyCommand extends VaultCommand {
    @Option(names = "--all", description = "Also those that it replaced, newest first, one a line.")
    private boolean all;

    LedgerKeyCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "ask the server: GET /ledger/key, GET /ledger/keys";
    }

    @Override
    int run(Vault vault) {
        List<VerifierKey> keys = vault.ledger().keys();
        keys.subList(0, all ? keys.size() : 1).forEach(key -> print(key.toString()));
        return ExitCode.DONE;
    }
}
