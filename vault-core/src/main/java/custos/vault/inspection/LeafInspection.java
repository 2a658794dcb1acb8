package custos.vault.inspection;

import custos.crypto.CryptoFault;
import custos.crypto.LedgerHalf;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Leaf;
import custos.ledger.Batch;
import custos.store.LeafRow;
import custos.vault.core.LedgerPlace;
import custos.vault.rows.VaultKeys;
import custos.vault.writer.Claim;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads leaves and opens the business's half of each: the leaf must be canonical and must commit
/// to what its halves say. Many threads may check different leaves at once.
final class LeafInspection {
    private final VaultKeys keys;
    private final Ownership ownership;
    private final long ownedBefore;

    /// @param ownedBefore the number from which on leaves were written while customers were read
    LeafInspection(VaultKeys keys, Ownership ownership, long ownedBefore) {
        this.keys = keys;
        this.ownership = ownership;
        this.ownedBefore = ownedBefore;
    }

    LeafVerdict check(List<LeafRow> leaves, Map<Long, byte[]> internals) {
        var verdict = new LeafVerdict();
        for (LeafRow row : leaves) {
            Optional<Leaf> leaf = parse(row, verdict);
            leaf.ifPresent(read -> order(read, row.idx(), verdict));
            Optional<LedgerHalf> half = internal(row.idx(), internals.get(row.idx()), verdict);
            if (leaf.isPresent() && half.isPresent()) {
                commitment(row.idx(), leaf.get(), half.get(), verdict);
            }
        }
        return verdict;
    }

    private static Optional<Leaf> parse(LeafRow row, LeafVerdict verdict) {
        try {
            Leaf leaf = Leaf.parse(row.entry());
            if (Arrays.equals(leaf.encode(), row.entry())) {
                return Optional.of(leaf);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Reported below, as any other entry that the vault would not have written.
        }
        verdict.found(FindingCode.LEAF_MALFORMED, LedgerPlace.leaf(row.idx()));
        return Optional.empty();
    }

    private static void order(Leaf leaf, long idx, LeafVerdict verdict) {
        if (verdict.last.isPresent() && leaf.hour().isBefore(verdict.last.get())) {
            verdict.found(FindingCode.LEAF_ORDER, LedgerPlace.leaf(idx));
        }
        if (verdict.first.isEmpty()) {
            verdict.first = Optional.of(leaf.hour());
        }
        verdict.last = Optional.of(leaf.hour());
        for (Act act : leaf.acts()) {
            act.notice().ifPresent(verdict.notices::add);
        }
    }

    private Optional<LedgerHalf> internal(
            long idx, byte @org.jspecify.annotations.Nullable [] ct, LeafVerdict verdict) {
        if (ct == null) {
            verdict.found(FindingCode.INTERNAL_MISSING, LedgerPlace.leaf(idx));
            return Optional.empty();
        }
        try {
            return Optional.of(keys.internals().open(ct));
        } catch (CryptoFault e) {
            verdict.found(FindingCode.INTERNAL_OPEN, LedgerPlace.leaf(idx));
            return Optional.empty();
        }
    }

    private void commitment(long idx, Leaf leaf, LedgerHalf half, LeafVerdict verdict) {
        Internal internal;
        try {
            internal = Internal.parse(half.text());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            verdict.found(FindingCode.INTERNAL_MALFORMED, LedgerPlace.leaf(idx));
            return;
        }
        verdict.erased.addAll(internal.erased());
        byte[] c2 = Commitment.ofInternal(half.key(), half.text());
        if (!Arrays.equals(committed(internal, half, c2), leaf.commitment())) {
            verdict.found(FindingCode.LEAF_COMMITMENT, LedgerPlace.leaf(idx));
            return;
        }
        owners(idx, leaf, internal, half, c2, verdict);
    }

    private static byte[] committed(Internal internal, LedgerHalf half, byte[] c2) {
        if (internal.rows().isEmpty()) {
            return Commitment.of(half.other(), c2);
        }
        try {
            byte[] root = Batch.of(internal.rows()).head().root().bytes();
            return Arrays.equals(root, half.other())
                    ? Commitment.ofBatch(internal.rows().size(), root, c2)
                    : new byte[0];
        } catch (IllegalArgumentException e) {
            // More rows than a batch may have.
            return new byte[0];
        }
    }

    private void owners(
            long idx,
            Leaf leaf,
            Internal internal,
            LedgerHalf half,
            byte[] c2,
            LeafVerdict verdict) {
        int settled = 0;
        if (ownership.anyLoose()) {
            settled =
                    internal.rows().isEmpty()
                            ? settle(idx, ownership.seeking(leaf.commitment()), verdict)
                            : settleRows(idx, internal, c2, verdict);
        }
        if (idx >= ownedBefore) {
            return;
        }
        if (!internal.rows().isEmpty()) {
            int missing = internal.rows().size() - ownership.rowsOf(idx) - settled;
            if (missing > 0) {
                verdict.unowned.add(new LeafVerdict.Unowned(idx, missing, isOfLooks(leaf), false));
            }
        } else if (needsOwner(leaf, half) && settled == 0 && !ownership.isOwned(idx)) {
            boolean registered = has(leaf, ActType.CUSTOMER_REGISTERED);
            verdict.unowned.add(new LeafVerdict.Unowned(idx, 1, false, registered));
        }
    }

    private static boolean needsOwner(Leaf leaf, LedgerHalf half) {
        // The customer's half of an erasure stands in its certificate alone.
        return !Arrays.equals(half.other(), Commitment.ofNoSubject())
                && !has(leaf, ActType.CUSTOMER_ERASED);
    }

    private static boolean isOfLooks(Leaf leaf) {
        return has(leaf, ActType.DISCLOSED) || has(leaf, ActType.LIST_EXPORTED);
    }

    private static boolean has(Leaf leaf, ActType type) {
        return leaf.acts().stream().anyMatch(act -> act.type() == type);
    }

    private static int settle(long idx, List<Claim> claims, LeafVerdict verdict) {
        for (Claim claim : claims) {
            verdict.settled.add(new LeafVerdict.Settled(claim, idx));
            verdict.found(FindingCode.OWNER_WRONG, claim.place());
        }
        return claims.size();
    }

    private int settleRows(long idx, Internal internal, byte[] c2, LeafVerdict verdict) {
        int settled = 0;
        List<byte[]> rows = internal.rows();
        for (int i = 0; i < rows.size(); i++) {
            int at = i;
            List<Claim> claims =
                    ownership.seeking(rows.get(i)).stream()
                            .filter(claim ->
                                    Arrays.equals(claim.c2(), c2)
                                            && claim.row()
                                                    .map(row ->
                                                            row.i() == at && row.n() == rows.size())
                                                    .orElse(false))
                            .toList();
            settled += settle(idx, claims, verdict);
        }
        return settled;
    }
}
