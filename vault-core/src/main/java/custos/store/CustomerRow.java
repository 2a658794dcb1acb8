package custos.store;

/// A customer's row: counters, the head over its records, and its index tokens.
///
/// @param no the customer's number
/// @param version rises by one with each write
/// @param activeDay the day of the last activity, in days since 1970-01-01 UTC
/// @param nextRecord the next record number within the customer, from 1
/// @param nextOpening the next opening number within the customer, from 1
/// @param head the keyed digest over the customer's records (FORMATS "Head")
/// @param tokens index tokens, ascending by field (FORMATS "Index token")
public record CustomerRow(
        long no,
        long version,
        int activeDay,
        int nextRecord,
        int nextOpening,
        byte[] head,
        byte[] tokens) {}
