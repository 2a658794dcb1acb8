package custos.vault;

import custos.store.ReadSession;
import custos.store.VaultStore;

/// What an inspection reads: rows, what opens them, every policy, and what was signed.
record Inspected(VaultStore store, VaultKeys keys, Policies policies, SignedHeads heads) {
    static Inspected of(Core core, LedgerHead head) {
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
