package custos.store;

/// The sealed opening of a leaf.
///
/// @param no `customer << 20 | n`
public record OpeningRow(long no, byte[] ct) {}
