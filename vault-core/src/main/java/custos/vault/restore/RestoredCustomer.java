package custos.vault.restore;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.crypto.BlindIndex;
import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.Head;
import custos.crypto.RecordPlace;
import custos.crypto.SealedBody;
import custos.crypto.Suppressions;
import custos.crypto.Wraps;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.policy.Channel;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.OpeningRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.ShreddedRow;
import custos.store.SuppressionRow;
import custos.store.TombstoneRow;
import custos.vault.backups.KeyRows;
import custos.vault.consents.Profile;
import custos.vault.core.Addresses;
import custos.vault.core.Core;
import custos.vault.core.LeafIndex;
import custos.vault.customers.Finder;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.OpenedBatch;
import custos.vault.rows.Plain;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import custos.vault.rows.VaultKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One customer put together again: rows of the data bundle, keys and counters of the key bundle,
/// and the openings of both. Every record gets a version that no state of it ever had; what was
/// deleted since stays deleted; consents and totals are made anew; seals and head come last. For
/// one use.
///
/// Old seals and the old head are checked first: what was altered before the backup was made must
/// not get a good seal by it.
final class RestoredCustomer {
    /// How much higher versions are after a restore: above any that the lost state had.
    static final int LEAP = 65_536;

    private final Restoring restoring;
    private final Source source;
    private final CustomerFile file;
    private final RestoredOpenings openings;
    private final long no;
    private final List<RowChange> rows = new ArrayList<>();
    private final List<Head.Row> head = new ArrayList<>();
    private Wraps wraps;
    private boolean whole = true;

    /// What everybody is restored with.
    ///
    /// @param spare record numbers to leave out, because some may have been given out unseen
    /// @param batches those of leaves that were opened lately
    record Restoring(
            VaultKeys keys,
            Policy policy,
            LeafIndex leaves,
            OpenedBatch.Recent batches,
            Instant now,
            int spare) {}

    /// Where a customer comes from.
    ///
    /// @param row as it stood when the rows were read
    /// @param later openings and looks that came since
    record Source(
            CustomerRow row,
            List<RecordRow> records,
            List<OpeningRow> openings,
            List<DisclosedRow> looks,
            KeyRows.Customer keys,
            List<OpeningRow> later,
            List<DisclosedRow> laterLooks,
            List<TombstoneRow> tombstones,
            List<ShreddedRow> shredded,
            boolean erased) {
        @Override
        public String toString() {
            return "Source[" + row.no() + "]";
        }
    }

    /// What came of it.
    ///
    /// @param closed how many openings did not open or have no leaf
    record Outcome(List<RowChange> rows, int closed) {}

    private RestoredCustomer(Restoring restoring, Source source) {
        this.restoring = restoring;
        this.source = source;
        this.no = source.row().no();
        this.wraps = source.keys().wraps;
        this.file =
                CustomerFile.of(
                        restoring.keys(),
                        source.row(),
                        wraps,
                        source.records(),
                        restoring.keys().readings().begin());
        this.openings = new RestoredOpenings(restoring, source, file);
    }

    /// @throws CryptoFault.Damaged when her rows do not agree with their seals
    static Outcome of(Restoring restoring, Source source, ReadSession read) {
        var customer = new RestoredCustomer(restoring, source);
        try (customer.file) {
            return customer.restored(read);
        }
    }

    /// Her rows as the bundles have them, for somebody whose seals do not hold: so that `verify`
    /// finds what it would have found before.
    static List<RowChange> asTheyAre(Restoring restoring, Source source, ReadSession read) {
        var customer = new RestoredCustomer(restoring, source);
        try (customer.file) {
            customer.openings.putBack(read);
        }
        var all = new ArrayList<RowChange>();
        all.add(new RowChange.InsertCustomer(source.row()));
        all.add(new RowChange.PutKeys(source.row().no(), source.keys().wraps.bytes()));
        source.records().forEach(row -> all.add(new RowChange.InsertRecord(row)));
        all.addAll(customer.openings.rows);
        return all;
    }

    private Outcome restored(ReadSession read) {
        requireSound();
        int closed = openings.putBack(read);
        whole = closed == 0;
        requireNotRolledBack();
        List<RecordRow> kept = records();
        if (!source.erased()) {
            consents(kept);
            totals(kept);
        }
        var all = new ArrayList<RowChange>();
        all.add(new RowChange.InsertCustomer(customerRow(kept)));
        all.add(new RowChange.PutKeys(no, wraps.bytes()));
        all.addAll(openings.rows);
        all.addAll(rows);
        for (List<DisclosedRow> looks : List.of(source.looks(), source.laterLooks())) {
            looks.forEach(
                    look -> all.add(new RowChange.InsertDisclosedOf(no, look.idx(), look.ct())));
        }
        return new Outcome(all, closed);
    }

