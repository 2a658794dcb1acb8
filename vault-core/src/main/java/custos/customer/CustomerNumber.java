package custos.customer;

/// The number by which the vault itself knows a customer: unsigned, below 2^43, never shown
/// outside.
///
/// Numbers below 1,024 are the vault's own (anonymous answers, records without a customer). A
/// number is never used twice. Record and opening numbers are `customer << 20 | n`, n from 1, so
/// that a customer's rows lie together.
public record CustomerNumber(long value) implements Comparable<CustomerNumber> {
    /// The first number that a customer can have.
    public static final long FIRST = 1_024;

    /// The last number.
    public static final long LAST = (1L << 43) - 1;

    /// The most records, and the most openings, that one customer can have.
    public static final int MAX_ROWS = (1 << 20) - 1;

    private static final int ROW_BITS = 20;

    public CustomerNumber {
        if (value < 0 || value > LAST) {
            throw new IllegalArgumentException("a customer number is from 0 to 2^43-1");
        }
    }

    /// A number that belongs to a person, not to the vault itself.
    ///
    /// @throws IllegalArgumentException below 1,024
    public static CustomerNumber ofCustomer(long value) {
        if (value < FIRST) {
            throw new IllegalArgumentException("a customer's number is 1024 or above");
        }
        return new CustomerNumber(value);
    }

    /// The owner of a record or an opening.
    public static CustomerNumber ownerOf(long rowNumber) {
        if (rowNumber < 0 || (rowNumber & MAX_ROWS) == 0) {
            throw new IllegalArgumentException("a row number is customer << 20 | n with n from 1");
        }
        return new CustomerNumber(rowNumber >>> ROW_BITS);
    }

    /// True for the vault's own numbers.
    public boolean isVaultOwned() {
        return value < FIRST;
    }

    /// True while `n` is still a row that this customer can have.
    public static boolean hasRoomFor(long n) {
        return n >= 1 && n <= MAX_ROWS;
    }

    /// The number of this customer's n-th record or opening.
    ///
    /// @throws IllegalArgumentException when n is not from 1 to 2^20-1: ask [#hasRoomFor] first
    public long row(long n) {
        if (!hasRoomFor(n)) {
            throw new IllegalArgumentException("a customer has rows 1 to " + MAX_ROWS);
        }
        return value << ROW_BITS | n;
    }

    @Override
    public int compareTo(CustomerNumber other) {
        return Long.compare(value, other.value);
    }
}
