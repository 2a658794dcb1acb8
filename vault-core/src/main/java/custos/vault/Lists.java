package custos.vault;

import custos.crypto.DataKey;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Mailing lists: everybody who may be contacted for a purpose by a channel now.
public final class Lists {
    /// How many customers one view of the store looks at: far less than a second.
    private static final int VIEW = 500;

    private static final int MAX_TRIES = 8;

    private final Core core;

    Lists(Core core) {
        this.core = core;
    }

    /// A customer on a list.
    ///
    /// @param why `permitted` (she agreed) or `lawful-basis`
    public record Row(CustomerId id, String why, SequencedMap<FieldId, FieldValue> fields) {
        /// Redacted: the fields are personal data.
        @Override
        public String toString() {
            return "Row[" + why + "]";
        }
    }

    /// Streams a list in chunks of at most 1,000 rows. Each chunk is handed over only after its
    /// leaf is durable: nobody leaves the vault unrecorded. Bounded memory.
    ///
    /// Whoever withdraws or is erased while a chunk's leaf is being written is left out of the
    /// chunk: the ledger may name more people than were handed over, never fewer.
    ///
    /// @return how many rows there were
    /// @throws Refusal.BadField when the policy does not follow the purpose by the channel
    public long stream(
            PurposeId purpose, ChannelId channel, Actor actor, Consumer<List<Row>> chunk) {
        var wanted = wanted(purpose, channel, actor);
        long handedOver = 0;
        long next = 0;
        List<Candidate> waiting = new ArrayList<>();
        while (next >= 0) {
            next = gather(wanted, next, waiting);
            if (next < 0 || waiting.size() > Commitment.MAX_BATCH - VIEW) {
                handedOver += handOver(wanted, waiting, chunk);
                waiting = new ArrayList<>();
            }
        }
        return handedOver;
    }

    private record Wanted(Policy policy, Purpose purpose, Channel channel, Actor actor) {}

    private Wanted wanted(PurposeId purposeId, ChannelId channelId, Actor actor) {
        Policy policy = core.policies().current();
        Purpose purpose =
                policy.purpose(purposeId)
                        .orElseThrow(() ->
                                new Refusal.BadField("purpose", "the policy has no such purpose"));
        Channel channel =
                policy.channel(channelId)
                        .filter(known -> purpose.channels().contains(known.id()))
                        .orElseThrow(() ->
                                new Refusal.BadField(
                                        "channel",
                                        "the policy does not follow this purpose by this"
                                                + " channel"));
        return new Wanted(policy, purpose, channel, actor);
    }

    /// Somebody who is on the list if nothing changes until it is written down.
    ///
    /// @param version of the customer's row when she was looked at
    private record Candidate(long no, long version, Row row, byte[] wraps) {
        @Override
        public String toString() {
            return "Candidate[" + no + "]";
        }
    }

    /// @return where the next view begins, -1 after the last customer
    private long gather(Wanted wanted, long from, List<Candidate> found) {
        try (ReadSession read = core.store().read()) {
            List<CustomerRow> customers = read.customersFrom(from, VIEW);
            Instant now = core.now();
            for (CustomerRow customer : customers) {
                candidate(wanted, read, customer.no(), now).ifPresent(found::add);
            }
            return customers.size() < VIEW ? -1 : customers.getLast().no() + 1;
        }
    }

    private Optional<Candidate> candidate(Wanted wanted, ReadSession read, long no, Instant now) {
        try (CustomerFile file = core.file(read, no)) {
            Profile profile = Profile.of(file, wanted.policy());
            var verdict =
                    Permitting.contact(
                            read,
                            core.keys(),
                            wanted.policy(),
                            profile,
                            wanted.purpose(),
                            wanted.channel(),
                            now);
            if (!verdict.allowed()) {
                return Optional.empty();
            }
            var row = new Row(core.customerId(no), verdict.why(), fields(wanted, profile));
            return Optional.of(new Candidate(no, file.row().version(), row, file.wraps().bytes()));
        } catch (Refusal.NotFound | Refusal.Erased e) {
            // Erased already, or in between: on no list.
            return Optional.empty();
        }
    }

    private static SequencedMap<FieldId, FieldValue> fields(Wanted wanted, Profile profile) {
        var fields = new LinkedHashMap<FieldId, FieldValue>();
        var values = new TreeMap<>(profile.contact());
        values.putAll(profile.profile());
        values.forEach((number, value) ->
                wanted.policy()
                        .field(number)
                        .filter(field -> wanted.purpose().fields().contains(field.id()))
                        .ifPresent(field -> fields.put(field.id(), value)));
        return fields;
    }

    private long handOver(Wanted wanted, List<Candidate> found, Consumer<List<Row>> chunk) {
        List<Candidate> landed = found;
        for (int i = 0; !landed.isEmpty(); i++) {
            if (i == MAX_TRIES) {
                throw new VaultFault.Busy(GroupWriter.ROLLING);
            }
            List<Candidate> standing = standing(wanted, landed);
            if (standing.isEmpty()) {
                return 0;
            }
            switch (core.writer().land(write(wanted, standing))) {
                case Landing.Landed _ -> {
                    List<Row> rows =
                            standing(wanted, standing).stream().map(Candidate::row).toList();
                    if (!rows.isEmpty()) {
                        chunk.accept(rows);
                    }
                    return rows.size();
                }
                case Landing.Stale() -> landed = standing;
                case Landing.Broken(var bug) -> throw bug;
                case Landing.Taken(String table) ->
                        throw new IllegalStateException("a list took a row of " + table);
            }
        }
        return 0;
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
                    if (sameKeys) {
                        standing.add(one);
                    } else {
                        candidate(wanted, read, one.no(), now).ifPresent(standing::add);
                    }
                }
            }
        }
        return standing;
    }

    private Write write(Wanted wanted, List<Candidate> rows) {
        Instant now = core.now();
        var batch = new LookBatch(core.keys(), now);
        var unchanged = new ArrayList<RowChange>(rows.size());
        var open = new ArrayList<DataKey>(rows.size());
        try (ReadSession read = core.store().read()) {
            for (Candidate one : rows) {
                // Whose keys changed meanwhile may be erased, and her row would have no owner:
                // then none of this lands, and it is prepared again without her.
                unchanged.add(new RowChange.RequireKeys(one.no(), one.wraps()));
                evidenceKey(read, one.no())
                        .ifPresent(key -> {
                            open.add(key);
                            batch.add(one.no(), part(wanted, one), key);
                        });
            }
            Act act = Act.of(ActType.LIST_EXPORTED, wanted.purpose().id(), wanted.channel().id());
            return batch.finish(List.of(act), Internal.by(wanted.actor()), unchanged);
        } finally {
            open.forEach(DataKey::close);
        }
    }

    private Optional<DataKey> evidenceKey(ReadSession read, long no) {
        try (CustomerFile file = core.file(read, no)) {
            return Optional.of(file.take(core.schema().evidenceClass()));
        } catch (Refusal.NotFound | Refusal.Erased e) {
            return Optional.empty();
        }
    }

    private static Subject.Part part(Wanted wanted, Candidate one) {
        return Parts.fields(
                one.row().fields().keySet().stream()
                        .flatMap(id -> wanted.policy().field(id).stream())
                        .map(custos.policy.Field::number)
                        .toList());
    }
}
