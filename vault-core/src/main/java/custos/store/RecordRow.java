package custos.store;

/// A record's row: its clear columns and its sealed body.
///
/// @param no `customer << 20 | n`
/// @param day the day it concerns, in days since 1970-01-01 UTC
/// @param body seal and field ciphertexts (FORMATS "Body")
public record RecordRow(long no, int classNo, int kind, long version, int day, byte[] body) {}
