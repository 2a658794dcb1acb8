package custos.store;

/// A customer's index tokens.
public record TokensRow(long customer, byte[] tokens) {}
