package custos.vault.rows;

/// The record numbers within a customer that are the same for everyone: each customer has at most
/// one of these records, found without an index. All others count up from [#FIRST_FREE].
public final class Slots {
    public static final int CONTACT = 1;
    public static final int PROFILE = 2;
    public static final int CONSENTS = 3;
    public static final int TOTALS = 4;
    public static final int MERGED = 5;
    public static final int FIRST_FREE = 16;

    private Slots() {}

    /// The row number of the n-th record or opening of a customer.
    public static long row(long customer, long n) {
        if (n < 1 || n >= 1 << 20) {
            throw new IllegalArgumentException("a customer has at most 1,048,575 records");
        }
        return customer << 20 | n;
    }

    public static long firstRow(long customer) {
        return customer << 20;
    }

    public static long endRow(long customer) {
        return (customer + 1) << 20;
    }

    /// The number within its customer of a record or opening.
    public static int within(long row) {
        return (int) row & ((1 << 20) - 1);
    }

    public static long customerOf(long row) {
        return row >>> 20;
    }
}
