package custos.vault;

/// The record numbers within a customer that are the same for everyone: each customer has at most
/// one of these records, found without an index. All others count up from [#FIRST_FREE].
final class Slots {
    static final int CONTACT = 1;
    static final int PROFILE = 2;
    static final int CONSENTS = 3;
    static final int TOTALS = 4;
    static final int MERGED = 5;
    static final int FIRST_FREE = 16;

    private Slots() {}

    /// The row number of the n-th record or opening of a customer.
    static long row(long customer, long n) {
        if (n < 1 || n >= 1 << 20) {
            throw new IllegalArgumentException("a customer has at most 1,048,575 records");
        }
        return customer << 20 | n;
    }

    static long firstRow(long customer) {
        return customer << 20;
    }

    static long endRow(long customer) {
        return (customer + 1) << 20;
    }

    /// The number within its customer of a record or opening.
    static int within(long row) {
        return (int) row & ((1 << 20) - 1);
    }

    static long customerOf(long row) {
        return row >>> 20;
    }
}
