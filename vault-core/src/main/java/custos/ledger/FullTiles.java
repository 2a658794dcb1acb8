package custos.ledger;

import java.util.Optional;

/// The stored full tiles of one log. Partial tiles are never stored: they follow from the tree.
/// Read by several threads at once.
@FunctionalInterface
public interface FullTiles {
    /// The full tile in this place, empty when none is stored. Its hashes are believed only after
    /// the root over them was compared.
    Optional<HashTile> find(int level, long index);
}
