package custos.ledger;

/// Where a tile is served, below a log's prefix: `tile/0/x001/067`, `tile/1/000.p/17`,
/// `tile/entries/273.p/112` (c2sp.org/tlog-tiles). Every tile has one path only.
public sealed interface TilePath {
    /// Place in the level.
    long index();

    /// Hashes or entries, 1 to 256; below 256 the tile is partial.
    int width();

    /// The path, without a leading slash.
    String path();

    /// A tile of hashes.
    ///
    /// @param level 0 to 63
    /// @param index 0 to 2^55-1
    /// @param width 1 to 256
    record Hashes(int level, long index, int width) implements TilePath {
        public Hashes {
            if (level < 0 || level > MAX_LEVEL) {
                throw new IllegalArgumentException("a tile level is 0 to 63");
            }
            checkPlace(index, width);
        }

        @Override
        public String path() {
            return TilePathText.of(Integer.toString(level), index, width);
        }
    }

    /// A bundle of entries.
    ///
    /// @param index 0 to 2^55-1
    /// @param width 1 to 256
    record Entries(long index, int width) implements TilePath {
        public Entries {
            checkPlace(index, width);
        }

        @Override
        public String path() {
            return TilePathText.of(TilePathText.ENTRIES, index, width);
        }
    }

    /// Highest tile level that the specification names.
    int MAX_LEVEL = 63;

    /// Tile indexes are below this: 256 leaves each fill the 63 bits of a size.
    long INDEX_LIMIT = 1L << 55;

    /// The tile that a path names; any other spelling of it is refused.
    static TilePath parse(String path) {
        return TilePathText.parse(path);
    }

    private static void checkPlace(long index, int width) {
        if (index < 0 || index >= INDEX_LIMIT) {
            throw new IllegalArgumentException("a tile index is below 2^55");
        }
        if (width < 1 || width > HashTile.FULL_WIDTH) {
            throw new IllegalArgumentException("a tile is 1 to 256 wide");
        }
    }
}
