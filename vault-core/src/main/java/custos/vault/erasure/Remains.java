package custos.vault.erasure;

import custos.crypto.BlindIndex;
import custos.crypto.DataKey;
import custos.crypto.FieldPlain;
import custos.crypto.Head;
import custos.crypto.LedgerHalf;
import custos.crypto.RecordPlace;
import custos.crypto.SealedBody;
import custos.crypto.Shreddings;
import custos.crypto.Wraps;
import custos.customer.FieldValue;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.AfterErasure;
import custos.policy.ClassId;
import custos.policy.DataClass;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.CustomerRow;
import custos.store.HoldRow;
import custos.store.OpeningRow;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.ShreddedRow;
import custos.vault.core.ConsentWords;
import custos.vault.core.Core;
import custos.vault.requests.MinimalFile;
import custos.vault.requests.RequestRegister;
import custos.vault.requests.RequestTerms;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Plain;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What remains of a customer who is being erased: the classes that a law keeps, the minimal copies
/// made for it, the records that legal holds are on, and the notes that the rest was destroyed. For
/// one use.
public final class Remains {
    private static final FieldId FULL_NAME = new FieldId("full_name");
    private static final FieldId COMPANY = new FieldId("company");
    private static final FieldId ADDRESS = new FieldId("address");
    static final String ERASURE_REQUEST = "erasure-request";

    private final VaultKeys keys;
    private final Policy policy;
    private final Core.Changing changing;
    private final CustomerFile file;
    private final String reason;
    private final int today;
    private final Map<Long, HoldRow> holds;
    private final List<RowChange> kept = new ArrayList<>();
    private final List<Head.Row> head = new ArrayList<>();
    private final List<Erasure.Held> held = new ArrayList<>();
    private final List<ClassId> destroyed = new ArrayList<>();
    private final List<Internal.Erased> erased = new ArrayList<>();
    private final List<RowChange> shredded = new ArrayList<>();
    private final Map<Integer, DataKey> fresh = new TreeMap<>();
    private Optional<RecordRow> asked = Optional.empty();
    private Wraps wraps;
    private int nextRecord;
    private int resealed;

    public Remains(VaultKeys keys, Policy policy, Core.Changing changing, String reason) {
        this.keys = keys;
        this.policy = policy;
        this.changing = changing;
        this.file = changing.file();
        this.reason = reason;
        this.today = Core.day(changing.now());
        this.holds =
                changing.read().holds(file.no()).stream()
                        .collect(Collectors.toMap(HoldRow::record, row -> row));
        this.wraps = file.wraps();
        this.nextRecord = file.row().nextRecord();
    }

    /// Makes the minimal copies, then destroys every class that nothing keeps.
    void keepWhatTheLawSays() {
        Wraps before = wraps;
        copyForTax();
        if (reason.equals(ERASURE_REQUEST)) {
            recordRequest();
        }
        destroyClasses(before);
    }

    private void destroyClasses(Wraps before) {
        for (DataClass dataClass : policy.classes()) {
            switch (dataClass.atErasure()) {
                case SHRED -> shred(dataClass, before);
                case KEEP -> keep(dataClass);
                case EVIDENCE -> evidence(dataClass, before);
            }
        }
    }

    /// Likewise, without the copies: the customer in whom this one goes on has what they are of.
    public void keepWhatIsNoCopy() {
        destroyClasses(wraps);
    }

    /// Destroys a class but for what legal holds are on: that is sealed anew under a key of its
    /// own.
    private void shred(DataClass dataClass, Wraps before) {
        destroy(dataClass, before);
        List<RecordRow> staying =
                rowsOf(dataClass).stream().filter(row -> holds.containsKey(row.no())).toList();
        if (staying.isEmpty()) {
            return;
        }
        int generation = before.latest(dataClass.number()).orElseThrow().generation() + 1;
        try (DataKey key = keys.newKey(file.no(), dataClass.number(), generation)) {
            wraps = wraps.with(dataClass.number(), generation, keys.keks().wrap(key));
            staying.forEach(row -> keepRow(file.resealed(row, key)));
        }
        destroyed.remove(dataClass.id());
        nameHolds(dataClass, staying);
    }

