package custos.vault.keys;

import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.Head;
import custos.crypto.RowPlace;
import custos.crypto.SealedBody;
import custos.crypto.Wraps;
import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.IdempotencyRow;
import custos.store.OpeningRow;
import custos.store.OutboxRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.Repeats;
import custos.vault.letters.Outbox;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The next write by which one customer's rows come under the newest keys of their classes (ADR
/// 0023). It raises her version, so whoever prepared a change of her prepares it again, and it is
/// small enough for others to wait for: a customer with thousands of records takes several, and
/// lies under keys of two generations in between. What has no key at all stays as it is: it was
/// destroyed, or is damaged. For one thread and one use.
final class Resealing {
    private static final int MAX_ROWS = 256;
    private static final int MAX_BYTES = 1 << 20;

    private final Core core;
    private final CustomerFile file;
    private final List<RecordRow> records;
    private final Map<Integer, DataKey> fresh = new HashMap<>(8);
    private final List<RowChange> rows = new ArrayList<>();
    private final List<Head.Row> gone = new ArrayList<>();
    private final List<Head.Row> come = new ArrayList<>();
    private int bytes;
    private boolean more;
    private boolean broken;

    private Resealing(Core core, CustomerFile file, List<RecordRow> records) {
        this.core = core;
        this.file = file;
        this.records = records;
    }

    /// What is done about her keys.
    enum Aim {
        /// Every class gets a key of the next generation.
        NEW_KEYS,
        /// What is under older keys comes under the newest.
        NEWEST_KEYS,
        /// Likewise, and once nothing is, the older keys go.
        NO_OLDER_KEYS
    }

    /// A write that is ready.
    ///
    /// @param resealed how many rows it seals anew
    /// @param more whether it leaves rows under older keys
    record Step(Write write, int resealed, boolean more) {}

    /// @return empty when there is nothing to do, or no such customer
    /// @throws CryptoFault when all that is left to do is what does not open under its key
    static Optional<Step> next(Core core, long no, Aim aim) {
        try (var reading = core.keys().readings().begin();
                ReadSession read = core.store().read()) {
            Optional<CustomerRow> row = read.customer(no);
            Optional<Wraps> wraps = read.keys(no).map(Wraps::parse);
            if (row.isEmpty() || wraps.isEmpty()) {
                return Optional.empty();
            }
            List<RecordRow> records = read.recordsBetween(Slots.firstRow(no), Slots.endRow(no));
            try (CustomerFile file =
                    CustomerFile.of(core.keys(), row.get(), wraps.get(), List.of(), reading)) {
                var resealing = new Resealing(core, file, records);
                try {
                    return resealing.step(read, aim);
                } finally {
                    resealing.fresh.values().forEach(DataKey::close);
                }
            }
        }
    }

    private Optional<Step> step(ReadSession read, Aim aim) {
        if (aim == Aim.NEW_KEYS) {
            for (Wraps.Entry entry : file.wraps().entries()) {
                fresh.computeIfAbsent(entry.dataClass(), this::newKey);
            }
        }
        records.forEach(this::record);
        long no = file.no();
        int evidence = core.schema().evidenceClass();
        for (OpeningRow row : read.openingsBetween(Slots.firstRow(no), Slots.endRow(no))) {
            var anew = new OpeningSeal(evidence, row.no());
            put(anew, row.ct(), ct -> new RowChange.ReplaceOpening(row.no(), ct));
        }
        for (DisclosedRow row : read.disclosed(no)) {
            var anew = new OpeningSeal(evidence, 0);
            put(anew, row.ct(), ct -> new RowChange.ReplaceDisclosed(no, row.idx(), ct));
        }
        beside(read);
        int resealed = rows.size();
        boolean clean = resealed == 0 && !broken;
        Wraps wraps = aim == Aim.NO_OLDER_KEYS && clean ? newestOnly() : wraps();
        boolean keysChange = !wraps.equals(file.wraps());
        if (resealed == 0 && !keysChange) {
            if (broken) {
                throw new CryptoFault.Damaged("something of a customer");
            }
            return Optional.empty();
        }
        var all = new ArrayList<RowChange>(resealed + 2);
        all.add(new RowChange.UpdateCustomer(customer(), file.row().version()));
        if (keysChange) {
            all.add(new RowChange.PutKeys(no, wraps.bytes()));
        }
        all.addAll(rows);
        return Optional.of(new Step(Write.upkeep(all), resealed, more));
    }

    private DataKey newKey(int classNo) {
        int before = file.wraps().latest(classNo).orElseThrow().generation();
        return core.keys().newKey(file.no(), classNo, before + 1);
    }

