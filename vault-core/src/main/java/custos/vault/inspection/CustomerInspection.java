package custos.vault.inspection;

import custos.consent.ConsentBook;
import custos.crypto.BlindIndex;
import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.Head;
import custos.crypto.IndexToken;
import custos.crypto.SealedBody;
import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.CustomerRow;
import custos.store.RecordRow;
import custos.vault.consents.Profile;
import custos.vault.core.Addresses;
import custos.vault.core.LedgerPlace;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.CustomerRows;
import custos.vault.rows.Kinds;
import custos.vault.rows.Plain;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.VaultKeys;
import custos.vault.writer.Batches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Opens everything of one customer and holds it against its seals, head, counters and tokens. For
/// one thread and one use.
final class CustomerInspection {
    private final VaultKeys keys;
    private final Editions editions;
    private final Batches batches;
    private final CustomerRows rows;
    private final CustomerVerdict verdict;
    private final String customer;
    private final List<Head.Row> headRows = new ArrayList<>();
    private final Map<Long, RecordRow> records = new HashMap<>();
    private final Map<Integer, SortedMap<Integer, FieldValue>> fixed = new HashMap<>();
    private Optional<Policy> contactPolicy = Optional.empty();

    private CustomerInspection(
            VaultKeys keys, Editions editions, Batches batches, CustomerRows rows) {
        this.keys = keys;
        this.editions = editions;
        this.batches = batches;
        this.rows = rows;
        this.verdict = CustomerVerdict.of(rows);
        this.customer = "customer " + rows.no();
    }

    static CustomerVerdict check(
            VaultKeys keys, Editions editions, Batches batches, CustomerRows rows) {
        var inspection = new CustomerInspection(keys, editions, batches, rows);
        inspection.check();
        return inspection.verdict;
    }

    private void check() {
        if (rows.row().isEmpty()) {
            orphans();
            return;
        }
        CustomerRow row = rows.row().get();
        try (OpenedKeys opened = OpenedKeys.of(keys, rows, verdict.findings())) {
            if (!opened.anyLive()) {
                verdict.found(
                        rows.isErased() ? FindingCode.CUSTOMER_ERASED : FindingCode.KEYS_MISSING,
                        customer);
            }
            rows.records().forEach(record -> record(record, opened));
            head(row);
            counters(row);
            tokens(row);
            var openings = new OpeningInspection(editions, batches, rows, verdict);
            List<OpeningInspection.Past> history = openings.check(opened);
            rollback(history);
            new HoldInspection(keys, rows, verdict).check(history, editions.evidenceClass());
            if (!rows.isErased()) {
                consents(history);
            }
        }
    }

    private void orphans() {
        if (rows.wraps().isPresent()) {
            verdict.found(FindingCode.KEYS_ORPHAN, customer);
        }
        rows.records().forEach(row -> verdict.found(FindingCode.RECORD_ORPHAN, place(row)));
        rows.holds()
                .forEach(row ->
                        verdict.found(
                                FindingCode.HOLD_ORPHAN,
                                customer + ", record " + Slots.within(row.record())));
        rows.openings()
                .forEach(row ->
                        verdict.found(
                                FindingCode.OPENING_ORPHAN,
                                customer + ", opening " + Slots.within(row.no())));
        rows.disclosed()
                .forEach(row ->
                        verdict.found(
                                FindingCode.DISCLOSED_ORPHAN,
                                customer + ", look in " + LedgerPlace.leaf(row.idx())));
        Set<Long> openings = new HashSet<>();
        rows.openings().forEach(row -> openings.add(row.no()));
        rows.owners().stream()
                .filter(row -> !openings.contains(row.opening()))
                .forEach(row ->
                        verdict.found(
                                FindingCode.OWNER_ORPHAN,
                                customer + ", opening " + Slots.within(row.opening())));
    }

    private String place(RecordRow row) {
        return customer + ", record " + Slots.within(row.no());
    }

