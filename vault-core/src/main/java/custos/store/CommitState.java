package custos.store;

/// The state of the tree and of the counters after a group; written with each group.
///
/// @param epoch the ledger's epoch, from 0
/// @param size leaves in the epoch's tree
/// @param root the tree's root, 32 bytes
/// @param nextCustomer the lowest customer number never used
public record CommitState(int epoch, long size, byte[] root, long nextCustomer) {
    public CommitState {
        if (root.length != 32) {
            throw new IllegalArgumentException("a root has 32 bytes");
        }
    }
}