    /// Names the holds on some records of a class, each ground once with its latest day.
    private void nameHolds(DataClass dataClass, List<RecordRow> rows) {
        var until = new TreeMap<String, LocalDate>();
        for (RecordRow row : rows) {
            HoldRow hold = holds.get(row.no());
            if (hold != null) {
                kept.add(new RowChange.PutHold(hold));
                HoldTerms terms = HoldTerms.open(keys.rows(), hold);
                until.merge(
                        terms.ground(),
                        terms.until(),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        until.forEach((ground, day) ->
                held.add(new Erasure.Held(dataClass.id(), Subject.Held.byHold(ground), day)));
    }

    private List<RecordRow> rowsOf(DataClass dataClass) {
        return changing
                .read()
                .recordsBetween(Slots.firstRow(file.no()), Slots.endRow(file.no()))
                .stream()
                .filter(row -> row.classNo() == dataClass.number())
                .toList();
    }

    private void destroy(DataClass dataClass, Wraps before) {
        boolean contact = dataClass.id().equals(Kinds.of(policy, Kinds.CONTACT).dataClass());
        if (before.latest(dataClass.number()).isEmpty() && !contact) {
            return;
        }
        int upto = before.latest(dataClass.number()).map(Wraps.Entry::generation).orElse(1);
        wraps = wraps.without(dataClass.number());
        destroyed.add(dataClass.id());
        note(dataClass, upto);
    }

    private void note(DataClass dataClass, int upto) {
        erased.add(new Internal.Erased.ClassOf(file.no(), dataClass.number(), upto));
        byte[] mac =
                keys.shreddings()
                        .mac(new Shreddings.Note(file.no(), dataClass.number(), upto, today));
        shredded.add(
                new RowChange.PutShredded(
                        new ShreddedRow(file.no(), dataClass.number(), upto, today, mac)));
    }

    /// Records of a kept class stay as they are, under their own key.
    private void keep(DataClass dataClass) {
        List<RecordRow> rows = rowsOf(dataClass);
        rows.forEach(row -> keepRow(asked.filter(one -> one.no() == row.no()).orElse(row)));
        if (wraps.latest(dataClass.number()).isPresent()) {
            LocalDate until = LocalDate.ofEpochDay(today).plus(dataClass.retention().longest());
            held.add(
                    new Erasure.Held(
                            dataClass.id(), dataClass.retention().ground().orElse(""), until));
        }
        nameHolds(dataClass, rows);
    }

    private void keepRow(RecordRow row) {
        kept.add(new RowChange.InsertRecord(row));
        head.add(
                new Head.Row(
                        row.no(),
                        Math.toIntExact(row.version()),
                        SealedBody.parse(row.body()).seal()));
    }

    /// Tax law wants the document, not the customer's history: name, address and amount of each
    /// purchase that is still within the period.
    private void copyForTax() {
        RecordKind kind = Kinds.of(policy, Kinds.TAX_COPY);
        DataClass tax = policy.dataClass(kind.dataClass()).orElseThrow();
        int purchase = Kinds.of(policy, Kinds.PURCHASE).number();
        LocalDate oldest = LocalDate.ofEpochDay(today).minus(tax.retention().longest());
        SortedMap<Integer, FieldValue> contact = file.openFixed(Slots.CONTACT);
        for (RecordRow row :
                changing.read()
                        .recordsOfKind(
                                purchase, Slots.firstRow(file.no()), Slots.endRow(file.no()))) {
            if (LocalDate.ofEpochDay(row.day()).isAfter(oldest)) {
                add(kind, tax, row.day(), taxValues(contact, file.open(row)));
            }
        }
    }

    private SortedMap<Integer, FieldValue> taxValues(
            SortedMap<Integer, FieldValue> contact, SortedMap<Integer, FieldValue> purchase) {
        var values = new TreeMap<Integer, FieldValue>();
        copy(
                contact,
                contact.containsKey(number(FULL_NAME)) ? FULL_NAME : COMPANY,
                values,
                "tax_name");
        copy(contact, ADDRESS, values, "tax_address");
        Map.of(
                        "order_number", "tax_document",
                        "bought_on", "tax_issued_on",
                        "total", "tax_total",
                        "currency", "tax_currency")
                .forEach((from, to) -> copy(purchase, new FieldId(from), values, to));
        return values;
    }

    private void copy(
            SortedMap<Integer, FieldValue> from,
            FieldId field,
            SortedMap<Integer, FieldValue> to,
            String name) {
        FieldValue value = from.get(number(field));
        if (value != null) {
            to.put(number(new FieldId(name)), value);
        }
    }

    private int number(FieldId field) {
        return policy.field(field)
                .orElseThrow(() -> new IllegalStateException("the policy lacks " + field.value()))
                .number();
    }

    /// The minimal file of the request itself: which right, when, decided how. One that she filed
    /// before is decided by this; otherwise it is filed and decided on the day that it is where her
    /// law is in force.
    private void recordRequest() {
        MinimalFile form = MinimalFile.of(policy);
        LocalDate day =
                new RequestTerms(policy)
                        .of(file.openFixed(Slots.CONTACT))
                        .map(term -> term.day(changing.now()))
                        .orElseGet(() -> LocalDate.ofEpochDay(today));
        asked = new ErasureRequest(policy, form, changing).granted(day);
        long request;
        if (asked.isPresent()) {
            request = asked.get().no();
        } else {
            DataClass requests = policy.dataClass(form.kind().dataClass()).orElseThrow();
            request = add(form.kind(), requests, today, form.erased(day));
        }
        kept.add(RequestRegister.put(keys, new RequestRegister.Entry(request, day, true)));
    }

    private long add(
            RecordKind kind, DataClass dataClass, int day, SortedMap<Integer, FieldValue> values) {
        long number = Slots.row(file.no(), nextRecord++);
        var plain = new TreeMap<Integer, FieldPlain>();
        values.forEach((field, value) -> plain.put(field, Plain.of(value)));
        DataKey key = key(dataClass.number());
        SealedBody body =
                key.sealBody(
                        new RecordPlace(number, kind.number(), 1, day), policy.version(), plain);
        keepRow(new RecordRow(number, dataClass.number(), kind.number(), 1, day, body.bytes()));
        return number;
    }

    private DataKey key(int classNo) {
        Optional<DataKey> known = file.latest(classNo);
        return known.isPresent() ? known.get() : fresh.computeIfAbsent(classNo, this::newKey);
    }

    private DataKey newKey(int classNo) {
        DataKey key = keys.newKey(file.no(), classNo, 1);
        wraps = wraps.with(classNo, 1, keys.keks().wrap(key));
        return key;
    }

    /// Destroys the proof of her consents, or seals it anew under a key of its own to keep it.
    private void evidence(DataClass dataClass, Wraps before) {
        destroy(dataClass, before);
        long from = Slots.firstRow(file.no());
        int openings = changing.read().openingsBetween(from, Slots.endRow(file.no())).size();
        if (policy.afterErasure() instanceof AfterErasure.Keep(var period, String ground)) {
            int generation =
                    before.latest(dataClass.number()).map(Wraps.Entry::generation).orElse(0) + 1;
            try (DataKey key = keys.newKey(file.no(), dataClass.number(), generation)) {
                wraps = wraps.with(dataClass.number(), generation, keys.keks().wrap(key));
                resealConsents(dataClass, key);
            }
            destroyed.remove(dataClass.id());
            held.add(
                    new Erasure.Held(
                            dataClass.id(), ground, LocalDate.ofEpochDay(today).plus(period)));
        }
        erased.add(new Internal.Erased.OpeningsOf(file.no(), openings - resealed));
    }

    private void resealConsents(DataClass evidence, DataKey key) {
        for (OpeningRow row :
                changing.read()
                        .openingsBetween(Slots.firstRow(file.no()), Slots.endRow(file.no()))) {
            LedgerHalf half = file.openOpening(evidence.number(), row.no(), row.ct());
            OpenedLeaf opened = OpenedLeaf.of(changing.read(), keys, row.no(), half);
            boolean consent =
                    opened.subject().parts().stream()
                            .map(part -> opened.leaf().acts().get(part.act()).type())
                            .anyMatch(ConsentWords.ACTS::contains);
            if (consent) {
                resealed++;
                kept.add(
                        new RowChange.InsertOpeningOf(
                                row.no(), opened.idx(), key.sealOpening(row.no(), half)));
            }
        }
    }

    public void also(RowChange row) {
        shredded.add(row);
    }

    /// All rows of the erasure: everything goes, then what remains comes back.
    List<RowChange> rows(RowChange internal) {
        var rows = new ArrayList<RowChange>();
        rows.add(new RowChange.DeleteCustomer(file.no(), file.row().version()));
        if (!wraps.isEmpty()) {
            rows.add(new RowChange.InsertCustomer(customerRow()));
            rows.add(new RowChange.PutKeys(file.no(), wraps.bytes()));
            rows.addAll(kept);
        }
        rows.addAll(shredded);
        rows.add(internal);
        wipe();
        return rows;
    }

    /// Wipes the keys made here.
    void wipe() {
        fresh.values().forEach(DataKey::close);
    }

    private CustomerRow customerRow() {
        CustomerRow before = file.row();
        var after =
                new Head(
                        file.no(),
                        Math.toIntExact(before.version() + 1),
                        before.nextOpening() - 1,
                        head.size());
        return new CustomerRow(
                before.no(),
                before.version() + 1,
                before.activeDay(),
                nextRecord,
                before.nextOpening(),
                keys.heads().seal(after, head),
                BlindIndex.pack(List.of()));
    }

    List<ClassId> destroyed() {
        return List.copyOf(destroyed);
    }

    List<Erasure.Held> held() {
        return List.copyOf(held);
    }

    List<Internal.Erased> erased() {
        return List.copyOf(erased);
    }
}
