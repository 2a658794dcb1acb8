package custos.cli;

import custos.ledger.Hash;
import custos.ledger.InclusionProof;
import custos.ledger.TlogProof;
import custos.proof.PublishedLedger;
import custos.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `prove inclusion`: a c2sp.org/tlog-proof@v1 that an entry stands in the ledger.
@Command(name = "inclusion", description = "Prove that an entry stands in the ledger.")
final class ProveInclusionCommand extends VaultCommand {
    @Parameters(paramLabel = "INDEX", description = "The entry's index, from 0.")
    private long index;

    @Mixin private final OutsideOptions outside = new OutsideOptions();

    ProveInclusionCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "ask the server: GET /api/v1/ledger/entries/{index}, or give --ledger";
    }

    @Override
    void requireFit() {
        if (index < 0) {
            throw new UsageFault("INDEX: entries are counted from 0");
        }
    }

    @Override
    public Integer call() {
        requireFit();
        return outside.isGiven()
                ? outside.read(world(), ledger -> world().out().print(proof(ledger)))
                : super.call();
    }

    private String proof(PublishedLedger ledger) {
        if (index >= ledger.size()) {
            throw new UsageFault("INDEX: this ledger has " + ledger.size() + " entries");
        }
        InclusionProof proof = ledger.view().inclusion(index, ledger.size());
        proof.verify(Hash.ofLeaf(ledger.entry(index)), ledger.checkpoint().head());
        return TlogProof.of(proof, ledger.signed()).encoded();
    }

    @Override
    int run(Vault vault) {
        world().out().print(vault.ledger().prove(index).file().encoded());
        return ExitCode.DONE;
    }
}
