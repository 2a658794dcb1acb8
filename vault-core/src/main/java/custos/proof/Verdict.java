package custos.proof;

import custos.ledger.Checkpoint;
import java.util.List;

/// What a receipt turned out to be.
public sealed interface Verdict {
    /// The entry stands in the ledger that the key signed, and commits to what the receipt shows.
    ///
    /// @param checkpoint the signed state of the ledger in which it stands
    /// @param words the wordings that were shown, in the entry's order
    record Proven(Receipt receipt, Checkpoint checkpoint, List<Shown> words) implements Verdict {
        public Proven {
            words = List.copyOf(words);
        }
    }

    /// The entry commits to what the receipt shows, but the receipt has no proof that the entry
    /// stands in the ledger: it was made before the entry was published.
    record Unpublished(Receipt receipt) implements Verdict {}

    /// It proves nothing.
    ///
    /// @param member of the receipt, `file` for the whole of it
    record Refused(String member, Why why) implements Verdict {}

    /// A wording that an entry cites.
    ///
    /// @param sha256 in hex, as its file is named
    /// @param beside whether its text was at hand, and is that wording
    record Shown(String sha256, boolean beside) {}
}
