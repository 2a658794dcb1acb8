package custos.ledger;

/// Tiles of any width, stored, computed or fetched. [TreeView] is ours; an adapter may read another
/// log's folder or address.
@FunctionalInterface
public interface TileSource {
    /// The first `width` hashes (1 to 256) of the tile in this place, exactly so many.
    ///
    /// @throws LedgerFault.TileDamaged when the place has no such tile
    HashTile tile(int level, long index, int width);
}
