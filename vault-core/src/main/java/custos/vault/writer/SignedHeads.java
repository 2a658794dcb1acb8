package custos.vault.writer;

import custos.ledger.SignedCheckpoint;
import custos.ledger.VerifierKey;
import java.util.List;

/// What was signed of the ledger, for whoever holds it against the leaves.
public interface SignedHeads {

    /// The newest signed head; what it covers was committed before.
    SignedCheckpoint newestSigned();

    /// Every key that ever signed, as a key of an epoch, newest first.
    ///
    /// @param origin the epoch's
    List<VerifierKey> keys(String origin);
}
