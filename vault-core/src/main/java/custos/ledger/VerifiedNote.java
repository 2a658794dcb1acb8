package custos.ledger;

import java.util.List;

/// A note's text that known keys have signed. Only [SignedNote#verify] makes one.
public final class VerifiedNote {
    private final String text;
    private final List<KeyName> signers;

    VerifiedNote(String text, List<KeyName> signers) {
        this.text = text;
        this.signers = signers;
    }

    /// The text, with its final newline.
    public String text() {
        return text;
    }

    /// The known keys that signed, in the order of their first signatures.
    public List<KeyName> signers() {
        return signers;
    }
}
