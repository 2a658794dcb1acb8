package custos.vault.erasure;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.ClassId;
import custos.policy.DataClass;
import custos.policy.Policy;
import custos.policy.ReasonUse;
import custos.store.CustomerRow;
import custos.store.HoldRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.core.RecordDeletion;
import custos.vault.core.Upkeep;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Deletes what is past its period (the policy's `retention`), and tells beforehand what it would
/// delete; both walk the same way. A record goes with a tombstone. A customer who was not active
/// for as long as contact data is kept is erased. What a law kept of an erased customer is
/// destroyed when its time is over, class by class.
///
/// Each customer is a write of its own, durable before the next: a purge that breaks off has done
/// what it did, and the next goes on. Legal holds are left alone and counted.
public final class Retentions {
    private static final int CHUNK = 200;

    private final Core core;
    private final Erasure erasure;
    private final Upkeep upkeep;

    public Retentions(Core core, Erasure erasure, Upkeep upkeep) {
        this.core = core;
        this.erasure = erasure;
        this.upkeep = upkeep;
    }

    /// What is past its period.
    ///
    /// @param on the day by which it was judged
    /// @param records how many records of each class, of customers who stay
    /// @param customers how many customers are erased whole
    /// @param remnants of how many erased customers something kept by law goes
    /// @param held of how many customers something stays only because of a legal hold
    public record Past(
            LocalDate on,
            SortedMap<ClassId, Long> records,
            long customers,
            long remnants,
            long held) {
        /// Whether there is nothing to delete.
        public boolean isEmpty() {
            return records.isEmpty() && customers == 0 && remnants == 0;
        }
    }

    /// What a purge did.
    ///
    /// @param physical whether the database's log is rid of it already; else it follows within
    ///   seconds of the last reader
    public record Purged(Past past, boolean physical) {}

    /// What [#purge] would delete today; nothing changes.
    public Past past() {
        return past(core.today(), _ -> {});
    }

    /// What is past its period on a day.
    ///
    /// @param progress hears how many customers were looked at, after each
    Past past(int day, Consumer<Long> progress) {
        return walk(new Looking(), day, progress);
    }

    /// Deletes what is past its period; each customer is durable before the next.
    ///
    /// @param reason a reason code of the policy, as for an erasure
    /// @param progress hears how many customers were looked at, after each; breaks it off by
    ///   throwing
    public Purged purge(String reason, Actor actor, Consumer<Long> progress) {
        core.policies().requireReason(ReasonUse.ERASE, reason);
        return purge(reason, actor, core.today(), progress);
    }

    /// Likewise what is past its period on a day.
    Purged purge(String reason, Actor actor, int day, Consumer<Long> progress) {
        Past done = walk(new Purging(reason, actor), day, progress);
        boolean physical = done.isEmpty() || core.store().truncateLog();
        if (!physical) {
            upkeep.emptyLogSoon();
        }
        return new Purged(done, physical);
    }

    /// What is done with each customer of whom something is past.
    private interface Hand {
        /// @return how many records of each class went
        Map<ClassId, Long> records(long no, List<RecordRow> past, Expiry expiry);

        /// @return whether she is gone
        boolean customer(CustomerRow row, Expiry expiry);

        /// @return whether something went
        boolean remnant(CustomerRow row, Expiry expiry);
    }

    private Past walk(Hand hand, int day, Consumer<Long> progress) {
        var expiry = new Expiry(core.policies().current(), LocalDate.ofEpochDay(day));
        var tally = new Tally();
        long seen = 0;
        for (long next = 0; next >= 0; ) {
            List<Found> chunk;
            try (ReadSession read = core.store().read()) {
                List<CustomerRow> rows = read.customersFrom(next, CHUNK);
                chunk = rows.stream().map(row -> found(read, row, expiry)).toList();
            }
            for (Found found : chunk) {
                tally.add(found, hand, expiry);
                progress.accept(++seen);
            }
            next = chunk.size() < CHUNK ? -1 : chunk.getLast().row().no() + 1;
        }
        return tally.past(expiry.today());
    }

    /// A customer, and what of hers is past.
    ///
    /// @param held whether a legal hold keeps her, or one of these records
    private record Found(
            CustomerRow row, boolean erased, boolean whole, boolean held, List<RecordRow> records) {
        @Override
        public String toString() {
            return "Found[" + row.no() + "]";
        }
    }

    private Found found(ReadSession read, CustomerRow row, Expiry expiry) {
        if (core.policies().isErased(read.shredded(row.no()))) {
            var remnant = new Remnant(core, read, row);
            boolean past = !remnant.past(expiry).isEmpty();
            return new Found(row, true, past, remnant.isHeldBeyond(expiry), List.of());
        }
        if (read.record(Slots.row(row.no(), Slots.MERGED))
                .filter(CustomerFile::marks)
                .isPresent()) {
            // Goes with the end of the merge.
            return new Found(row, false, false, false, List.of());
        }
        Set<Long> holds = holds(read, row.no());
        if (expiry.isPast(row)) {
            return new Found(row, false, holds.isEmpty(), !holds.isEmpty(), List.of());
        }
        List<RecordRow> past = past(read, row.no(), expiry);
        List<RecordRow> free =
                past.stream().filter(record -> !holds.contains(record.no())).toList();
        return new Found(row, false, false, free.size() < past.size(), free);
    }

    private static Set<Long> holds(ReadSession read, long no) {
        return read.holds(no).stream().map(HoldRow::record).collect(Collectors.toSet());
    }

    private static List<RecordRow> past(ReadSession read, long no, Expiry expiry) {
        return read.recordsBetween(Slots.row(no, Slots.FIRST_FREE), Slots.endRow(no)).stream()
                .filter(expiry::isPast)
                .toList();
    }

    private static final class Tally {
        private final SortedMap<ClassId, Long> records =
                new TreeMap<>(java.util.Comparator.comparing(ClassId::value));
        private long customers;
        private long remnants;
        private long held;

        void add(Found found, Hand hand, Expiry expiry) {
            if (found.held()) {
                held++;
            }
            if (found.erased()) {
                if (found.whole() && hand.remnant(found.row(), expiry)) {
                    remnants++;
                }
            } else if (found.whole()) {
                if (hand.customer(found.row(), expiry)) {
                    customers++;
                }
            } else if (!found.records().isEmpty()) {
                hand.records(found.row().no(), found.records(), expiry)
                        .forEach((id, count) -> records.merge(id, count, Long::sum));
            }
        }

        Past past(LocalDate on) {
            return new Past(on, records, customers, remnants, held);
        }
    }

    private Map<ClassId, Long> byClass(List<RecordRow> rows) {
        Policy policy = core.policies().current();
        var counts = new LinkedHashMap<ClassId, Long>();
        for (RecordRow row : rows) {
            policy.classes().stream()
                    .filter(known -> known.number() == row.classNo())
                    .map(DataClass::id)
                    .forEach(id -> counts.merge(id, 1L, Long::sum));
        }
        return counts;
    }

    private final class Looking implements Hand {
        @Override
        public Map<ClassId, Long> records(long no, List<RecordRow> past, Expiry expiry) {
            return byClass(past);
        }

        @Override
        public boolean customer(CustomerRow row, Expiry expiry) {
            return true;
        }

        @Override
        public boolean remnant(CustomerRow row, Expiry expiry) {
            return true;
        }
    }

    private final class Purging implements Hand {
        private final String reason;
        private final Actor actor;

        Purging(String reason, Actor actor) {
            this.reason = reason;
            this.actor = actor;
        }

        private Internal internal() {
            return Internal.by(actor).because(Optional.of(reason));
        }

        @Override
        public Map<ClassId, Long> records(long no, List<RecordRow> past, Expiry expiry) {
            var gone = new LinkedHashMap<ClassId, Long>();
            List<RecordRow> some;
            do {
                some = new RecordPurge(core, expiry, internal()).purge(no);
                byClass(some).forEach((id, count) -> gone.merge(id, count, Long::sum));
            } while (some.size() == RecordDeletion.MOST);
            return gone;
        }

        @Override
        public boolean customer(CustomerRow row, Expiry expiry) {
            CustomerId id = core.customerId(row.no());
            try {
                erasure.eraseWhile(expiry::isPast, id, reason, actor);
                return true;
            } catch (Refusal.Conflict | Refusal.Erased | Refusal.NotFound e) {
                // Active again, held, or gone, since she was looked at.
                return false;
            }
        }

        @Override
        public boolean remnant(CustomerRow row, Expiry expiry) {
            int today = (int) expiry.today().toEpochDay();
            return RemnantChange.land(
                            core,
                            row.no(),
                            remnant -> {
                                Set<Integer> past = remnant.past(expiry);
                                return past.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(remnant.without(past, internal(), today));
                            })
                    .isPresent();
        }
    }
}
