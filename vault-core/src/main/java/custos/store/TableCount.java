package custos.store;

/// How many rows a table holds.
public record TableCount(String table, long rows) {}
