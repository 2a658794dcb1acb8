package custos.vault.keys;

import custos.crypto.BlindIndex;
import custos.crypto.CryptoFault;
import custos.crypto.Head;
import custos.crypto.IndexToken;
import custos.crypto.Wraps;
import custos.customer.FieldValue;
import custos.policy.Policy;
import custos.store.CustomerRow;
import custos.store.KeysRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.customers.Finder;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import custos.vault.writer.Pace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Gives every customer tokens of the newest epoch in the place of older ones (ADR 0020), until no
/// row has an older one and none can land any more.
///
/// A customer who is changed meanwhile is left to that change and met again in the next pass.
/// Writers and readers are at work; customers are found by tokens of all epochs. For one use.
final class IndexSweep {
    /// So many customers are read at once and written as one group, unless others write too.
    private static final int CHUNK = 256;

    private static final int SCAN_CHUNK = 4096;
    private static final int MAX_PASSES = 16;

    private final Core core;
    private final Finder finder;
    private final Rotation.Watcher watcher;
    private final Set<Long> broken = new TreeSet<>();
    private final int epoch;
    private final long all;

    IndexSweep(Core core, Finder finder, Rotation.Watcher watcher) {
        this.core = core;
        this.finder = finder;
        this.watcher = watcher;
        this.epoch = core.keys().index().epoch();
        try (ReadSession read = core.store().read()) {
            this.all =
                    read.counts().stream()
                            .filter(table -> table.table().equals("customer"))
                            .mapToLong(table -> table.rows())
                            .sum();
        }
    }

