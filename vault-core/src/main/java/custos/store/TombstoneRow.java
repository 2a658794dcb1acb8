package custos.store;

/// That a record, or one field of it, was deleted.
///
/// @param field 0 for the whole record
public record TombstoneRow(long record, int field, long uptoVersion, int day) {}
