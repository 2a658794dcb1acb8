package custos.vault.rows;

import custos.customer.CustomerNumber;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.store.VaultStore;
import java.util.List;
import java.util.Optional;

/// Reads all customers in chunks of one short view each, never splitting a customer, together with
/// rows that belong to none. For one thread.
public final class CustomerWalk {
    private static final int SMALLEST = 8;
    private static final int LARGEST = 512;
    private static final long LONG_NANOS = 250_000_000;

    private final VaultStore store;
    private int chunk = 64;
    private long next;

    public CustomerWalk(VaultStore store) {
        this.store = store;
    }

    /// The next customers; empty at the end.
    public Optional<List<CustomerRows>> next() {
        if (next > CustomerNumber.LAST) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        List<CustomerRows> rows;
        try (ReadSession read = store.read()) {
            List<CustomerRow> customers = read.customersFrom(next, chunk);
            long end =
                    customers.size() < chunk
                            ? CustomerNumber.LAST + 1
                            : customers.getLast().no() + 1;
            rows = CustomerRows.between(read, customers, next, end);
            next = end;
        }
        boolean slow = System.nanoTime() - start > LONG_NANOS;
        chunk = slow ? Math.max(SMALLEST, chunk / 2) : Math.min(LARGEST, chunk * 2);
        return Optional.of(rows);
    }
}
