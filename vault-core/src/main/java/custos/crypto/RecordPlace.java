package custos.crypto;

/// A record's clear columns, all of which its seal covers; vault, customer and class come with the
/// key.
///
/// @param record the record's number, customer << 20 | n
/// @param kind the number of the record's kind in the policy, u16
/// @param version counts up with every change of the record
/// @param day days since 1970-01-01 UTC
public record RecordPlace(long record, int kind, int version, int day) {
    public RecordPlace {
        Check.u64(record, "a record number");
        Check.u16(kind, "a kind number");
        Check.u32(version, "a version");
        Check.u32(day, "a day");
    }
}
