package custos.vault.lists;

import custos.crypto.DataKey;
import custos.crypto.KeyPlace;
import custos.crypto.Wraps;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Commitment;
import custos.event.Internal;
import custos.figure.Counting;
import custos.list.Everybody;
import custos.list.ListQuestion;
import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.lists.ListReading.Candidate;
import custos.vault.rows.LookBatch;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.GroupWriter;
import custos.vault.writer.Landing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Lists of customers: everybody who may be contacted for a purpose by a channel now, or those of
/// them to whom a question applies.
public final class Lists {
    private static final int MAX_TRIES = 8;

    private final Core core;

    public Lists(Core core) {
        this.core = core;
    }

    /// A customer on a list.
    ///
    /// @param why `permitted` (she agreed) or `lawful-basis`
    /// @param reason why the question applies to her, such as `quiet`; `everybody` on the plain
    ///   list
    /// @param facts what shows it, by the question's names
    public record Row(
            CustomerId id,
            String why,
            String reason,
            SequencedMap<String, FieldValue> facts,
            SequencedMap<FieldId, FieldValue> fields) {
        /// Redacted: the fields are personal data.
        @Override
        public String toString() {
            return "Row[" + why + "]";
        }
    }

    /// How many are on a list, by reason; nobody is named.
    ///
    /// @param looked how many customers there are
    /// @param groups by which the question tells them apart besides: the largest named, rare ones
    ///   together; empty when it does not
    public record Counted(
            long looked,
            long listed,
            SortedMap<String, Long> reasons,
            SequencedMap<String, Optional<Long>> groups) {}

    /// Streams the plain mailing list of a purpose and channel; see below.
    public long stream(
            PurposeId purpose, ChannelId channel, Actor actor, Consumer<List<Row>> chunk) {
        var request = new ListRequest(new Everybody(), purpose, Optional.of(channel));
        return stream(request, actor, chunk);
    }

    /// Streams a list in chunks of at most 1,000 rows. Each chunk is handed over only after its
    /// leaf is durable: nobody leaves the vault unrecorded. Bounded memory.
    ///
    /// Whoever withdraws or is erased while a chunk's leaf is being written is left out of the
    /// chunk: the ledger may name more people than were handed over, never fewer.
    ///
    /// @return how many rows there were
    /// @throws Refusal.BadField when the policy does not follow the purpose by the channel
    /// @throws Refusal.NotPermitted when the question needs data that the purpose does not cover
    public long stream(ListRequest request, Actor actor, Consumer<List<Row>> chunk) {
        var wanted = new Wanted(ListReading.of(core, request), actor);
        if (request.question().most().isPresent()) {
            return streamPicked(wanted, request.question().most().getAsInt(), chunk);
        }
        long handedOver = 0;
        List<Candidate> waiting = new ArrayList<>();
        Since since = since();
        try (var walk = new ListWalk(core, wanted.reading())) {
            while (walk.step(waiting::add)) {
                if (waiting.size() > Commitment.MAX_BATCH - ListWalk.STEP) {
                    handedOver += handOver(wanted, waiting, since, chunk);
                    waiting = new ArrayList<>();
                    since = since();
                }
            }
        }
        return handedOver + handOver(wanted, waiting, since, chunk);
    }

    /// A list of few, such as fits on sheets of labels. Nobody is handed over when there are more.
    ///
    /// @param most rows, at most 1,000
    /// @throws Refusal.Conflict with the code `too-many` when there are more
    public List<Row> few(ListRequest request, int most, Actor actor) {
        if (count(request, _ -> {}).listed() > most) {
            throw new Refusal.Conflict("too-many", "this list has more than " + most + " rows");
        }
        var rows = new ArrayList<Row>();
        long handedOver = stream(request, actor, rows::addAll);
        if (handedOver > most) {
            throw new Refusal.Conflict("too-many", "this list has more than " + most + " rows");
        }
        return rows;
    }

