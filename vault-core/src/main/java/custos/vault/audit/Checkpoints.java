package custos.vault.audit;

import custos.event.Leaf;
import custos.ledger.Checkpoint;
import custos.ledger.ConsistencyProof;
import custos.ledger.Hash;
import custos.ledger.LedgerFault;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TreeHead;
import custos.ledger.VerifierKey;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.writer.LedgerHead;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the vault signed of its ledger, and how a checkpoint that somebody kept compares with the
/// ledger of today.
public final class Checkpoints {
    /// The longest text that is looked at; a checkpoint has a few hundred bytes.
    public static final int MAX_CHARACTERS = 16 * 1024;

    /// The most stored checkpoints that are listed.
    public static final int MAX_LISTED = 500;

    private final Core core;
    private final LedgerHead head;

    public Checkpoints(Core core, LedgerHead head) {
        this.core = core;
        this.head = head;
    }

    /// A signed checkpoint.
    ///
    /// @param lastHour the hour of the last entry in it; none of an empty ledger
    public record Signed(long size, String root, Optional<Instant> lastHour, String text) {}

    /// How a checkpoint that somebody kept compares with the ledger.
    public sealed interface Comparison {
        /// It is of the very tree that stands now.
        record Same(long size) implements Comparison {}

        /// It is of an earlier tree, and the tree of now begins with exactly that one: proven.
        record Older(long size, long now, List<Hash> proof) implements Comparison {
            public Older {
                proof = List.copyOf(proof);
            }
        }

        /// The vault signed more entries than its ledger has now: entries were lost.
        record Newer(long size, long now) implements Comparison {}

        /// The vault signed it, and the ledger of now does not begin with that tree: history was
        /// rewritten.
        record Inconsistent(long size, long now) implements Comparison {}

        /// It is well formed, and this vault has not signed it.
        record NotSigned(long size) implements Comparison {}

        /// It is no checkpoint.
        record Unreadable() implements Comparison {}
    }

    /// The key to verify with, as text.
    public VerifierKey key() {
        return head.key();
    }

    /// The newest signed checkpoint that may leave.
    ///
    /// @throws VaultFault.Unmirrored when the mirror was not whole yet
    public Signed newest() {
        LedgerHead.Published newest = head.leaving().covering(0);
        return signed(newest.checkpoint(), newest.view().head());
    }

    /// The stored ones, about one an hour, newest first, at most 500.
    public List<Signed> stored() {
        List<byte[]> notes;
        try (ReadSession read = core.store().read()) {
            notes = read.checkpoints(head.epoch());
        }
        long leaving = head.leaving().covering(0).view().size();
        var stored = new ArrayList<Signed>();
        List<VerifierKey> keys = head.keys();
        for (byte[] note : notes.reversed()) {
            if (stored.size() == MAX_LISTED) {
                break;
            }
            read(note, keys).filter(one -> one.size() <= leaving).ifPresent(stored::add);
        }
        return stored;
    }

    private Optional<Signed> read(byte[] note, List<VerifierKey> keys) {
        try {
            SignedCheckpoint checkpoint = SignedCheckpoint.parse(note);
            return Optional.of(signed(checkpoint, checkpoint.verifyAny(keys).head()));
        } catch (LedgerFault | IllegalArgumentException e) {
            // A damaged row: `verify` reports it.
            return Optional.empty();
        }
    }

    private Signed signed(SignedCheckpoint checkpoint, TreeHead tree) {
        return new Signed(
                tree.size(), tree.root().base64(), hour(tree.size() - 1), checkpoint.text());
    }

    private Optional<Instant> hour(long index) {
        if (index < 0) {
            return Optional.empty();
        }
        try (ReadSession read = core.store().read()) {
            return read.leaf(LedgerHead.idx(head.epoch(), index)).map(Leaf::parse).map(Leaf::hour);
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Compares a checkpoint that somebody kept with the ledger of now.
    ///
    /// Its text counts as it is written, but for what forms and clipboards do to texts: line ends,
    /// and the last ones.
    public Comparison compare(String kept) {
        if (kept.length() > MAX_CHARACTERS) {
            return new Comparison.Unreadable();
        }
        SignedCheckpoint pasted;
        try {
            pasted = SignedCheckpoint.parse(asWritten(kept));
        } catch (IllegalArgumentException | LedgerFault e) {
            return new Comparison.Unreadable();
        }
        Checkpoint checkpoint;
        try {
            checkpoint = pasted.verifyAny(head.keys());
        } catch (LedgerFault e) {
            return new Comparison.NotSigned(size(pasted));
        }
        return compare(checkpoint.head());
    }

    private static String asWritten(String typed) {
        return typed.replace("\r\n", "\n").replaceFirst("\n*\\z", "\n");
    }

    private static long size(SignedCheckpoint unproven) {
        return Long.parseLong(unproven.note().text().split("\n", 3)[1]);
    }

    private Comparison compare(TreeHead kept) {
        LedgerHead.Published newest = head.leaving().covering(0);
        TreeHead now = newest.view().head();
        if (kept.size() > now.size()) {
            return new Comparison.Newer(kept.size(), now.size());
        }
        if (kept.size() == now.size()) {
            return kept.equals(now)
                    ? new Comparison.Same(now.size())
                    : new Comparison.Inconsistent(kept.size(), now.size());
        }
        if (kept.size() == 0) {
            // Every tree begins with the empty one.
            return newest.view().headAt(0).equals(kept)
                    ? new Comparison.Older(0, now.size(), List.of())
                    : new Comparison.Inconsistent(0, now.size());
        }
        ConsistencyProof proof = newest.view().consistency(kept.size(), now.size());
        try {
            proof.verify(kept, now);
            return new Comparison.Older(kept.size(), now.size(), proof.path());
        } catch (LedgerFault e) {
            return new Comparison.Inconsistent(kept.size(), now.size());
        }
    }
}
