package custos.store;

/// A full tile of 256 hashes (8,192 bytes).
public record TileRow(int epoch, int level, long n, byte[] hashes) {}
