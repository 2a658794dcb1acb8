package custos.store;

/// Which leaf an opening opens.
///
/// @param opening `customer << 20 | n`
/// @param idx `epoch << 40 | index`
public record OwnerRow(long opening, long idx) {}
