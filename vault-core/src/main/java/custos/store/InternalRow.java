package custos.store;

/// The sealed internal half of a leaf.
///
/// @param idx `epoch << 40 | index`
public record InternalRow(long idx, byte[] ct) {}
