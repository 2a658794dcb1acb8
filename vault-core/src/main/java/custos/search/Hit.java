package custos.search;

/// A customer found, by number, and how closely.
public record Hit(long customer, Match match) {}
