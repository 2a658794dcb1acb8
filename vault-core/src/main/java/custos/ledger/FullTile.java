package custos.ledger;

/// A tile that an append completed: to be stored once and never changed.
///
/// @param level tile level, 0 for leaf hashes
/// @param index place in the level
/// @param tile all 256 hashes
public record FullTile(int level, long index, HashTile tile) {
    public FullTile {
        if (!tile.isFull()) {
            throw new IllegalArgumentException("a stored tile is full");
        }
    }
}
