package custos.store;

/// A legal hold on a record; ground, end and author are sealed.
public record HoldRow(long record, long customer, byte[] ct) {}
