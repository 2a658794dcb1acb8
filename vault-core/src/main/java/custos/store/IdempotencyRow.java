package custos.store;

/// The sealed result of a request that may be repeated within 24 hours.
///
/// @param idx the leaf the request appended
public record IdempotencyRow(byte[] key, long customer, int hour, long idx, byte[] ct) {}
