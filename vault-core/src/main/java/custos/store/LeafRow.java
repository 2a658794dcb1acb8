package custos.store;

/// A leaf of the ledger.
///
/// @param idx `epoch << 40 | index`
/// @param entry the bytes that are hashed
public record LeafRow(long idx, byte[] entry) {}
