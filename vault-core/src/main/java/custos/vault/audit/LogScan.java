package custos.vault.audit;

import custos.crypto.CryptoFault;
import custos.crypto.LedgerHalf;
import custos.event.ActType;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Leaf;
import custos.event.Subject;
import custos.store.LeafRow;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.VaultKeys;
import custos.vault.writer.LedgerHead;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A walk over the leaves of the epoch that finds those which a filter asks for. For one thread and
/// one use; no view of the store is open for longer than a chunk takes.
public final class LogScan {
    private static final int CHUNK = 250;

    private final Core core;
    private final int epoch;
    private final LogFilter filter;
    private final Reading reading;
    private long leaves;
    private long openings;
    private int unreadable;

    /// How a walk meets the sealed halves of entries.
    public enum Reading {
        /// Halves of every entry found are read, to show who did it.
        ROWS,
        /// Halves are read only as far as the filter asks.
        INDEXES
    }

    LogScan(Core core, int epoch, LogFilter filter, Reading reading) {
        this.core = core;
        this.epoch = epoch;
        this.filter = filter;
        this.reading = reading;
    }

    /// @param began the first index of the period
    /// @param end one above its last
    record Range(long began, long end) {
        long size() {
            return end - began;
        }
    }

    /// The leaves of the filter's period. Hours never decrease, so both ends are found by halving.
    Range range(long size) {
        long began = first(0, size, leaf -> !filter.isBefore(leaf.hour()));
        return new Range(began, first(began, size, leaf -> filter.isAfter(leaf.hour())));
    }

