package custos.vault.rows;

import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.FieldPlain;
import custos.crypto.KeyPlace;
import custos.crypto.LedgerHalf;
import custos.crypto.RecordPlace;
import custos.crypto.SealedBody;
import custos.crypto.Wraps;
import custos.customer.FieldValue;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// One customer's rows as of one instant, and the keys that open them. Wiped on close. For one
/// thread.
///
/// Every record that is opened has its seal checked over all of its fields.
public final class CustomerFile implements AutoCloseable {
    private final VaultKeys keys;
    private final CustomerRow row;
    private final Wraps wraps;
    private final Map<Integer, RecordRow> fixed;
    private final Map<Long, DataKey> opened = new HashMap<>(8);
    private final Readings.Reading reading;

    private CustomerFile(
            VaultKeys keys,
            CustomerRow row,
            Wraps wraps,
            Map<Integer, RecordRow> fixed,
            Readings.Reading reading) {
        this.reading = reading;
        this.keys = keys;
        this.row = row;
        this.wraps = wraps;
        this.fixed = fixed;
    }

    /// Reads a customer with the records that everyone has; others are read when they are needed.
    public static Optional<CustomerFile> read(ReadSession read, VaultKeys keys, long no) {
        Readings.Reading reading = keys.readings().begin();
        Optional<CustomerFile> file = Optional.empty();
        try {
            file = read.customer(no).map(row -> read(read, keys, row, reading));
        } finally {
            if (file.isEmpty()) {
                reading.close();
            }
        }
        return file;
    }

    private static CustomerFile read(
            ReadSession read, VaultKeys keys, CustomerRow row, Readings.Reading reading) {
        long no = row.no();
        Wraps wraps = read.keys(no).map(Wraps::parse).orElse(Wraps.empty());
        List<RecordRow> records =
                read.recordsBetween(Slots.row(no, 1), Slots.row(no, Slots.FIRST_FREE));
        return of(keys, row, wraps, records, reading);
    }

    /// The file over rows that were read already.
    ///
    /// @param reading begun before the wraps were read, or within one that was; closed with the
    ///   file
    public static CustomerFile of(
            VaultKeys keys,
            CustomerRow row,
            Wraps wraps,
            Iterable<RecordRow> records,
            Readings.Reading reading) {
        var fixed = new HashMap<Integer, RecordRow>(8);
        for (RecordRow record : records) {
            int n = (int) (record.no() - Slots.firstRow(row.no()));
            if (n < Slots.FIRST_FREE) {
                fixed.put(n, record);
            }
        }
        return new CustomerFile(keys, row, wraps, fixed, reading);
    }

    public long no() {
        return row.no();
    }

    public CustomerRow row() {
        return row;
    }

    public Wraps wraps() {
        return wraps;
    }

    /// The version that the world sees: it rises when a field changes, and not when somebody looks.
    public long contentVersion() {
        return versionOf(Slots.CONTACT) + versionOf(Slots.PROFILE);
    }

    private long versionOf(int slot) {
        return fixed(slot).map(RecordRow::version).orElse(0L);
    }

    /// Hands a class's newest key over to the caller, who wipes it.
    public DataKey take(int classNo) {
        DataKey key =
                latest(classNo).orElseThrow(() -> new CryptoFault.Damaged("a customer's keys"));
        opened.values().remove(key);
        return key;
    }

    /// A record that everyone has at most one of.
    public Optional<RecordRow> fixed(int slot) {
        return Optional.ofNullable(fixed.get(slot));
    }

    /// Whether this customer was merged into another: then nobody is served by this file.
    public boolean isMerged() {
        return fixed(Slots.MERGED).filter(CustomerFile::marks).isPresent();
    }

    /// Whether a mark still marks: one that was taken off has no field.
    public static boolean marks(RecordRow mark) {
        return fieldsOf(mark).findAny().isPresent();
    }

    /// The newest key of a class; empty when the customer never had one or it was destroyed.
    public Optional<DataKey> latest(int classNo) {
        return wraps.latest(classNo).map(entry -> key(classNo, entry.generation()));
    }

    /// A key of a class and generation.
    ///
    /// @throws CryptoFault.Damaged when there is no such key
    public DataKey key(int classNo, int generation) {
        long place = (long) classNo << 32 | Integer.toUnsignedLong(generation);
        DataKey known = opened.get(place);
        if (known == null) {
            Wraps.Entry entry =
                    wraps.find(classNo, generation)
                            .orElseThrow(() -> new CryptoFault.Damaged("a customer's keys"));
            var at = new KeyPlace(keys.vault(), row.no(), classNo, generation);
            known = keys.keks().unwrap(entry.wrap(), at);
            opened.put(place, known);
        }
        return known;
    }

