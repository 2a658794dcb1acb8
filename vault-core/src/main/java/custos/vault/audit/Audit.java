package custos.vault.audit;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Leaf;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.Sight;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import custos.vault.writer.LedgerHead;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The log for those who review it: lists, single entries with their proof, random samples.
///
/// What was read of sealed halves is in the ledger before the answer, as one `opening-read` that
/// names in codes what was read. A plain list reads no customer's half.
public final class Audit {
    /// The most entries on one page.
    public static final int MAX_PAGE = 200;

    /// The most entries of one file.
    public static final int MAX_FILE = 20_000;

    /// The most entries of one sample.
    public static final int MAX_SAMPLE = 200;

    /// The most halves of customers that one entry's page shows.
    public static final int MAX_SHOWN = 100;

    private static final long MAX_LEAVES = 5_000;
    private static final long MAX_OPENINGS = 2_000;
    private static final long MAX_RANGE = 500_000;
    private static final long MAX_OPENED_RANGE = 50_000;
    private static final Pattern SEED = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final Core core;
    private final LedgerHead head;

    public Audit(Core core, LedgerHead head) {
        this.core = core;
        this.head = head;
    }

    /// Entries, newest first.
    ///
    /// @param erased how many of these entries concern an erased customer
    /// @param unreadable how many more were passed over because a customer is erased, so that
    ///   nobody can tell of what source they were
    /// @param next where to go on, when not all was looked at: pages that find little end early
    /// @param size entries of the whole log when it was read
    public record Page(
            List<LogEntry> entries, int erased, int unreadable, OptionalLong next, long size) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /// One page of the log.
    ///
    /// @param before the index below which to begin; none for the newest
    /// @param limit 1 to 200
    public Page page(LogFilter filter, OptionalLong before, int limit, Actor by) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new Refusal.BadField("limit", "the log is read 1 to 200 entries at a time");
        }
        if (before.isPresent() && before.getAsLong() < 0) {
            throw new Refusal.BadField("before", "entries are counted from 0");
        }
        long size = size();
        if (filter.readsHalves()) {
            record("log" + filter.codes(), by);
        }
        var scan = new LogScan(core, head.epoch(), filter, LogScan.Reading.ROWS);
        LogScan.Range whole = scan.range(size);
        var range =
                new LogScan.Range(
                        whole.began(),
                        Math.max(whole.began(), Math.min(whole.end(), before.orElse(size))));
        var entries = new ArrayList<LogEntry>();
        long next =
                scan.back(
                        range,
                        MAX_LEAVES,
                        MAX_OPENINGS,
                        entry -> {
                            entries.add(entry);
                            return entries.size() < limit;
                        });
        return new Page(
                entries,
                erased(entries),
                scan.unreadable(),
                next > range.began() ? OptionalLong.of(next) : OptionalLong.empty(),
                size);
    }

    private static int erased(List<LogEntry> entries) {
        return (int) entries.stream().filter(LogEntry::isOfErased).count();
    }

    /// What a file of entries came to.
    ///
    /// @param complete false when there were more than a file holds
    public record Written(int entries, int erased, int unreadable, boolean complete) {}

    /// Hands out the entries that a filter finds, newest first.
    ///
    /// @param most 1 to 20,000
    /// @param row must be quick: a view of the store is open meanwhile
    public Written file(LogFilter filter, int most, Actor by, Consumer<LogEntry> row) {
        if (most < 1 || most > MAX_FILE) {
            throw new Refusal.BadField("limit", "a file has 1 to 20000 entries");
        }
        long size = size();
        var scan = new LogScan(core, head.epoch(), filter, LogScan.Reading.ROWS);
        LogScan.Range range = requireReadable(scan.range(size), filter);
        record("file" + filter.codes(), by);
        var tally = new int[2];
        long next =
                scan.back(
                        range,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        entry -> {
                            row.accept(entry);
                            tally[0]++;
                            tally[1] += entry.isOfErased() ? 1 : 0;
                            return tally[0] < most;
                        });
        return new Written(tally[0], tally[1], scan.unreadable(), next == range.began());
    }

    private static LogScan.Range requireReadable(LogScan.Range range, LogFilter filter) {
        long most = filter.source().isPresent() ? MAX_OPENED_RANGE : MAX_RANGE;
        if (range.size() > most) {
            throw new Refusal.BadField(
                    "from",
                    "the period holds more than " + most + " entries; choose a shorter one");
        }
        return range;
    }

    /// Entries drawn by lot.
    ///
    /// @param seed what the lots are drawn from
    /// @param size the entries that the log had: seed, filter and size give the same sample again
    /// @param matching how many entries it was drawn from
    public record Sample(String seed, long size, int matching, List<LogEntry> entries, int erased) {
        public Sample {
            entries = List.copyOf(entries);
        }
    }

    /// Draws a sample; seed and range are in the ledger before the answer.
    ///
    /// @param wanted 1 to 200
    /// @param seed 1 to 64 letters, digits and -; none to have one made
    /// @param size the entries that count, from the first on; none for all there are
    public Sample sample(
            LogFilter filter, int wanted, Optional<String> seed, OptionalLong size, Actor by) {
        if (wanted < 1 || wanted > MAX_SAMPLE) {
            throw new Refusal.BadField("count", "a sample has 1 to 200 entries");
        }
        if (seed.isPresent() && !SEED.matcher(seed.get()).matches()) {
            throw new Refusal.BadField("seed", "a seed is 1 to 64 letters, digits and -");
        }
        long now = size();
        long counted = size.orElse(now);
        if (counted < 0 || counted > now) {
            throw new Refusal.BadField("size", "the log has " + now + " entries");
        }
        String drawn = seed.orElseGet(this::newSeed);
        var scan = new LogScan(core, head.epoch(), filter, LogScan.Reading.INDEXES);
        LogScan.Range range = requireReadable(scan.range(counted), filter);
        record(
                "sample count=" + wanted + " seed=" + drawn + " size=" + counted + filter.codes(),
                by);
        List<Long> matching = scan.indexes(range);
        List<LogEntry> entries =
                SampleDraw.draw(drawn, matching, wanted).stream().map(this::row).toList();
        return new Sample(drawn, counted, matching.size(), entries, erased(entries));
    }

    private String newSeed() {
        return HexFormat.of().formatHex(core.keys().random32(), 0, 16);
    }

    private LogEntry row(long index) {
        var found = new ArrayList<LogEntry>(1);
        new LogScan(core, head.epoch(), LogFilter.ALL, LogScan.Reading.ROWS)
                .back(
                        new LogScan.Range(index, index + 1),
                        1,
                        1,
                        entry -> {
                            found.add(entry);
                            return false;
                        });
        return found.getFirst();
    }

    /// One entry with all that stands of it.
    ///
    /// @param bytes what is hashed
    /// @param openings the first of the customers' halves that stand
    /// @param closed halves that stand but do not open, which `verify` reports
    /// @param proof its place in the newest signed tree, and the proof as a file
    public record Seen(
            LogEntry entry,
            byte[] bytes,
            List<ShownOpening> openings,
            int closed,
            Ledger.ProvenEntry proof) {
        public Seen {
            openings = List.copyOf(openings);
        }
    }

    /// Opens one entry. That it was read is in the ledger before the answer, where there was
    /// something of a customer to read.
    ///
    /// @throws Refusal.NotFound when the log has no such entry
    public Seen entry(long index, Sight sight, Actor by) {
        if (index < 0 || index >= size()) {
            throw new Refusal.NotFound("entry in the ledger");
        }
        LogEntry entry = row(index);
        if (entry.openings().standing() > 0) {
            record("entry " + index + (sight == Sight.WHOLE ? " whole" : ""), by);
        }
        Ledger.ProvenEntry proof = proof(index);
        long idx = LedgerHead.idx(head.epoch(), index);
        try (ReadSession read = core.store().read()) {
            byte[] bytes = read.leaf(idx).orElseThrow(() -> new Refusal.NotFound("entry"));
            var reading = new EntryReading(core, read, idx, sight);
            List<ShownOpening> shown = reading.first(Leaf.parse(bytes), MAX_SHOWN);
            return new Seen(entry, bytes, shown, reading.closed(), proof);
        }
    }

    /// An entry's proof in the newest signed tree; nothing is opened.
    ///
    /// @throws Refusal.NotFound when the log has no such entry
    public Ledger.ProvenEntry proof(long index) {
        return new Ledger(core, head).proveNewest(index);
    }

    /// How many entries there are.
    public long size() {
        return head.newest().view().size();
    }

    /// Puts it into the ledger that sealed halves were read; durable on return.
    private void record(String what, Actor by) {
        recordRead(core, what, by);
    }

    public static void recordRead(Core core, String what, Actor by) {
        var internal = new Internal(by, Optional.empty(), Optional.of(what), List.of(), List.of());
        Write write =
                Events.ofVault(
                        core.keys(), List.of(Act.of(ActType.OPENING_READ)), internal, List.of());
        if (!(core.writer().land(write) instanceof Landing.Landed)) {
            throw new VaultFault.Busy("the reading could not be written to the ledger");
        }
    }
}