    private long first(long from, long size, Predicate<Leaf> reached) {
        long low = from;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (reached.test(leaf(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Leaf leaf(long index) {
        try (ReadSession read = core.store().read()) {
            return read.leaf(LedgerHead.idx(epoch, index))
                    .map(LogScan::parse)
                    .orElseThrow(() -> new VaultFault.Damaged("a leaf is missing"));
        }
    }

    private static Leaf parse(byte[] entry) {
        try {
            return Leaf.parse(entry);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new VaultFault.Damaged("a leaf is malformed; `verify` tells which");
        }
    }

    /// Walks newest first.
    ///
    /// @param found told each entry; answers whether to go on
    /// @return the index from which on (downwards) nothing was looked at; `range.began` at the end
    long back(Range range, long maxLeaves, long maxOpenings, Predicate<LogEntry> found) {
        long next = range.end();
        while (next > range.began() && leaves < maxLeaves && openings < maxOpenings) {
            try (ReadSession read = core.store().read()) {
                long from = Math.max(range.began(), next - CHUNK);
                List<LeafRow> rows = chunk(read, from, next);
                for (int i = rows.size() - 1; i >= 0; i--) {
                    next = Ledger.index(rows.get(i).idx());
                    Optional<LogEntry> entry = look(read, rows.get(i));
                    if (entry.isPresent() && !found.test(entry.get())) {
                        return next;
                    }
                    if (openings >= maxOpenings) {
                        return next;
                    }
                }
                next = from;
            }
        }
        return next;
    }

    private List<LeafRow> chunk(ReadSession read, long from, long to) {
        return read.leavesBetween(LedgerHead.idx(epoch, from), LedgerHead.idx(epoch, to));
    }

    /// Leaves that were looked at.
    long leaves() {
        return leaves;
    }

    /// Entries that may be of the source asked for, but whose openings are gone.
    int unreadable() {
        return unreadable;
    }

    private Optional<LogEntry> look(ReadSession read, LeafRow row) {
        leaves++;
        Leaf leaf = parse(row.entry());
        if (!filter.matches(leaf)) {
            return Optional.empty();
        }
        if (reading == Reading.INDEXES && !filter.readsHalves()) {
            return Optional.of(bare(row, leaf));
        }
        Optional<Opened> half = half(read, row.idx());
        if (half.isEmpty()) {
            return filter.readsHalves() ? Optional.empty() : Optional.of(bare(row, leaf));
        }
        if (!filter.matches(half.get().internal().actor())) {
            return Optional.empty();
        }
        LogEntry.Openings counted = count(read, row.idx(), leaf, half.get());
        if (filter.source().isPresent() && !isOfSource(read, row.idx(), leaf, counted)) {
            return Optional.empty();
        }
        Internal internal = half.get().internal();
        return Optional.of(
                new LogEntry(
                        Ledger.index(row.idx()),
                        leaf.hour(),
                        leaf.acts(),
                        counted,
                        Optional.of(
                                new LogEntry.Hand(
                                        internal.actor(), internal.reason(), internal.request()))));
    }

    private static LogEntry bare(LeafRow row, Leaf leaf) {
        return new LogEntry(
                Ledger.index(row.idx()),
                leaf.hour(),
                leaf.acts(),
                LogEntry.Openings.NONE,
                Optional.empty());
    }

    /// The business's half of a leaf.
    ///
    /// @param c1 the digest of the other half, zeros when there never was one
    public record Opened(Internal internal, byte[] c1) {}

    private Optional<Opened> half(ReadSession read, long idx) {
        return half(core.keys(), read, idx);
    }

    public static Optional<Opened> half(VaultKeys keys, ReadSession read, long idx) {
        try {
            return read.internal(idx)
                    .map(ct -> {
                        LedgerHalf half = keys.internals().open(ct);
                        return new Opened(Internal.parse(half.text()), half.other());
                    });
        } catch (CryptoFault | IllegalArgumentException | DateTimeException e) {
            // The list goes on without it; what is wrong, `verify` reports.
            return Optional.empty();
        }
    }

    /// How many halves of customers a leaf began with, and how many stand.
    static LogEntry.Openings count(ReadSession read, long idx, Leaf leaf, Opened half) {
        int rows = half.internal().rows().size();
        if (rows == 0 && Arrays.equals(half.c1(), Commitment.ofNoSubject())) {
            return LogEntry.Openings.NONE;
        }
        int standing = isOfLooks(leaf) ? read.countDisclosed(idx) : read.openingsOf(idx).size();
        return new LogEntry.Openings(Math.max(1, rows), standing);
    }

    /// Whether the customers' halves are rows of looks, which change nothing of a customer.
    static boolean isOfLooks(Leaf leaf) {
        return leaf.acts().stream()
                .anyMatch(act ->
                        act.type() == ActType.DISCLOSED || act.type() == ActType.LIST_EXPORTED);
    }

    private boolean isOfSource(ReadSession read, long idx, Leaf leaf, LogEntry.Openings counted) {
        if (counted.began() == 0 || isOfLooks(leaf)) {
            return false;
        }
        for (long opening : read.openingsOf(idx)) {
            openings++;
            if (isOfSource(read, idx, opening)) {
                return true;
            }
        }
        if (counted.gone() > 0) {
            unreadable++;
        }
        return false;
    }

    private boolean isOfSource(ReadSession read, long idx, long opening) {
        Optional<CustomerFile> known =
                CustomerFile.read(read, core.keys(), Slots.customerOf(opening));
        if (known.isEmpty()) {
            return false;
        }
        try (CustomerFile file = known.get()) {
            byte[] ct = read.opening(opening).orElseThrow(OpenedLeaf::unowned);
            int evidence = core.schema().evidenceClass();
            LedgerHalf half = file.openOpening(evidence, opening, ct);
            OpenedLeaf opened = OpenedLeaf.at(read, core.keys(), idx, half);
            return opened.subject().parts().stream().anyMatch(part -> isOfSource(opened, part));
        } catch (CryptoFault | VaultFault.Damaged e) {
            // Not proven to be of this source; what is wrong, `verify` reports.
            return false;
        }
    }

    private boolean isOfSource(OpenedLeaf opened, Subject.Part part) {
        return filter.source().map(source -> source.value()).equals(part.source())
                && filter.matches(opened.leaf().acts().get(part.act()));
    }

    /// All indexes that are found, oldest first.
    List<Long> indexes(Range range) {
        var found = new ArrayList<Long>();
        back(
                range,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                entry -> {
                    found.add(entry.index());
                    return true;
                });
        return found.reversed();
    }
}