    private DataKey newest(int classNo) {
        DataKey made = fresh.get(classNo);
        return made != null ? made : file.latest(classNo).orElseThrow();
    }

    /// Whether something under a key is to be sealed anew, and still fits into this write.
    private boolean isNext(int classNo, int generation, int length) {
        boolean older =
                file.wraps().find(classNo, generation).isPresent()
                        && newest(classNo).place().generation() != generation;
        if (!older) {
            return false;
        }
        if (rows.size() == MAX_ROWS || (bytes > 0 && bytes + length > MAX_BYTES)) {
            more = true;
            return false;
        }
        bytes += length;
        return true;
    }

    private void record(RecordRow row) {
        attempt(() -> {
            Optional<DataKey> before = file.keyOf(row);
            if (before.isPresent()
                    && isNext(
                            row.classNo(), before.get().place().generation(), row.body().length)) {
                RecordRow after = file.resealed(row, newest(row.classNo()));
                gone.add(headRow(row));
                come.add(headRow(after));
                rows.add(new RowChange.UpdateRecord(after, row.version()));
            }
        });
    }

    /// What does not open stays, and its key with it.
    private void attempt(Runnable one) {
        try {
            one.run();
        } catch (CryptoFault | IllegalArgumentException e) {
            broken = true;
        }
    }

    private static Head.Row headRow(RecordRow row) {
        byte[] seal = SealedBody.parse(row.body()).seal();
        return new Head.Row(row.no(), Math.toIntExact(row.version()), seal);
    }

    /// How bytes that are not a record are sealed anew.
    private interface Seal {
        int classNo();

        int generation(byte[] ct);

        byte[] anew(byte[] ct, DataKey before, DataKey after);
    }

    private record OpeningSeal(int classNo, long number) implements Seal {
        @Override
        public int generation(byte[] ct) {
            return DataKey.generationOfOpening(ct);
        }

        @Override
        public byte[] anew(byte[] ct, DataKey before, DataKey after) {
            return after.sealOpening(number, before.openOpening(number, ct));
        }
    }

    private record RowSeal(int classNo, RowPlace place) implements Seal {
        @Override
        public int generation(byte[] ct) {
            return DataKey.generationOfRow(ct);
        }

        @Override
        public byte[] anew(byte[] ct, DataKey before, DataKey after) {
            return after.sealRow(place, before.openRow(place, ct));
        }
    }

    private void put(Seal seal, byte[] ct, Function<byte[], RowChange> change) {
        attempt(() -> {
            int generation = seal.generation(ct);
            if (isNext(seal.classNo(), generation, ct.length)) {
                DataKey before = file.key(seal.classNo(), generation);
                byte[] anew = seal.anew(ct, before, newest(seal.classNo()));
                rows.add(change.apply(anew));
            }
        });
    }

    /// Letters that wait, and results of requests that may be repeated.
    private void beside(ReadSession read) {
        int contact = core.policies().contactClass();
        for (OutboxRow row : read.outboxOf(file.no())) {
            var anew = new RowSeal(contact, Outbox.PLACE);
            put(anew, row.ct(), ct -> new RowChange.ReplaceOutbox(row.no(), ct));
        }
        for (IdempotencyRow row : read.idempotencyOf(file.no())) {
            var anew = new RowSeal(contact, Repeats.place(row.key()));
            put(anew, row.ct(), ct -> new RowChange.ReplaceIdempotency(row.key(), ct));
        }
    }

    private Wraps wraps() {
        Wraps wraps = file.wraps();
        for (DataKey key : fresh.values()) {
            wraps =
                    wraps.with(
                            key.place().dataClass(),
                            key.place().generation(),
                            core.keys().keks().wrap(key));
        }
        return wraps;
    }

    private Wraps newestOnly() {
        Wraps newest = file.wraps();
        for (Wraps.Entry entry : file.wraps().entries()) {
            if (entry.generation() < newest.latest(entry.dataClass()).orElseThrow().generation()) {
                newest = newest.without(entry.dataClass(), entry.generation());
            }
        }
        return newest;
    }

    private CustomerRow customer() {
        CustomerRow row = file.row();
        int count = records.size();
        var after =
                new Head(
                        row.no(), Math.toIntExact(row.version() + 1), row.nextOpening() - 1, count);
        byte[] head =
                core.keys()
                        .heads()
                        .amend(row.head(), CustomerDraft.headOf(row, count), after, gone, come);
        return new CustomerRow(
                row.no(),
                row.version() + 1,
                row.activeDay(),
                row.nextRecord(),
                row.nextOpening(),
                head,
                row.tokens());
    }
}
