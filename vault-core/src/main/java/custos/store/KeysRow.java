package custos.store;

/// The wrapped keys of one customer.
public record KeysRow(long customer, byte[] wraps) {}
