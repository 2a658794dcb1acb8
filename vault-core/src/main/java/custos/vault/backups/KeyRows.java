package custos.vault.backups;

import custos.backup.BackupFault;
import custos.backup.BundleRow;
import custos.backup.KeyTrail;
import custos.backup.Manifest;
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
import custos.vault.rows.Slots;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What a key bundle holds, and what follows it in a mirror, but for the leaves: read whole into
/// memory, about 700 bytes a customer and what came since the oldest data bundle.
public final class KeyRows {
    public final List<BundleRow.Checkpoint> checkpoints = new ArrayList<>();
    public final List<ShreddedRow> shredded = new ArrayList<>();
    public final List<TombstoneRow> tombstones = new ArrayList<>();

    private final Map<ByteBuffer, SuppressionRow> suppressions = new LinkedHashMap<>();
    private final Map<ByteBuffer, DocumentRow> documents = new LinkedHashMap<>();
    private final Map<Long, Customer> customers = new HashMap<>();
    private final Map<Long, List<OpeningRow>> openings = new HashMap<>();
    private final Map<Long, List<DisclosedRow>> looks = new HashMap<>();
    private final Map<Long, Map<Long, HoldRow>> holds = new HashMap<>();
    private final Manifest manifest;
    private byte[] keyring = {};
    private byte[] kek = {};

    private KeyRows(Manifest manifest) {
        this.manifest = manifest;
    }

    /// A customer's numbers and keys, and what remains of her when she was erased.
    public static final class Customer {
        public BundleRow.Counters counters;
        public final List<RecordRow> records = new ArrayList<>();
        public final List<OpeningRow> openings = new ArrayList<>();
        public Wraps wraps = Wraps.empty();
        public Optional<CustomerRow> remains = Optional.empty();

        Customer(BundleRow.Counters counters) {
            this.counters = counters;
        }

        public long no() {
            return counters.customer();
        }
    }

    public static KeyRows read(KeyTrail trail) {
        var rows = new KeyRows(trail.manifest());
        trail.each((in, follows) -> {
            Consumer<BundleRow> reading = follows ? rows::change : rows.new Reading()::take;
            for (var row = in.next(); row.isPresent(); row = in.next()) {
                reading.accept(row.get());
            }
        });
        return rows;
    }

    /// Everything but leaves that both a base and what follows it may say.
    private void common(BundleRow row) {
        switch (row) {
            case BundleRow.Keyring(byte[] json) -> keyring = json;
            case BundleRow.Kek(byte[] json) -> kek = json;
            case BundleRow.Document(DocumentRow one) ->
                    documents.put(id(one.kind(), one.id()), one);
            case BundleRow.Checkpoint one -> checkpoints.add(one);
            case BundleRow.Shredded(ShreddedRow one) -> shredded.add(one);
            case BundleRow.Tombstone(TombstoneRow one) -> tombstones.add(one);
            case BundleRow.Suppression(SuppressionRow one) ->
                    suppressions.putIfAbsent(ByteBuffer.wrap(one.token()), one);
            case BundleRow.Disclosed(DisclosedRow one) ->
                    looks.computeIfAbsent(one.customer(), _ -> new ArrayList<>(1)).add(one);
            case BundleRow.Hold(HoldRow one) ->
                    holds.computeIfAbsent(one.customer(), _ -> new TreeMap<>())
                            .put(one.record(), one);
            case BundleRow.Leaf _, BundleRow.Internal _ -> {
                // The ledger's reader takes these.
            }
            default -> throw new BackupFault.Unfit("the key bundle has a row of another kind");
        }
    }

    private static ByteBuffer id(DocumentKind kind, byte[] id) {
        return ByteBuffer.allocate(4 + id.length).putInt(kind.number()).put(id).flip();
    }

