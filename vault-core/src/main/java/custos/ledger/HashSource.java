package custos.ledger;

/// Where the hashes of perfect subtrees come from: tiles, or memory.
@FunctionalInterface
public interface HashSource {
    /// The root of the perfect subtree over leaves `index << height` to `(index + 1) << height`. At
    /// height 0 it is a leaf hash. It is asked only for subtrees that lie inside the tree.
    Hash node(int height, long index);
}