    /// @throws Refusal when there is no such list, or the policy does not allow it
    void require(ListRequest request) {
        var _ = ListReading.of(core, request);
    }

    /// Counts who would be on a list; nothing leaves the vault, and nothing is written.
    ///
    /// @param progress hears how many customers were looked at, now and then
    public Counted count(ListRequest request, LongConsumer progress) {
        var reading = ListReading.of(core, request);
        var reasons = new TreeMap<String, Long>();
        var groups = new Counting();
        try (var walk = new ListWalk(core, reading)) {
            while (walk.step(
                    one -> {
                        reasons.merge(one.reason().code(), 1L, Long::sum);
                        one.reason().group().ifPresent(groups::source);
                    })) {
                progress.accept(walk.looked());
            }
            long listed = reasons.values().stream().mapToLong(Long::longValue).sum();
            int most = request.question().most().orElse(Integer.MAX_VALUE);
            reasons.replaceAll((_, count) -> Math.min(count, most));
            return new Counted(walk.looked(), Math.min(listed, most), reasons, groups.sources());
        }
    }

    /// Today in UTC: what questions about days go by.
    public LocalDate today() {
        return LocalDate.ofEpochDay(core.today());
    }

    /// Whether the policy lets a question be answered for a purpose.
    public boolean isCovered(Purpose purpose, ListQuestion question) {
        return ListReading.isCovered(core.policies().current(), purpose, question);
    }

    private record Wanted(ListReading reading, Actor actor) {}

    /// How many writes had landed when somebody began to look.
    private record Since(long landed) {}

    private Since since() {
        return new Since(core.writer().tally().landed());
    }

    /// Looks twice: once to find who ranks highest, keeping no more than their numbers, and once to
    /// read them in that order.
    private long streamPicked(Wanted wanted, int most, Consumer<List<Row>> chunk) {
        var highest = new Highest(most);
        try (var walk = new ListWalk(core, wanted.reading())) {
            while (walk.step(one -> highest.offer(one.no(), one.reason().rank()))) {
                // No more than numbers and sums is kept.
            }
        }
        long handedOver = 0;
        List<Long> picked = highest.descending();
        for (int from = 0; from < picked.size(); from += ListWalk.STEP) {
            List<Long> some = picked.subList(from, Math.min(picked.size(), from + ListWalk.STEP));
            Since since = since();
            handedOver += handOver(wanted, these(wanted.reading(), some), since, chunk);
        }
        return handedOver;
    }

