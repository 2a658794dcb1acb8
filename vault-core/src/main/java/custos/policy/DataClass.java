package custos.policy;

/// A class of data: what is kept for the same time and erased together, under one key per customer.
///
/// @param number 1 to 65535; rests in ciphertexts and never changes its meaning
public record DataClass(ClassId id, int number, AtErasure atErasure, Retention retention) {}
