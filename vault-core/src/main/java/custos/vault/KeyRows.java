package custos.vault;

import custos.backup.BackupFault;
import custos.backup.BundleInput;
import custos.backup.BundleRow;
import custos.backup.Manifest;
import custos.crypto.BundleHeader;
import custos.crypto.Secrets;
import custos.crypto.Wraps;
import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.HoldRow;
import custos.store.OpeningRow;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.ShreddedRow;
import custos.store.SuppressionRow;
import custos.store.TombstoneRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a key bundle holds, but for its leaves: read whole into memory, about 700 bytes a customer
/// and what came since the oldest data bundle.
final class KeyRows {
    final List<DocumentRow> documents = new ArrayList<>();
    final List<BundleRow.Checkpoint> checkpoints = new ArrayList<>();
    final List<ShreddedRow> shredded = new ArrayList<>();
    final List<TombstoneRow> tombstones = new ArrayList<>();
    final List<SuppressionRow> suppressions = new ArrayList<>();

    private final Map<Long, Customer> customers = new HashMap<>();
    private final Map<Long, List<OpeningRow>> openings = new HashMap<>();
    private final Map<Long, List<DisclosedRow>> looks = new HashMap<>();
    private final Map<Long, List<HoldRow>> holds = new HashMap<>();
    private Manifest manifest;
    private byte[] keyring = {};
    private byte[] kek = {};

    private KeyRows(Manifest manifest) {
        this.manifest = manifest;
    }

    /// A customer's numbers and keys, and what remains of her when she was erased.
    static final class Customer {
        final BundleRow.Counters counters;
        final List<RecordRow> records = new ArrayList<>();
        final List<OpeningRow> openings = new ArrayList<>();
        Wraps wraps = Wraps.empty();
        Optional<CustomerRow> remains = Optional.empty();

        Customer(BundleRow.Counters counters) {
            this.counters = counters;
        }

        long no() {
            return counters.customer();
        }
    }

    static KeyRows read(Path file, Secrets secrets) {
        try (BundleInput in = BundleInput.open(file, BundleHeader.Kind.KEYS, secrets)) {
            var rows = new KeyRows(in.manifest());
            var reading = rows.new Reading();
            for (var row = in.next(); row.isPresent(); row = in.next()) {
                reading.take(row.get());
            }
            return rows;
        }
    }

    /// Openings that stand behind a leaf belong to it; others to the customer before them.
    private final class Reading {
        private Optional<Customer> customer = Optional.empty();

        void take(BundleRow row) {
            switch (row) {
                case BundleRow.Keyring(byte[] json) -> keyring = json;
                case BundleRow.Kek(byte[] json) -> kek = json;
                case BundleRow.Document(DocumentRow one) -> documents.add(one);
                case BundleRow.Checkpoint one -> checkpoints.add(one);
                case BundleRow.Shredded(ShreddedRow one) -> shredded.add(one);
                case BundleRow.Tombstone(TombstoneRow one) -> tombstones.add(one);
                case BundleRow.Suppression(SuppressionRow one) -> suppressions.add(one);
                case BundleRow.Counters counters -> {
                    customer = Optional.of(new Customer(counters));
                    customers.put(counters.customer(), customer.get());
                }
                case BundleRow.Keys(var one) -> current().wraps = Wraps.parse(one.wraps());
                case BundleRow.Customer(CustomerRow one) -> current().remains = Optional.of(one);
                case BundleRow.CustomerRecord(RecordRow one) -> current().records.add(one);
                case BundleRow.Leaf _ -> customer = Optional.empty();
                case BundleRow.Opening(OpeningRow one) -> opening(one);
                case BundleRow.Disclosed(DisclosedRow one) ->
                        looks.computeIfAbsent(one.customer(), _ -> new ArrayList<>(1)).add(one);
                case BundleRow.Hold(HoldRow one) ->
                        holds.computeIfAbsent(one.customer(), _ -> new ArrayList<>(1)).add(one);
                case BundleRow.Internal _ -> {
                    // The ledger's reader takes it.
                }
            }
        }

        private Customer current() {
            return customer.orElseThrow(
                    () -> new BackupFault.Unfit("the key bundle has a row of no customer"));
        }

        private void opening(OpeningRow row) {
            if (customer.isPresent()) {
                customer.get().openings.add(row);
            } else {
                openings.computeIfAbsent(Slots.customerOf(row.no()), _ -> new ArrayList<>(1))
                        .add(row);
            }
        }
    }

    Manifest manifest() {
        return manifest;
    }

    byte[] keyring() {
        return keyring;
    }

    byte[] kek() {
        return kek;
    }

    Map<Long, Customer> customers() {
        return customers;
    }

    /// A customer's openings of the leaves in the bundle.
    List<OpeningRow> openingsOf(long customer) {
        return openings.getOrDefault(customer, List.of());
    }

    /// Her legal holds, on those of her records that stand again.
    List<RowChange> holdsOn(long customer, List<RowChange> restored) {
        List<HoldRow> known = holds.getOrDefault(customer, List.of());
        if (known.isEmpty()) {
            return List.of();
        }
        var records = new HashSet<Long>();
        for (RowChange row : restored) {
            if (row instanceof RowChange.InsertRecord(RecordRow record)) {
                records.add(record.no());
            }
        }
        return known.stream()
                .filter(hold -> records.contains(hold.record()))
                .<RowChange>map(RowChange.PutHold::new)
                .toList();
    }

    List<DisclosedRow> looksOf(long customer) {
        return looks.getOrDefault(customer, List.of());
    }

    /// The ledger's name in an epoch.
    String origin(int epoch) {
        byte[] id = ByteBuffer.allocate(4).putInt(epoch).array();
        return documents.stream()
                .filter(row -> row.kind() == DocumentKind.ORIGIN && Arrays.equals(row.id(), id))
                .findFirst()
                .map(row -> new String(row.body(), StandardCharsets.UTF_8))
                .orElseThrow(() -> new BackupFault.Unfit("the key bundle lacks the ledger's name"));
    }

    /// The newest published policy.
    DocumentRow policy() {
        return documents.stream()
                .filter(row -> row.kind() == DocumentKind.POLICY)
                .reduce((_, later) -> later)
                .orElseThrow(() -> new BackupFault.Unfit("the key bundle has no policy"));
    }
}