    private void record(RecordRow row, OpenedKeys opened) {
        records.put(row.no(), row);
        SealedBody body;
        try {
            body = SealedBody.parse(row.body());
            headRows.add(new Head.Row(row.no(), Math.toIntExact(row.version()), body.seal()));
        } catch (CryptoFault | IllegalArgumentException | ArithmeticException e) {
            verdict.found(FindingCode.RECORD_MALFORMED, place(row));
            return;
        }
        Optional<Policy> policy = editions.of(body.schema());
        if (!policy.map(edition -> declares(edition, row, body)).orElse(false)) {
            verdict.found(FindingCode.RECORD_KIND, place(row));
        }
        tombstones(row, body);
        key(row, body, opened).ifPresent(key -> open(row, body, key, policy));
    }

    private static boolean declares(Policy policy, RecordRow row, SealedBody body) {
        Optional<RecordKind> kind = policy.kind(row.kind());
        return kind.isPresent()
                && Kinds.classNo(policy, kind.get()) == row.classNo()
                && body.fields().allMatch(field -> policy.field(field).isPresent());
    }

    private void tombstones(RecordRow row, SealedBody body) {
        boolean deleted =
                rows.tombstones().stream()
                        .filter(stone ->
                                stone.record() == row.no() && row.version() <= stone.uptoVersion())
                        .anyMatch(stone ->
                                stone.field() == 0
                                        || body.fields().anyMatch(n -> n == stone.field()));
        if (deleted) {
            verdict.found(FindingCode.RECORD_DELETED, place(row));
        }
    }

    private Optional<DataKey> key(RecordRow row, SealedBody body, OpenedKeys opened) {
        int generation;
        try {
            if (body.generation().isEmpty()) {
                Optional<DataKey> sealing = opened.sealing(row, body);
                if (sealing.isEmpty() && !opened.reported(row.classNo(), 1)) {
                    verdict.found(FindingCode.RECORD_KEY, place(row));
                }
                return sealing;
            }
            generation = body.generation().getAsInt();
        } catch (CryptoFault e) {
            verdict.found(FindingCode.RECORD_MALFORMED, place(row));
            return Optional.empty();
        }
        if (opened.isShredded(row.classNo(), generation)) {
            verdict.found(FindingCode.RECORD_SHREDDED, place(row));
            return Optional.empty();
        }
        Optional<DataKey> key = opened.find(row.classNo(), generation);
        if (key.isEmpty() && !opened.reported(row.classNo(), generation)) {
            verdict.found(FindingCode.RECORD_KEY, place(row));
        }
        return key;
    }

    private void open(RecordRow row, SealedBody body, DataKey key, Optional<Policy> policy) {
        try {
            var at = CustomerFile.placeOf(row);
            try {
                var values = new TreeMap<Integer, FieldValue>();
                key.openBody(body, at)
                        .forEach((field, plain) -> values.put(field, Plain.value(plain)));
                keep(row, values, policy);
            } catch (CryptoFault | IllegalArgumentException e) {
                key.verify(body, at);
                verdict.found(FindingCode.RECORD_FIELD, place(row));
            }
        } catch (CryptoFault | IllegalArgumentException | ArithmeticException e) {
            verdict.found(FindingCode.RECORD_SEAL, place(row));
        }
    }

    private void keep(
            RecordRow row, SortedMap<Integer, FieldValue> values, Optional<Policy> policy) {
        int slot = Slots.within(row.no());
        if (slot < Slots.FIRST_FREE) {
            fixed.put(slot, values);
        }
        if (slot == Slots.CONTACT) {
            contactPolicy = policy;
        }
    }

    private void head(CustomerRow row) {
        try {
            Head head = CustomerDraft.headOf(row, rows.records().size());
            keys.heads().verify(row.head(), head, headRows);
        } catch (CryptoFault | IllegalArgumentException | ArithmeticException e) {
            verdict.found(FindingCode.CUSTOMER_HEAD, customer);
        }
    }

    private void counters(CustomerRow row) {
        boolean records =
                rows.records().stream()
                        .map(RecordRow::no)
                        .map(Slots::within)
                        .allMatch(n -> n > 0 && (n < Slots.FIRST_FREE || n < row.nextRecord()));
        boolean openings =
                rows.openings().stream()
                        .map(opening -> Slots.within(opening.no()))
                        .allMatch(n -> n > 0 && n < row.nextOpening());
        if (!records || !openings || row.nextRecord() < Slots.FIRST_FREE || row.version() < 1) {
            verdict.found(FindingCode.CUSTOMER_COUNTER, customer);
        }
    }

