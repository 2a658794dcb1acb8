package custos.store;

/// A keyed token of an address that must not be written to.
///
/// @param token 16 bytes
/// @param epoch the version of the suppression key it is under
/// @param month year x 12 + month - 1
public record SuppressionRow(byte[] token, int epoch, int month) {}
