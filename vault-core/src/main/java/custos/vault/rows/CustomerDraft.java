package custos.vault.rows;

import custos.crypto.BlindIndex;
import custos.crypto.DataKey;
import custos.crypto.Head;
import custos.crypto.IndexToken;
import custos.crypto.LedgerHalf;
import custos.crypto.RecordPlace;
import custos.crypto.SealedBody;
import custos.crypto.Wraps;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Subject;
import custos.store.CustomerRow;
import custos.store.RecordRow;
import custos.store.RowChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A change of one customer while it is being prepared: what is put here is encrypted at once, and
/// [#finish] gives the write that makes it true. For one thread and one use.
public final class CustomerDraft implements AutoCloseable {
    /// How many record numbers of each customer a restore skips when writes may be lost: they may
    /// have been given out.
    public static final int SPARE_RECORDS = 32_768;

    private final VaultKeys keys;
    private final Schema schema;
    private final long no;
    private final Optional<CustomerFile> file;
    private final int countBefore;
    private final Map<Integer, DataKey> fresh = new HashMap<>(8);
    private final List<RowChange> rows = new ArrayList<>();
    private final List<Head.Row> gone = new ArrayList<>();
    private final List<Head.Row> come = new ArrayList<>();
    private int nextRecord;
    private int nextOpening;
    private int activeDay;
    private byte[] tokens;

    /// What the policy in force says of a record's outside.
    ///
    /// @param version the policy's version, which each field is bound to
    /// @param evidenceClass the class whose key seals openings
    public record Schema(int version, int evidenceClass) {}

    private CustomerDraft(
            VaultKeys keys, Schema schema, long no, Optional<CustomerFile> file, int countBefore) {
        this.keys = keys;
        this.schema = schema;
        this.no = no;
        this.file = file;
        this.countBefore = countBefore;
        this.nextRecord = file.map(known -> known.row().nextRecord()).orElse(Slots.FIRST_FREE);
        this.nextOpening = file.map(known -> known.row().nextOpening()).orElse(1);
        this.activeDay = file.map(known -> known.row().activeDay()).orElse(0);
        this.tokens = file.map(known -> known.row().tokens()).orElse(BlindIndex.pack(List.of()));
    }

    /// A customer that is new.
    public static CustomerDraft register(VaultKeys keys, Schema schema, long no) {
        return new CustomerDraft(keys, schema, no, Optional.empty(), 0);
    }

    /// A change of a customer as it was read.
    ///
    /// @param count how many records it has
    public static CustomerDraft change(
            VaultKeys keys, Schema schema, CustomerFile file, int count) {
        return new CustomerDraft(keys, schema, file.no(), Optional.of(file), count);
    }

    public long no() {
        return no;
    }

    /// The version that the customer has once this landed.
    long version() {
        return file.map(known -> known.row().version()).orElse(0L) + 1;
    }

    /// The version that the world sees once this landed.
    public long contentVersion() {
        long before = file.map(CustomerFile::contentVersion).orElse(0L);
        return before
                + rows.stream()
                        .filter(row ->
                                switch (row) {
                                    case RowChange.InsertRecord(RecordRow record) ->
                                            isContent(record);
                                    case RowChange.UpdateRecord(RecordRow record, _) ->
                                            isContent(record);
                                    default -> false;
                                })
                        .count();
    }

    private boolean isContent(RecordRow record) {
        long n = record.no() - Slots.firstRow(no);
        return n == Slots.CONTACT || n == Slots.PROFILE;
    }