    private void requireSound() {
        var before = new ArrayList<Head.Row>();
        for (RecordRow row : source.records()) {
            before.add(
                    new Head.Row(
                            row.no(),
                            Math.toIntExact(row.version()),
                            SealedBody.parse(row.body()).seal()));
        }
        restoring
                .keys()
                .heads()
                .verify(
                        source.row().head(),
                        CustomerDraft.headOf(source.row(), source.records().size()),
                        before);
    }

    /// An opening of the data bundle that tells of a later state than its rows are of: somebody had
    /// rolled her back before the backup was made.
    private void requireNotRolledBack() {
        if (source.erased()) {
            return;
        }
        long content = file.contentVersion();
        for (RestoredConsents.Past past : openings.history) {
            boolean own = !past.since() && past.part().record().isEmpty();
            if (own && past.part().version().orElse(0) > content) {
                throw new CryptoFault.Damaged("a customer");
            }
        }
    }

    /// Every record that was not deleted since, under its new version.
    private List<RecordRow> records() {
        var kept = new ArrayList<RecordRow>();
        for (RecordRow row : source.records()) {
            int slot = Slots.within(row.no());
            boolean made = slot == Slots.CONSENTS || slot == Slots.TOTALS;
            if (!isDeleted(row) && !isShredded(row) && (source.erased() || !made)) {
                RecordRow leapt = leapt(row);
                kept.add(leapt);
                put(leapt);
            }
        }
        return kept;
    }

    private boolean isDeleted(RecordRow row) {
        return source.tombstones().stream()
                .anyMatch(stone ->
                        stone.record() == row.no()
                                && stone.field() == 0
                                && row.version() <= stone.uptoVersion());
    }

    private boolean isShredded(RecordRow row) {
        int generation = SealedBody.parse(row.body()).generation().orElse(0);
        return source.shredded().stream()
                .anyMatch(note ->
                        note.classNo() == row.classNo()
                                && Integer.toUnsignedLong(generation) <= note.uptoGeneration());
    }

    private RecordRow leapt(RecordRow row) {
        SealedBody body = SealedBody.parse(row.body());
        DataKey key = file.sealing(row);
        RecordPlace before = CustomerFile.placeOf(row);
        int version = leapt(row.version());
        var after = new RecordPlace(row.no(), row.kind(), version, row.day());
        int[] gone = fieldsGone(row, body);
        SealedBody moved;
        if (gone.length == 0) {
            moved = key.resealBody(body, before, after);
        } else {
            var left = key.openBody(body, before);
            for (int field : gone) {
                left.remove(field);
            }
            moved = key.sealBody(after, body.schema(), left);
        }
        return new RecordRow(
                row.no(), row.classNo(), row.kind(), version, row.day(), moved.bytes());
    }

    /// A version that was never given: past every write since, also when one of them was a restore
    /// of this very bundle. A customer's version rises with each write, a record's no faster.
    private int leapt(long version) {
        long since = source.keys().counters.version() - source.row().version();
        return Math.toIntExact(version + Math.max(0, since) + LEAP);
    }

    private int[] fieldsGone(RecordRow row, SealedBody body) {
        if (Slots.within(row.no()) == Slots.MERGED && RestoredMerge.isUndone(openings.history)) {
            return body.fields().toArray();
        }
        return body.fields()
                .filter(field ->
                        source.tombstones().stream()
                                .anyMatch(stone ->
                                        stone.record() == row.no()
                                                && stone.field() == field
                                                && row.version() <= stone.uptoVersion()))
                .toArray();
    }

    private void put(RecordRow row) {
        rows.add(new RowChange.InsertRecord(row));
        head.add(
                new Head.Row(
                        row.no(),
                        Math.toIntExact(row.version()),
                        SealedBody.parse(row.body()).seal()));
    }

    private void consents(List<RecordRow> kept) {
        Policy policy = restoring.policy();
        var past =
                openings.history.stream()
                        .sorted(Comparator.comparingLong(RestoredConsents.Past::leaf))
                        .toList();
        ConsentBook stored = Profile.book(file, policy);
        ConsentBook book = RestoredConsents.of(policy, stored, past, whole, restoring.now());
        if (file.fixed(Slots.CONSENTS).isPresent() || !book.equals(ConsentBook.EMPTY)) {
            make(Slots.CONSENTS, Kinds.of(policy, Kinds.CONSENTS), Profile.values(book, policy));
        }
        refuse(book, contact(kept));
    }