    private List<Candidate> these(ListReading reading, List<Long> numbers) {
        var found = new ArrayList<Candidate>(numbers.size());
        try (ReadSession read = core.store().read()) {
            Instant now = core.now();
            for (long no : numbers) {
                read.customer(no)
                        .flatMap(row -> reading.candidate(read, row, now))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private long handOver(
            Wanted wanted, List<Candidate> found, Since since, Consumer<List<Row>> chunk) {
        List<Candidate> standing = found;
        for (int i = 0; i < MAX_TRIES && !standing.isEmpty(); i++) {
            switch (core.writer().land(write(wanted, standing))) {
                case Landing.Landed _ -> {
                    List<Row> rows = after(wanted, standing, since);
                    if (!rows.isEmpty()) {
                        chunk.accept(rows);
                    }
                    return rows.size();
                }
                case Landing.Stale() -> standing = standing(wanted, standing);
                case Landing.Broken(var bug) -> throw bug;
                case Landing.Taken(String table) ->
                        throw new IllegalStateException("a list took a row of " + table);
            }
        }
        if (!standing.isEmpty()) {
            throw new VaultFault.Busy(GroupWriter.ROLLING);
        }
        return 0;
    }

    /// Who is handed over once it is written down. Nobody has to be looked at again when that was
    /// the only write since everybody was.
    private List<Row> after(Wanted wanted, List<Candidate> written, Since since) {
        if (core.writer().tally().landed() == since.landed() + 1) {
            return written.stream().map(Lists::row).toList();
        }
        var named = new HashMap<Long, Candidate>();
        written.forEach(one -> named.put(one.no(), one));
        return standing(wanted, written).stream()
                .filter(now -> isCovered(wanted.reading(), now, named.get(now.no())))
                .map(Lists::row)
                .toList();
    }

    /// Whether the leaf named each field that is handed over: whoever got another one while it was
    /// written is left out.
    private static boolean isCovered(
            ListReading reading, Candidate now, @Nullable Candidate written) {
        return written != null && reading.shown(written).containsAll(reading.shown(now));
    }

    private static Row row(Candidate one) {
        return new Row(
                one.row().id(),
                one.gate().why(),
                one.reason().code(),
                one.reason().facts(),
                one.row().fields());
    }

    /// Those who may still be contacted, looked at again where anything of them changed.
    private List<Candidate> standing(Wanted wanted, List<Candidate> found) {
        var standing = new ArrayList<Candidate>(found.size());
        try (ReadSession read = core.store().read()) {
            Instant now = core.now();
            for (Candidate one : found) {
                Optional<CustomerRow> row = read.customer(one.no());
                if (row.isPresent()) {
                    boolean same = row.get().version() == one.version();
                    boolean sameKeys =
                            same
                                    && read.keys(one.no())
                                            .map(wraps -> Arrays.equals(wraps, one.wraps()))
                                            .orElse(false);
                    // A refusal of her address alone changes no row of hers.
                    if (sameKeys && wanted.reading().stopsAsBefore(read, one, now)) {
                        standing.add(one);
                    } else {
                        wanted.reading().candidate(read, row.get(), now).ifPresent(standing::add);
                    }
                }
            }
        }
        return standing;
    }

    private Write write(Wanted wanted, List<Candidate> rows) {
        Instant now = core.now();
        ListReading reading = wanted.reading();
        var batch = new LookBatch(core.keys(), now);
        var unchanged = new ArrayList<RowChange>(rows.size());
        var open = new ArrayList<DataKey>(rows.size());
        try (var _ = core.keys().readings().begin();
                ReadSession read = core.store().read()) {
            for (Candidate one : rows) {
                // Whose keys changed meanwhile may be erased, and her row would have no owner:
                // then none of this lands, and it is prepared again without her.
                unchanged.add(new RowChange.RequireKeys(one.no(), one.wraps()));
                evidenceKey(read, one)
                        .ifPresent(key -> {
                            open.add(key);
                            batch.add(one.no(), Parts.fields(reading.shown(one)), key);
                        });
            }
            return batch.finish(
                    List.of(act(reading)),
                    Internal.by(wanted.actor()).about(about(reading.question())),
                    unchanged);
        } finally {
            open.forEach(DataKey::close);
        }
    }

    private static Act act(ListReading reading) {
        PurposeId purpose = reading.purpose().id();
        return reading.channel()
                .map(Channel::id)
                .map(channel -> Act.of(ActType.LIST_EXPORTED, purpose, channel))
                .orElseGet(() -> Act.of(ActType.LIST_EXPORTED, purpose));
    }

    /// Which question it was; the plain list needs no word.
    private static Optional<String> about(ListQuestion question) {
        return question instanceof Everybody
                ? Optional.empty()
                : Optional.of("list:" + question.code());
    }

    /// Empty when her keys are not those that she was looked at with.
    private Optional<DataKey> evidenceKey(ReadSession read, Candidate one) {
        int evidence = core.schema().evidenceClass();
        return read.keys(one.no())
                .filter(wraps -> Arrays.equals(wraps, one.wraps()))
                .flatMap(wraps -> Wraps.parse(wraps).latest(evidence))
                .map(entry ->
                        core.keys()
                                .keks()
                                .unwrap(
                                        entry.wrap(),
                                        new KeyPlace(
                                                core.keys().vault(),
                                                one.no(),
                                                evidence,
                                                entry.generation())));
    }
}
