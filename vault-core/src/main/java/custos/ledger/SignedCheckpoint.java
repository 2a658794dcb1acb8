package custos.ledger;

import java.util.List;

/// A checkpoint as it came, well formed but unproven: only [#verify] gives a [Checkpoint].
public final class SignedCheckpoint {
    private final SignedNote note;
    private final Checkpoint claim;

    private SignedCheckpoint(SignedNote note, Checkpoint claim) {
        this.note = note;
        this.claim = claim;
    }

    /// The checkpoint that a note carries.
    public static SignedCheckpoint of(SignedNote note) {
        return new SignedCheckpoint(note, Checkpoint.parse(note.text()));
    }

    /// The checkpoint that this text spells, strictly: one spelling of each number and hash.
    public static SignedCheckpoint parse(String text) {
        return of(SignedNote.parse(text));
    }

    /// The checkpoint that these UTF-8 bytes spell.
    public static SignedCheckpoint parse(byte[] text) {
        return of(SignedNote.parse(text));
    }

    /// What the log with this key says about itself: the origin must be the key's name.
    ///
    /// @throws LedgerFault.OriginRefused when it is another log's checkpoint
    /// @throws LedgerFault.NoteRefused when the key has not signed it
    public Checkpoint verify(VerifierKey key) {
        return verifyAny(List.of(key));
    }

    /// What the log with these keys says about itself, signed by one of them at least: the origin
    /// must be their name.
    ///
    /// @param keys of one name, at least one
    public Checkpoint verifyAny(List<VerifierKey> keys) {
        return verify(keys.getFirst().keyName().name(), keys);
    }

    /// What the log of this origin says, signed by one of these keys: for logs whose key names are
    /// not their origin.
    public Checkpoint verify(String origin, List<VerifierKey> keys) {
        note.verify(keys);
        if (!claim.origin().equals(origin)) {
            throw new LedgerFault.OriginRefused("the checkpoint is of another log");
        }
        return claim;
    }

    /// The note with all its signatures.
    public SignedNote note() {
        return note;
    }

    /// The text as it came.
    public String text() {
        return note.encoded();
    }
}