    /// A no stands for the address that she has now, also when she said it of another.
    private void refuse(ConsentBook book, SortedMap<Integer, FieldValue> contact) {
        Policy policy = restoring.policy();
        Suppressions tokens = restoring.keys().suppressions();
        var addresses = new Addresses(policy, contact);
        for (ConsentKey key : RestoredConsents.noes(book)) {
            Optional<Channel> channel = policy.channel(key.channel());
            Optional<IndexForm> address = channel.flatMap(addresses::of);
            if (address.isPresent() && policy.purpose(key.purpose()).isPresent()) {
                var refused =
                        tokens.address(
                                channel.orElseThrow().number(),
                                address.get().normaliser().number(),
                                address.get().value());
                int scope = policy.purpose(key.purpose()).orElseThrow().number();
                rows.add(
                        new RowChange.PutSuppression(
                                new SuppressionRow(
                                        tokens.token(refused, scope).bytes(),
                                        tokens.epoch(),
                                        month())));
            }
        }
    }

    private int month() {
        var date = restoring.now().atZone(ZoneOffset.UTC);
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }

    private void totals(List<RecordRow> kept) {
        Policy policy = restoring.policy();
        Totals totals = Totals.NONE;
        for (RecordRow row : kept) {
            Optional<RecordKind> kind = policy.kind(row.kind()).filter(Totals::follow);
            if (kind.isPresent()) {
                totals =
                        totals.plus(policy, kind.get(), open(row), LocalDate.ofEpochDay(row.day()));
            }
        }
        if (file.fixed(Slots.TOTALS).isPresent() || !totals.equals(Totals.NONE)) {
            make(Slots.TOTALS, Kinds.of(policy, Kinds.TOTALS), totals.values(policy));
        }
    }

    private SortedMap<Integer, FieldValue> open(RecordRow row) {
        return file.open(row);
    }

    /// A record that the vault makes by itself.
    private void make(int slot, RecordKind kind, SortedMap<Integer, FieldValue> values) {
        int classNo = Kinds.classNo(restoring.policy(), kind);
        long before = file.fixed(slot).map(RecordRow::version).orElse(0L);
        int version = leapt(before);
        int day = Core.day(restoring.now());
        var plain = new TreeMap<Integer, custos.crypto.FieldPlain>();
        values.forEach((field, value) -> plain.put(field, Plain.of(value)));
        long number = Slots.row(no, slot);
        var place = new RecordPlace(number, kind.number(), version, day);
        try (Owned key = key(classNo)) {
            SealedBody body = key.key().sealBody(place, restoring.policy().version(), plain);
            put(new RecordRow(number, classNo, kind.number(), version, day, body.bytes()));
        }
    }

    /// A key that is wiped with this when it was made here.
    private record Owned(DataKey key, boolean fresh) implements AutoCloseable {
        @Override
        public void close() {
            if (fresh) {
                key.close();
            }
        }
    }

    private Owned key(int classNo) {
        Optional<DataKey> known = file.latest(classNo);
        if (known.isPresent()) {
            return new Owned(known.get(), false);
        }
        DataKey key = restoring.keys().newKey(no, classNo, 1);
        wraps = wraps.with(classNo, 1, restoring.keys().keks().wrap(key));
        return new Owned(key, true);
    }

    private SortedMap<Integer, FieldValue> contact(List<RecordRow> kept) {
        return kept.stream()
                .filter(row -> Slots.within(row.no()) == Slots.CONTACT)
                .findFirst()
                .map(this::open)
                .orElseGet(TreeMap::new);
    }

    private CustomerRow customerRow(List<RecordRow> kept) {
        CustomerRow row = source.row();
        var counters = source.keys().counters;
        int nextRecord = Math.max(row.nextRecord(), counters.nextRecord()) + restoring.spare();
        int nextOpening =
                Math.max(Math.max(row.nextOpening(), counters.nextOpening()), openings.last() + 1);
        int version = leapt(row.version());
        var after = new Head(no, version, nextOpening - 1, head.size());
        return new CustomerRow(
                no,
                version,
                row.activeDay(),
                nextRecord,
                nextOpening,
                restoring.keys().heads().seal(after, head),
                BlindIndex.pack(
                        source.erased() || RestoredMerge.isMerged(kept)
                                ? List.of()
                                : Finder.tokens(
                                        restoring.keys(), restoring.policy(), contact(kept))));
    }
}
