package custos.vault.inspection;

import custos.vault.core.Ledger;
import custos.vault.core.LedgerPlace;
import custos.vault.writer.Claim;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which leaves were found to belong to somebody, and the claims whose leaf is still being looked
/// for. Written by one thread; read by many while it rests.
final class Ownership {
    private final Map<Integer, BitSet> owned = new HashMap<>();
    private final Map<Long, Integer> batchRows = new HashMap<>();
    private final Map<ByteBuffer, List<Claim>> loose = new HashMap<>();

    /// Takes over a claim that holds.
    void prove(Claim claim, long idx) {
        if (claim.row().isPresent()) {
            batchRows.merge(idx, 1, Integer::sum);
        } else {
            owned.computeIfAbsent(LedgerPlace.epoch(idx), _ -> new BitSet())
                    .set(Math.toIntExact(Ledger.index(idx)));
        }
    }

    void seek(Claim claim) {
        loose.computeIfAbsent(claim.key(), _ -> new ArrayList<>(1)).add(claim);
    }

    boolean isOwned(long idx) {
        BitSet leaves = owned.get(LedgerPlace.epoch(idx));
        return leaves != null && leaves.get(Math.toIntExact(Ledger.index(idx)));
    }

    /// How many rows of a batch leaf were found.
    int rowsOf(long idx) {
        return batchRows.getOrDefault(idx, 0);
    }

    boolean anyLoose() {
        return !loose.isEmpty();
    }

    /// The claims that look for this commitment, or for a batch's row of this digest.
    List<Claim> seeking(byte[] key) {
        return loose.getOrDefault(ByteBuffer.wrap(key), List.of());
    }

    /// A claim whose leaf was found elsewhere than the store says.
    void settle(Claim claim, long idx) {
        List<Claim> same = loose.get(claim.key());
        if (same != null && same.remove(claim)) {
            if (same.isEmpty()) {
                loose.remove(claim.key());
            }
            prove(claim, idx);
        }
    }

    /// The claims for which there is no leaf.
    List<Claim> unsettled() {
        return loose.values().stream().flatMap(List::stream).toList();
    }
}
