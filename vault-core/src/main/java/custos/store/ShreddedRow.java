package custos.store;

/// That a customer's keys of a class were destroyed, up to a generation.
///
/// @param mac 16 bytes (FORMATS "shredded.mac")
public record ShreddedRow(long customer, int classNo, long uptoGeneration, int day, byte[] mac) {}
