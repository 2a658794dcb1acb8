package custos.vault.inspection;

import custos.store.ReadSession;
import custos.store.VaultStore;
import custos.vault.core.Core;
import custos.vault.core.Policies;
import custos.vault.rows.VaultKeys;
import custos.vault.writer.LedgerHead;
import custos.vault.writer.SignedHeads;

/// What an inspection reads: rows, what opens them, every policy, and what was signed.
public record Inspected(VaultStore store, VaultKeys keys, Policies policies, SignedHeads heads) {
    public static Inspected of(Core core, LedgerHead head) {
        return new Inspected(core.store(), core.keys(), core.policies(), head);
    }

    /// How many customers there are at most.
    long customersAtMost() {
        return Core.customersAtMost(store);
    }

    /// How many leaves the epoch that is written to has.
    long leaves() {
        try (ReadSession read = store.read()) {
            return read.state().size();
        }
    }
}
