package custos.ledger;

import java.util.HashMap;
import java.util.Map;

/// Hashes read from tiles, each tile once. For one thread and one question: it keeps what it read.
final class TileHashes implements HashSource {
    private final TileSource tiles;
    private final long size;
    private final Map<Subtree, HashTile> read = new HashMap<>();

    TileHashes(TileSource tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    @Override
    public Hash node(int height, long index) {
        int level = height / HashTile.HEIGHT;
        int inside = height % HashTile.HEIGHT;
        long first = index << inside;
        var place = new Subtree(level, first >>> HashTile.HEIGHT);
        var tile = read.computeIfAbsent(place, at -> tile(at.height(), at.index()));
        int position = (int) (first & (HashTile.FULL_WIDTH - 1));
        return tile.node(inside, position >>> inside);
    }

    private HashTile tile(int level, long index) {
        int width = TreeView.width(size, level, index);
        var tile = tiles.tile(level, index, width);
        if (tile.width() != width) {
            var path = new TilePath.Hashes(level, index, width).path();
            throw new LedgerFault.TileDamaged(path + " has another width");
        }
        return tile;
    }
}