    /// Every indexed value has a token, and nothing else has one.
    private void tokens(CustomerRow row) {
        boolean unread =
                rows.records().stream().anyMatch(r -> Slots.within(r.no()) == Slots.CONTACT)
                        && !fixed.containsKey(Slots.CONTACT);
        if (unread || (fixed.containsKey(Slots.CONTACT) && contactPolicy.isEmpty())) {
            // Without the contact record nobody can tell; that was reported already.
            return;
        }
        try {
            var stored = new HashSet<>(BlindIndex.unpack(row.tokens()));
            var explained = new HashSet<IndexToken>();
            boolean complete = true;
            for (List<IndexToken> versions : expected()) {
                complete &= versions.stream().anyMatch(stored::contains);
                explained.addAll(versions);
            }
            if (!complete || !explained.containsAll(stored)) {
                verdict.found(FindingCode.CUSTOMER_TOKENS, customer);
            }
        } catch (CryptoFault | IllegalArgumentException e) {
            verdict.found(FindingCode.CUSTOMER_TOKENS, customer);
        }
    }

    /// For each indexed value its tokens under every secret at hand, of which one must stand.
    private List<List<IndexToken>> expected() {
        var expected = new ArrayList<List<IndexToken>>();
        if (rows.isErased() || isMerged()) {
            // What a legal hold keeps of her contact details is not to be found by them, and who
            // was merged into another is found as that one.
            return expected;
        }
        SortedMap<Integer, FieldValue> contact = fixed.getOrDefault(Slots.CONTACT, new TreeMap<>());
        contact.forEach((number, value) ->
                contactPolicy
                        .flatMap(policy -> policy.field(number))
                        .filter(Field::indexed)
                        .flatMap(field -> Addresses.indexForm(field, value))
                        .ifPresent(form ->
                                expected.add(
                                        keys.index()
                                                .tokens(
                                                        number,
                                                        form.normaliser().number(),
                                                        form.value()))));
        return expected;
    }

    private boolean isMerged() {
        return Optional.ofNullable(records.get(Slots.row(rows.no(), Slots.MERGED)))
                .filter(CustomerFile::marks)
                .isPresent();
    }

    /// An opening that tells of a later version than the one that stands shows a roll-back, also
    /// when row, head and records were all put back together.
    private void rollback(List<OpeningInspection.Past> history) {
        if (rows.isErased()) {
            return;
        }
        long content = version(Slots.CONTACT) + version(Slots.PROFILE);
        for (OpeningInspection.Past past : history) {
            long told = past.part().version().orElse(0);
            long stands =
                    past.part().record().isPresent()
                            ? Optional.ofNullable(records.get(past.part().record().getAsLong()))
                                    .map(RecordRow::version)
                                    .orElse(told)
                            : content;
            if (told > stands) {
                verdict.found(FindingCode.CUSTOMER_ROLLED_BACK, customer);
                return;
            }
        }
    }

    private long version(int slot) {
        return Optional.ofNullable(records.get(Slots.row(rows.no(), slot)))
                .map(RecordRow::version)
                .orElse(0L);
    }

    private void consents(List<OpeningInspection.Past> history) {
        boolean unread =
                records.containsKey(Slots.row(rows.no(), Slots.CONSENTS))
                        && !fixed.containsKey(Slots.CONSENTS);
        if (unread) {
            return;
        }
        Policy policy = editions.current();
        ConsentBook book;
        try {
            book = Profile.book(fixed.getOrDefault(Slots.CONSENTS, new TreeMap<>()), policy);
        } catch (VaultFault.Damaged | IllegalArgumentException e) {
            verdict.found(FindingCode.CONSENT_BOOK, customer);
            return;
        }
        var fold = new ConsentFold(policy);
        history.forEach(fold::take);
        for (String wrong : fold.differences(book)) {
            verdict.found(FindingCode.CONSENT_STATE, customer + ", " + wrong);
        }
        fold.refusals(keys.suppressions(), customer, verdict);
    }
}
