package custos.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Rows for tests: small, told apart by a text in their bytes.
public final class Rows {
    /// The first customer number that is not the vault's own.
    public static final long ANNA = 1_024;

    public static final long BELA = 1_025;
    static final byte[] ROOT = new byte[32];

    private Rows() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public static CustomerRow customer(long no, long version) {
        return new CustomerRow(no, version, 20_000, 2, 2, bytes("head"), new byte[0]);
    }

    /// The n-th record or opening number of a customer.
    public static long nth(long customer, int n) {
        return (customer << 20) + n;
    }

    public static RecordRow record(long customer, int n, long version, String body) {
        return new RecordRow(nth(customer, n), 3, 7, version, 20_000, bytes(body));
    }

    public static Optional<LeafRow> leaf(long idx) {
        return Optional.of(new LeafRow(idx, bytes("leaf " + idx)));
    }

    public static CommitState state(long size) {
        return new CommitState(0, size, ROOT, ANNA + 10);
    }

    /// What a registration writes, but for the leaf.
    public static List<RowChange> registration(long customer) {
        return List.of(
                new RowChange.InsertCustomer(customer(customer, 1)),
                new RowChange.PutKeys(customer, bytes("wraps of " + customer)),
                new RowChange.InsertRecord(record(customer, 1, 1, "profile of " + customer)),
                new RowChange.InsertOpening(nth(customer, 1), bytes("opening of " + customer)),
                new RowChange.InsertInternal(bytes("internal")));
    }

    /// Registers customers from [#ANNA] on, one leaf each, in one group.
    public static void register(VaultStore store, int customers) {
        try (var group = store.write()) {
            for (int i = 0; i < customers; i++) {
                group.stage(leaf(i), registration(ANNA + i));
            }
            group.commit(state(customers), List.of());
        }
    }

    /// Writes changes that append no leaf, as a group of their own.
    public static Staged upkeep(VaultStore store, RowChange... changes) {
        CommitState state;
        try (var view = store.read()) {
            state = view.state();
        }
        try (var group = store.write()) {
            var outcome = group.stage(Optional.empty(), List.of(changes));
            group.commit(state, List.of());
            return outcome;
        }
    }
}
