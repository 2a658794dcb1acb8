package custos.store;

/// A message to send, sealed.
///
/// @param no rises with each message and is never used twice
public record OutboxRow(long no, long customer, byte[] ct) {}
