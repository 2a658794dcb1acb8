package custos.ledger;

import java.util.List;
import java.util.Optional;

/// The tiles of a tree at one size: full ones as stored, partial ones as a prefix of either the
/// edge or a tile that has filled since.
///
/// @param edge the partial tile of each level
record EdgeTiles(long size, List<Optional<HashTile>> edge, FullTiles full) implements TileSource {
    @Override
    public HashTile tile(int level, long index, int width) {
        long fullTiles = (size >>> (level * HashTile.HEIGHT)) >>> HashTile.HEIGHT;
        boolean atEdge = index == fullTiles;
        var tile = atEdge ? edge.get(level).orElseThrow() : TileTree.stored(full, level, index);
        return tile.first(width);
    }
}