    /// Opens all fields of a record.
    public SortedMap<Integer, FieldValue> open(RecordRow record) {
        return open(record, _ -> true);
    }

    /// Opens the wanted fields of a record.
    public SortedMap<Integer, FieldValue> open(RecordRow record, IntPredicate wanted) {
        SealedBody body = SealedBody.parse(record.body());
        var values = new TreeMap<Integer, FieldValue>();
        sealing(record)
                .openBody(body, placeOf(record), wanted)
                .forEach((field, plain) -> values.put(field, Plain.value(plain)));
        return values;
    }

    /// The key that a record is sealed under.
    ///
    /// @throws CryptoFault.Damaged when there is no such key
    public DataKey sealing(RecordRow record) {
        return keyOf(record).orElseThrow(() -> new CryptoFault.Damaged("a customer's keys"));
    }

    /// Likewise, or empty. A body without fields names no generation: it is under the newest key
    /// for which its seal holds.
    public Optional<DataKey> keyOf(RecordRow record) {
        SealedBody body = SealedBody.parse(record.body());
        int classNo = record.classNo();
        if (body.generation().isPresent()) {
            int generation = body.generation().getAsInt();
            return wraps.find(classNo, generation).map(_ -> key(classNo, generation));
        }
        return wraps.entries().reversed().stream()
                .filter(entry -> entry.dataClass() == classNo)
                .map(entry -> key(classNo, entry.generation()))
                .filter(key -> holds(key, body, placeOf(record)))
                .findFirst()
                .or(() -> latest(classNo));
    }

    private static boolean holds(DataKey key, SealedBody body, RecordPlace at) {
        try {
            key.verify(body, at);
            return true;
        } catch (CryptoFault.Damaged other) {
            return false;
        }
    }

    /// A record sealed anew under another key of its class, and the same otherwise.
    public RecordRow resealed(RecordRow record, DataKey under) {
        SealedBody body = SealedBody.parse(record.body());
        RecordPlace place = placeOf(record);
        SealedBody moved =
                under.sealBody(place, body.schema(), sealing(record).openBody(body, place));
        return new RecordRow(
                record.no(),
                record.classNo(),
                record.kind(),
                record.version(),
                record.day(),
                moved.bytes());
    }

    /// A record's next version with other content, under the same key.
    public RecordRow rewritten(
            RecordRow record, int day, int schema, SortedMap<Integer, FieldValue> values) {
        var plain = new TreeMap<Integer, FieldPlain>();
        values.forEach((field, value) -> plain.put(field, Plain.of(value)));
        long version = record.version() + 1;
        var place = new RecordPlace(record.no(), record.kind(), Math.toIntExact(version), day);
        SealedBody body = sealing(record).sealBody(place, schema, plain);
        return new RecordRow(
                record.no(), record.classNo(), record.kind(), version, day, body.bytes());
    }

    /// The numbers of a record's fields, ascending; nothing is opened.
    public static IntStream fieldsOf(RecordRow record) {
        return SealedBody.parse(record.body()).fields();
    }

    /// The canonical JSON that one field of such a record holds, not read.
    ///
    /// @throws VaultFault.Damaged when the field holds something else
    public Optional<String> textOf(int slot, int field) {
        return fixed(slot)
                .flatMap(record ->
                        Optional.ofNullable(
                                sealing(record)
                                        .openBody(
                                                SealedBody.parse(record.body()),
                                                placeOf(record),
                                                number -> number == field)
                                        .get(field)))
                .map(CustomerFile::json);
    }

    private static String json(FieldPlain plain) {
        if (plain instanceof FieldPlain.Json(String text)) {
            return text;
        }
        throw new VaultFault.Damaged("a field that holds JSON holds something else");
    }

    /// Opens a record that everyone has at most one of; empty when this customer has none.
    public SortedMap<Integer, FieldValue> openFixed(int slot) {
        return fixed(slot).map(this::open).orElseGet(TreeMap::new);
    }

    /// Likewise no more than the wanted fields; whose record has none of them needs no key.
    public SortedMap<Integer, FieldValue> openFixed(int slot, IntPredicate wanted) {
        return fixed(slot)
                .filter(record -> fieldsOf(record).anyMatch(wanted))
                .map(record -> open(record, wanted))
                .orElseGet(TreeMap::new);
    }

    /// Opens what a leaf commits to of this customer.
    public LedgerHalf openOpening(int evidenceClass, long no, byte[] ct) {
        return key(evidenceClass, DataKey.generationOfOpening(ct)).openOpening(no, ct);
    }

    public static RecordPlace placeOf(RecordRow record) {
        return new RecordPlace(
                record.no(), record.kind(), Math.toIntExact(record.version()), record.day());
    }

    @Override
    public void close() {
        opened.values().forEach(DataKey::close);
        opened.clear();
        reading.close();
    }
}
