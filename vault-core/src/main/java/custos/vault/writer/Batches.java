package custos.vault.writer;

import custos.crypto.CryptoFault;
import custos.crypto.LedgerHalf;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Subject;
import custos.store.ReadSession;
import custos.store.VaultStore;
import custos.vault.rows.VaultKeys;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of batch leaves as their internal halves list them, for claims of one row. Keeps the
/// last [#MAX_KEPT] of them: neighbouring customers mostly came in one batch. Safe for threads.
public final class Batches {
    private static final int MAX_KEPT = 256;

    private final VaultStore store;
    private final VaultKeys keys;
    private final Map<Long, Optional<Rows>> kept = new LinkedHashMap<>(16, 0.75f, true);

    public Batches(VaultStore store, VaultKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    private record Rows(byte[] c2, List<byte[]> c1s) {
        boolean hold(Claim claim, Subject.BatchPlace row) {
            return row.n() == c1s.size()
                    && Arrays.equals(claim.c2(), c2)
                    && Arrays.equals(claim.c1(), c1s.get(row.i()));
        }
    }

    /// Whether the batch leaf that a claim names lists it where it says. That the leaf commits to
    /// the list is checked with the leaf.
    public boolean proves(Claim claim, Subject.BatchPlace row) {
        return of(claim.named()).map(rows -> rows.hold(claim, row)).orElse(false);
    }

    private Optional<Rows> of(long idx) {
        synchronized (kept) {
            Optional<Rows> known = kept.get(idx);
            if (known != null) {
                return known;
            }
        }
        Optional<Rows> rows = read(idx);
        synchronized (kept) {
            kept.put(idx, rows);
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return rows;
    }

    private Optional<Rows> read(long idx) {
        Optional<byte[]> ct;
        try (ReadSession read = store.read()) {
            ct = read.internal(idx);
        }
        try {
            return ct.map(sealed -> {
                LedgerHalf half = keys.internals().open(sealed);
                return new Rows(
                        Commitment.ofInternal(half.key(), half.text()),
                        Internal.parse(half.text()).rows());
            });
        } catch (CryptoFault | IllegalArgumentException | DateTimeException e) {
            // The leaf's own check reports it.
            return Optional.empty();
        }
    }
}