    /// @throws VaultFault.Damaged when somebody's contact record does not open: the old version
    ///   stays
    void run() {
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            broken.clear();
            sweep();
            List<Long> left = left();
            if (left.isEmpty() && core.keys().oldestIndex() == epoch) {
                return;
            }
            if (left.isEmpty()) {
                // Who looks after this finds whatever landed before it.
                core.keys().oldestIndex(epoch);
                left = left();
                if (left.isEmpty()) {
                    return;
                }
            }
            if (broken.containsAll(left)) {
                throw new VaultFault.Damaged(
                        "the contact record of customer "
                                + left.getFirst()
                                + (left.size() > 1 ? " and others" : "")
                                + " does not open, so the old version stays; `custos verify` names"
                                + " them");
            }
        }
        throw new VaultFault.Busy("tokens under the old version keep appearing");
    }

    private void sweep() {
        long next = 0;
        long done = 0;
        List<CustomerRow> rows;
        do {
            watcher.at(done, all);
            var pace = new Pace(core.writer());
            int written;
            try (var _ = core.keys().readings().begin()) {
                var chunk = new Chunk(next);
                rows = chunk.rows;
                written = chunk.write();
            }
            done += rows.size();
            next = rows.isEmpty() ? next : rows.getLast().no() + 1;
            pace.rest(written);
        } while (rows.size() == CHUNK);
        watcher.at(done, all);
    }

    private boolean isDone(CustomerRow row) {
        return BlindIndex.isSince(row.tokens(), epoch);
    }

    /// Some customers, as one short view shows them.
    private final class Chunk {
        private final List<CustomerRow> rows;
        private final Map<Long, byte[]> wraps = new HashMap<>();
        private final Map<Long, RecordRow> contacts = new HashMap<>();
        private final Map<Long, Integer> records = new HashMap<>();

        Chunk(long from) {
            try (ReadSession read = core.store().read()) {
                rows = read.customersFrom(from, CHUNK);
                if (rows.stream().allMatch(IndexSweep.this::isDone)) {
                    return;
                }
                long end = rows.getLast().no() + 1;
                for (KeysRow keys : read.keysBetween(rows.getFirst().no(), end)) {
                    wraps.put(keys.customer(), keys.wraps());
                }
                for (CustomerRow row : rows) {
                    if (!isDone(row)) {
                        long no = row.no();
                        read.record(Slots.row(no, Slots.CONTACT))
                                .ifPresent(record -> contacts.put(no, record));
                        records.put(no, read.countRecords(Slots.firstRow(no), Slots.endRow(no)));
                    }
                }
            }
        }

        /// @return how many landed
        int write() {
            var underWay = new ArrayList<Supplier<Boolean>>();
            for (CustomerRow row : rows) {
                if (!isDone(row)) {
                    tokens(row).ifPresent(tokens -> underWay.add(handOver(row, tokens)));
                }
            }
            int landed = 0;
            for (Supplier<Boolean> one : underWay) {
                landed += one.get() ? 1 : 0;
            }
            return landed;
        }

        private Optional<List<IndexToken>> tokens(CustomerRow row) {
            byte[] keys = wraps.get(row.no());
            RecordRow contact = contacts.get(row.no());
            if (keys == null || contact == null) {
                broken.add(row.no());
                return Optional.empty();
            }
            Policy policy = core.policies().current();
            try (CustomerFile file =
                    CustomerFile.of(
                            core.keys(),
                            row,
                            Wraps.parse(keys),
                            List.of(contact),
                            core.keys().readings().begin())) {
                SortedMap<Integer, FieldValue> values = new TreeMap<>(file.open(contact));
                return Optional.of(Finder.tokens(core.keys(), policy, values));
            } catch (CryptoFault | IllegalArgumentException e) {
                broken.add(row.no());
                return Optional.empty();
            }
        }

        /// Whoever looks her up finds her by the new tokens before, and by the old ones until, they
        /// stand in her row.
        private Supplier<Boolean> handOver(CustomerRow row, List<IndexToken> tokens) {
            Write write;
            try {
                write = Write.upkeep(List.of(update(row, tokens)));
            } catch (CryptoFault | IllegalArgumentException e) {
                broken.add(row.no());
                return () -> false;
            }
            finder.add(row.no(), tokens);
            Supplier<Landing> landing = core.writer().handOver(write);
            return () -> {
                boolean landed = landing.get() instanceof Landing.Landed;
                if (landed) {
                    var gone = new ArrayList<>(BlindIndex.unpack(row.tokens()));
                    // A row may hold tokens of both versions.
                    gone.removeAll(tokens);
                    finder.drop(row.no(), gone);
                } else {
                    forgetErased(row.no(), tokens);
                }
                return landed;
            };
        }

        private RowChange update(CustomerRow row, List<IndexToken> tokens) {
            int count = records.getOrDefault(row.no(), 0);
            var before = CustomerDraft.headOf(row, count);
            var after =
                    new Head(
                            row.no(),
                            Math.toIntExact(row.version() + 1),
                            row.nextOpening() - 1,
                            count);
            byte[] head =
                    core.keys().heads().amend(row.head(), before, after, List.of(), List.of());
            return new RowChange.UpdateCustomer(
                    new CustomerRow(
                            row.no(),
                            row.version() + 1,
                            row.activeDay(),
                            row.nextRecord(),
                            row.nextOpening(),
                            head,
                            BlindIndex.pack(tokens)),
                    row.version());
        }
    }

    /// Who was erased in between took only the tokens of her row along.
    private void forgetErased(long no, List<IndexToken> tokens) {
        try (ReadSession read = core.store().read()) {
            if (read.customer(no).filter(row -> row.tokens().length > 0).isEmpty()) {
                finder.drop(no, tokens);
            }
        }
    }

    /// In chunks between groups, as the roll of the KEK does: once no older token lands, what one
    /// chunk found stays true while the next is read.
    ///
    /// @return the first customers with older tokens
    private List<Long> left() {
        var left = new ArrayList<Long>();
        long from = 0;
        List<CustomerRow> rows;
        do {
            watcher.at(all, all);
            long start = from;
            rows = core.writer().between(() -> customers(start));
            for (CustomerRow row : rows) {
                if (!isDone(row)) {
                    left.add(row.no());
                }
                from = row.no() + 1;
            }
        } while (rows.size() == SCAN_CHUNK && left.size() < SCAN_CHUNK);
        return left;
    }

    private List<CustomerRow> customers(long from) {
        try (ReadSession read = core.store().read()) {
            return read.customersFrom(from, SCAN_CHUNK);
        }
    }
}
