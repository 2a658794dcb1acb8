package custos.vault.inspection;

import custos.crypto.Suppressions;
import custos.store.ReadSession;
import custos.store.VaultStore;
import custos.vault.core.Suppressing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Refused addresses and the tokens that must keep them refused. A later yes to the same purpose at
/// the same address takes the token away, also the yes of somebody who shares it. For one thread.
final class Refusals {
    private static final int MAX_MISSING = Findings.MAX;

    private final Suppressions suppressions;
    private final List<CustomerVerdict.Refused> missing = new ArrayList<>();
    private long[] tokens = new long[1024];
    private long[] leaves = new long[1024];
    private int count;

    Refusals(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    void take(VaultStore store, CustomerVerdict verdict) {
        takeGranted(verdict);
        if (!verdict.refused().isEmpty() && missing.size() < MAX_MISSING) {
            try (ReadSession read = store.read()) {
                verdict.refused().stream()
                        .filter(refused -> !stands(read, refused))
                        .forEach(missing::add);
            }
        }
    }

    private boolean stands(ReadSession read, CustomerVerdict.Refused refused) {
        return Suppressing.stands(suppressions, read, refused.token());
    }

    void takeGranted(CustomerVerdict verdict) {
        verdict.granted().forEach(this::keep);
    }

    private void keep(CustomerVerdict.Granted yes) {
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, count * 2);
            leaves = Arrays.copyOf(leaves, count * 2);
        }
        tokens[count] = yes.token().high();
        leaves[count++] = yes.leaf();
    }

    /// Refusals without a token that no yes explains which was seen so far. When the vault is at
    /// work the yes may be younger than the customer's row that was read: then ask once more after
    /// all were read again.
    List<CustomerVerdict.Refused> unexplained(VaultStore store) {
        Map<Long, Long> lastYes = new HashMap<>();
        missing.forEach(refused -> lastYes.put(refused.token().high(), -1L));
        for (int i = 0; i < count; i++) {
            long leaf = leaves[i];
            lastYes.computeIfPresent(tokens[i], (_, known) -> Math.max(known, leaf));
        }
        try (ReadSession read = store.read()) {
            return missing.stream()
                    .filter(refused ->
                            lastYes.getOrDefault(refused.token().high(), -1L) < refused.leaf())
                    .filter(refused -> !stands(read, refused))
                    .toList();
        }
    }
}
