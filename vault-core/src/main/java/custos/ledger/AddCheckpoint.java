package custos.ledger;

/// A consistency proof together with the newer checkpoint, as c2sp.org/tlog-witness asks witnesses
/// to check one (the body of `add-checkpoint`): whoever holds the older checkpoint needs nothing
/// else.
public record AddCheckpoint(ConsistencyProof proof, SignedCheckpoint checkpoint) {

    /// `old SIZE`, a line for each hash, an empty line, the checkpoint.
    public String encoded() {
        var text = new StringBuilder("old ").append(proof.from()).append('\n');
        proof.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.text()).toString();
    }
}
