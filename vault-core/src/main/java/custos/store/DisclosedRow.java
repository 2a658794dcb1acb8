package custos.store;

/// That a customer's data was opened, as a sealed row of the batch leaf `idx`.
public record DisclosedRow(long customer, long idx, byte[] ct) {}
