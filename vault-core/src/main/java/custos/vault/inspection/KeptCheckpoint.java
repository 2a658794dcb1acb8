package custos.vault.inspection;

import custos.ledger.LedgerFault;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TreeHead;
import custos.ledger.VerifierKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A checkpoint that somebody kept elsewhere, held against the ledger while its tree is built anew:
/// the one thing that tells a vault of today from a whole one of another day. For one thread and
/// one use.
public final class KeptCheckpoint {
    private final Optional<SignedCheckpoint> text;
    private Optional<FindingCode> fault;
    private Optional<TreeHead> awaited = Optional.empty();
    private int epoch;

    private KeptCheckpoint(Optional<SignedCheckpoint> text, Optional<FindingCode> fault) {
        this.text = text;
        this.fault = fault;
    }

    /// Nobody kept one.
    public static KeptCheckpoint none() {
        return new KeptCheckpoint(Optional.empty(), Optional.empty());
    }

    /// @param kept its text as it was published
    static KeptCheckpoint of(byte[] kept) {
        try {
            return new KeptCheckpoint(
                    Optional.of(SignedCheckpoint.parse(kept)),
                    Optional.of(FindingCode.SINCE_SIGNATURE));
        } catch (LedgerFault | IllegalArgumentException e) {
            return new KeptCheckpoint(Optional.empty(), Optional.of(FindingCode.SINCE_MALFORMED));
        }
    }

    /// Looks whether it is of this epoch.
    ///
    /// @param keys every one that signed for the epoch
    void seek(int inEpoch, List<VerifierKey> keys) {
        text.ifPresent(signed -> {
            try {
                awaited = Optional.of(signed.verifyAny(keys).head());
                epoch = inEpoch;
                fault = Optional.of(FindingCode.SINCE_LOST);
            } catch (LedgerFault e) {
                // Of another epoch, or of nobody.
            }
        });
    }

    /// Compares it with the tree as it stands, if it is of just so many entries.
    void compare(long size, Supplier<TreeHead> tree) {
        if (awaited.isPresent() && awaited.get().size() == size) {
            fault =
                    awaited.get().equals(tree.get())
                            ? Optional.empty()
                            : Optional.of(FindingCode.SINCE_REWRITTEN);
            awaited = Optional.empty();
        }
    }

    /// Ends the epoch: what was not met by now is not in it.
    void leave() {
        awaited = Optional.empty();
    }

    /// What became of it, once all epochs were walked.
    void report(Findings findings) {
        fault.ifPresent(code ->
                findings.add(
                        code, "the kept checkpoint" + (epoch == 0 ? "" : " of epoch " + epoch)));
    }
}