    /// The key that new content of a class is sealed under; made when the class has none.
    public DataKey key(int classNo) {
        if (file.isPresent()) {
            Optional<DataKey> known = file.get().latest(classNo);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return fresh.computeIfAbsent(classNo, _ -> keys.newKey(no, classNo, 1));
    }

    /// Puts a record that everyone has at most one of, in place of the one before.
    ///
    /// @return the record's new version
    public long put(
            int slot, int classNo, int kind, int day, SortedMap<Integer, FieldValue> values) {
        Optional<RecordRow> before = file.flatMap(known -> known.fixed(slot));
        return before.isPresent()
                ? replace(before.get(), day, values)
                : insert(Slots.row(no, slot), classNo, kind, day, values);
    }

    /// Adds a record of which a customer may have many.
    ///
    /// @return the record's number
    public long add(int classNo, int kind, int day, SortedMap<Integer, FieldValue> values) {
        long number = Slots.row(no, nextRecord++);
        insert(number, classNo, kind, day, values);
        return number;
    }

    /// Adds a copy of another customer's record, under the schema that it was written by.
    ///
    /// @return the copy's number
    public long copy(RecordRow record, SortedMap<Integer, FieldValue> values) {
        long number = Slots.row(no, nextRecord++);
        int written = SealedBody.parse(record.body()).schema();
        var place = new RecordPlace(number, record.kind(), 1, record.day());
        rows.add(new RowChange.InsertRecord(seal(place, record.classNo(), written, values)));
        return number;
    }

    /// Replaces a record's content.
    ///
    /// @return the record's new version
    public long replace(RecordRow before, int day, SortedMap<Integer, FieldValue> values) {
        long version = before.version() + 1;
        SealedBody old = SealedBody.parse(before.body());
        gone.add(headRow(before.no(), before.version(), old.seal()));
        RecordRow after = seal(before.no(), before.classNo(), before.kind(), version, day, values);
        rows.add(new RowChange.UpdateRecord(after, before.version()));
        return version;
    }

    /// Deletes a record.
    public void delete(RecordRow before) {
        SealedBody old = SealedBody.parse(before.body());
        gone.add(headRow(before.no(), before.version(), old.seal()));
        rows.add(new RowChange.DeleteRecord(before.no()));
    }

    private long insert(
            long number, int classNo, int kind, int day, SortedMap<Integer, FieldValue> values) {
        rows.add(new RowChange.InsertRecord(seal(number, classNo, kind, 1, day, values)));
        return 1;
    }

    private RecordRow seal(
            long number,
            int classNo,
            int kind,
            long version,
            int day,
            SortedMap<Integer, FieldValue> values) {
        var place = new RecordPlace(number, kind, Math.toIntExact(version), day);
        return seal(place, classNo, schema.version(), values);
    }

    private RecordRow seal(
            RecordPlace place, int classNo, int written, SortedMap<Integer, FieldValue> values) {
        var plain = new TreeMap<Integer, custos.crypto.FieldPlain>();
        values.forEach((field, value) -> plain.put(field, Plain.of(value)));
        SealedBody body = key(classNo).sealBody(place, written, plain);
        come.add(headRow(place.record(), place.version(), body.seal()));
        return new RecordRow(
                place.record(), classNo, place.kind(), place.version(), place.day(), body.bytes());
    }

    private static Head.Row headRow(long number, long version, byte[] seal) {
        return new Head.Row(number, Math.toIntExact(version), seal);
    }

    public void tokens(Collection<IndexToken> found) {
        tokens = BlindIndex.pack(found);
    }

    /// The tokens that the customer carries once this landed.
    public List<IndexToken> carried() {
        return BlindIndex.unpack(tokens);
    }

    public void activeOn(int day) {
        activeDay = Math.max(activeDay, day);
    }

    /// A row beside the customer's own, such as a suppression.
    public void also(RowChange change) {
        rows.add(change);
    }

    /// The write of this change alone: one leaf, one opening.
    public Write finish(List<Act> acts, List<Subject.Part> parts, Internal internal, Instant now) {
        byte[] subject = new Subject(no, parts, now, Optional.empty()).encode();
        byte[] k1 = keys.random32();
        byte[] c1 = Commitment.ofSubject(k1, subject);
        Events.Half half = Events.internal(keys, internal, c1);
        List<RowChange> all = new ArrayList<>(rowsWith(k1, half.digest(), subject));
        all.add(half.row());
        return new Write(acts, Commitment.of(c1, half.digest()), all);
    }

    /// The rows of this change with its opening, for a write that holds more than this customer.
    List<RowChange> rowsWith(byte[] k1, byte[] c2, byte[] subject) {
        long opening = Slots.row(no, nextOpening++);
        byte[] ct =
                key(schema.evidenceClass()).sealOpening(opening, new LedgerHalf(k1, c2, subject));
        var all = new ArrayList<RowChange>(rows.size() + 3);
        all.add(customerRow());
        if (file.isEmpty() || !fresh.isEmpty()) {
            all.add(new RowChange.PutKeys(no, wraps().bytes()));
        }
        all.addAll(rows);
        all.add(new RowChange.InsertOpening(opening, ct));
        return all;
    }

    /// All keys, the new ones wrapped only now: a draft may lie for a while.
    private Wraps wraps() {
        Wraps wraps = file.map(CustomerFile::wraps).orElse(Wraps.empty());
        for (var key : fresh.entrySet()) {
            wraps = wraps.with(key.getKey(), 1, keys.keks().wrap(key.getValue()));
        }
        return wraps;
    }

    private RowChange customerRow() {
        var after =
                new Head(
                        no,
                        Math.toIntExact(version()),
                        nextOpening - 1,
                        countBefore - gone.size() + come.size());
        byte[] head =
                file.isPresent()
                        ? keys.heads()
                                .amend(
                                        file.get().row().head(),
                                        headOf(file.get().row(), countBefore),
                                        after,
                                        gone,
                                        come)
                        : keys.heads().seal(after, come);
        var row = new CustomerRow(no, version(), activeDay, nextRecord, nextOpening, head, tokens);
        return file.isPresent()
                ? new RowChange.UpdateCustomer(row, file.get().row().version())
                : new RowChange.InsertCustomer(row);
    }

    /// What a customer's head covers.
    public static Head headOf(CustomerRow row, int count) {
        return new Head(row.no(), Math.toIntExact(row.version()), row.nextOpening() - 1, count);
    }

    /// Wipes the keys made here; those of the file are the file's.
    @Override
    public void close() {
        fresh.values().forEach(DataKey::close);
    }
}
