package custos.cli;

import custos.ledger.AddCheckpoint;
import custos.ledger.ConsistencyProof;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TreeHead;
import custos.ledger.TreeView;
import custos.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `prove consistency`: that the ledger of now begins with the ledger of an earlier size, with the
/// checkpoint of now, in the form that c2sp.org/tlog-witness gives it.
@Command(
        name = "consistency",
        description = "Prove that the ledger begins with what it was at an earlier size.")
final class ProveConsistencyCommand extends VaultCommand {
    @Parameters(paramLabel = "SIZE", description = "How many entries it had then, from 1.")
    private long size;

    @Mixin private final OutsideOptions outside = new OutsideOptions();

    ProveConsistencyCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "give --ledger with the server's address";
    }

    @Override
    void requireFit() {
        if (size < 1) {
            throw new UsageFault("SIZE: from an empty ledger nothing can be proven");
        }
    }

    @Override
    public Integer call() {
        requireFit();
        return outside.isGiven()
                ? outside.read(
                        world(),
                        ledger -> print(ledger.view(), ledger.signed(), ledger.checkpoint().head()))
                : super.call();
    }

    @Override
    int run(Vault vault) {
        var head = vault.ledger().signed();
        print(head.view(), head.checkpoint(), head.view().head());
        return ExitCode.DONE;
    }

    private void print(TreeView view, SignedCheckpoint checkpoint, TreeHead head) {
        if (size > view.size()) {
            throw new UsageFault("SIZE: this ledger has " + view.size() + " entries");
        }
        ConsistencyProof proof = view.consistency(size, view.size());
        proof.verify(view.headAt(size), head);
        world().out().print(new AddCheckpoint(proof, checkpoint).encoded());
    }
}