    /// One row of what follows a base: whose it is stands in its number.
    private void change(BundleRow row) {
        switch (row) {
            case BundleRow.Gone(long no) -> {
                customers.remove(no);
                openings.remove(no);
                looks.remove(no);
                holds.remove(no);
            }
            case BundleRow.HoldGone(long record, long customer) ->
                    holds.computeIfAbsent(customer, _ -> new TreeMap<>()).remove(record);
            case BundleRow.Counters counters ->
                    customers.computeIfAbsent(counters.customer(), _ -> new Customer(counters))
                                    .counters =
                            counters;
            case BundleRow.Keys(var one) -> known(one.customer()).wraps = Wraps.parse(one.wraps());
            case BundleRow.Customer(CustomerRow one) -> known(one.no()).remains = Optional.of(one);
            case BundleRow.CustomerRecord(RecordRow one) ->
                    known(Slots.customerOf(one.no())).records.add(one);
            case BundleRow.Opening(OpeningRow one) -> opening(one);
            case BundleRow.SuppressionGone(byte[] token) ->
                    suppressions.remove(ByteBuffer.wrap(token));
            case BundleRow.DocumentGone(DocumentKind kind, byte[] id) ->
                    documents.remove(id(kind, id));
            default -> common(row);
        }
    }

    private Customer known(long no) {
        Customer customer = customers.get(no);
        if (customer == null) {
            throw new BackupFault.Unfit("the mirror has a row of no customer");
        }
        return customer;
    }

    private void opening(OpeningRow row) {
        long no = Slots.customerOf(row.no());
        Customer customer = customers.get(no);
        if (customer != null && customer.remains.isPresent()) {
            customer.openings.add(row);
        } else {
            openings.computeIfAbsent(no, _ -> new ArrayList<>(1)).add(row);
        }
    }

    /// The rows of a base. Openings that stand behind a leaf belong to it; others to the customer
    /// before them.
    private final class Reading {
        private Optional<Customer> customer = Optional.empty();

        void take(BundleRow row) {
            switch (row) {
                case BundleRow.Counters counters -> {
                    customer = Optional.of(new Customer(counters));
                    customers.put(counters.customer(), customer.get());
                }
                case BundleRow.Keys(var one) -> current().wraps = Wraps.parse(one.wraps());
                case BundleRow.Customer(CustomerRow one) -> current().remains = Optional.of(one);
                case BundleRow.CustomerRecord(RecordRow one) -> current().records.add(one);
                case BundleRow.Leaf _ -> customer = Optional.empty();
                case BundleRow.Opening(OpeningRow one) -> opening(one);
                default -> common(row);
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

    public Manifest manifest() {
        return manifest;
    }

    public byte[] keyring() {
        return keyring;
    }

    public byte[] kek() {
        return kek;
    }

    /// But for how far customers' keys were rotated: what is restored may be of before that.
    public Collection<DocumentRow> documents() {
        return documents.values().stream()
                .filter(row -> row.kind() != DocumentKind.KEY_PROGRESS)
                .toList();
    }

    public Collection<SuppressionRow> suppressions() {
        return suppressions.values();
    }

    public Map<Long, Customer> customers() {
        return customers;
    }

    /// A customer's openings of the leaves in the bundle.
    public List<OpeningRow> openingsOf(long customer) {
        return openings.getOrDefault(customer, List.of());
    }

    /// Her legal holds, on those of her records that stand again.
    public List<RowChange> holdsOn(long customer, List<RowChange> restored) {
        Collection<HoldRow> known = holds.getOrDefault(customer, Map.of()).values();
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

    public List<DisclosedRow> looksOf(long customer) {
        return looks.getOrDefault(customer, List.of());
    }

    /// The ledger's name in an epoch.
    public String origin(int epoch) {
        byte[] id = ByteBuffer.allocate(4).putInt(epoch).array();
        return Optional.ofNullable(documents.get(id(DocumentKind.ORIGIN, id)))
                .map(row -> new String(row.body(), StandardCharsets.UTF_8))
                .orElseThrow(() -> new BackupFault.Unfit("the key bundle lacks the ledger's name"));
    }

    /// The newest published policy.
    public DocumentRow policy() {
        return documents.values().stream()
                .filter(row -> row.kind() == DocumentKind.POLICY)
                .reduce((_, later) -> later)
                .orElseThrow(() -> new BackupFault.Unfit("the key bundle has no policy"));
    }
}
