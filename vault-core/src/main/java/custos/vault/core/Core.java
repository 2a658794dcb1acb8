package custos.vault.core;

import custos.crypto.PublicIds;
import custos.customer.CustomerId;
import custos.customer.CustomerNumber;
import custos.customer.RecordId;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.VaultStore;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import custos.vault.writer.GroupWriter;
import custos.vault.writer.Landing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// What every use case stands on: rows, keys, the writer, the policy in force, what was said of
/// pairs of customers, and the time.
public record Core(
        VaultStore store,
        VaultKeys keys,
        GroupWriter writer,
        Policies policies,
        PairNotes pairs,
        InstantSource clock) {

    /// How often a change is prepared again when others were faster.
    public static final int MAX_TRIES = 8;

    /// How often a customer is followed into another at most.
    private static final int MAX_MERGES = 64;

    /// A write and what to answer once it landed.
    public record Prepared<T>(Write write, Function<Long, T> answer) {}

    public long number(CustomerId id) {
        return decode(id.value(), PublicIds.Kind.CUSTOMER, "customer");
    }

    public long number(RecordId id) {
        return decode(id.value(), PublicIds.Kind.RECORD, "record");
    }

    private long decode(String id, PublicIds.Kind kind, String what) {
        try {
            return keys.ids().decode(id, kind);
        } catch (IllegalArgumentException e) {
            throw new Refusal.NotFound(what);
        }
    }

    public CustomerId customerId(long no) {
        return new CustomerId(keys.ids().encode(no, PublicIds.Kind.CUSTOMER));
    }

    public RecordId recordId(long no) {
        return new RecordId(keys.ids().encode(no, PublicIds.Kind.RECORD));
    }

    /// How many customers there are at most: those who are gone count.
    public long customersAtMost() {
        return customersAtMost(store);
    }

    public static long customersAtMost(VaultStore store) {
        try (ReadSession read = store.read()) {
            return read.state().nextCustomer() - CustomerNumber.FIRST;
        }
    }

    /// Now, to the millisecond: what events and records carry.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Today in UTC, in days since 1970-01-01.
    public int today() {
        return day(clock.instant());
    }

    public static int day(Instant at) {
        return (int) Math.floorDiv(at.getEpochSecond(), 86_400L);
    }

    public CustomerDraft.Schema schema() {
        return policies.schema();
    }

    /// Reads a customer's file. The caller closes it.
    ///
    /// @throws Refusal.NotFound when there never was such a customer
    /// @throws Refusal.Erased when there was; as [Refusal.Merged] when she goes on in another
    public CustomerFile file(long no) {
        try (ReadSession read = store.read()) {
            return file(read, no);
        }
    }

    public CustomerFile file(ReadSession read, long no) {
        CustomerFile file = whole(read, no);
        if (file.isMerged()) {
            try (file) {
                throw merged(MergeKinds.into(file.openFixed(Slots.MERGED)));
            }
        }
        return file;
    }

    /// Likewise a customer who may have been merged into another; for what ends or undoes that.
    public CustomerFile whole(ReadSession read, long no) {
        CustomerFile file =
                CustomerFile.read(read, keys, no)
                        .orElseThrow(() ->
                                read.shredded(no).isEmpty()
                                        ? new Refusal.NotFound("customer")
                                        : gone(read, no));
        if (policies.isErased(read.shredded(no))) {
            file.close();
            throw gone(read, no);
        }
        return file;
    }

    private Refusal.Erased gone(ReadSession read, long no) {
        return MergeNote.find(read, keys, no)
                .<Refusal.Erased>map(note -> merged(note.into()))
                .orElseGet(Refusal.Erased::new);
    }

    private Refusal.Merged merged(long into) {
        return new Refusal.Merged(customerId(into));
    }

    /// The customer in whom one goes on, herself where she was not merged.
    public long standing(long no) {
        long now = no;
        for (int i = 0; i < MAX_MERGES; i++) {
            try (CustomerFile _ = file(now)) {
                return now;
            } catch (Refusal.Merged merged) {
                now = number(merged.into());
            } catch (Refusal.Erased | Refusal.NotFound e) {
                return now;
            }
        }
        return now;
    }

    /// Changes one customer: prepares, lands, and prepares again when another write was faster.
    ///
    /// @param ifVersion the version the caller saw; then nobody may have been faster
    public <T> T change(
            long no, OptionalLong ifVersion, Function<Changing, Prepared<T>> preparation) {
        return change(read -> file(read, no), ifVersion, preparation);
    }

    /// Likewise a customer who may have been merged into another.
    public <T> T changeWhole(long no, Function<Changing, Prepared<T>> preparation) {
        return change(read -> whole(read, no), OptionalLong.empty(), preparation);
    }

    private <T> T change(
            Function<ReadSession, CustomerFile> opening,
            OptionalLong ifVersion,
            Function<Changing, Prepared<T>> preparation) {
        for (int i = 0; i < MAX_TRIES; i++) {
            Optional<T> done = changeOnce(opening, ifVersion, preparation);
            if (done.isPresent()) {
                return done.get();
            }
            // Somebody was faster: look again.
        }
        throw new VaultFault.Busy("too many changes of one customer at once");
    }

    private <T> Optional<T> changeOnce(
            Function<ReadSession, CustomerFile> opening,
            OptionalLong ifVersion,
            Function<Changing, Prepared<T>> preparation) {
        try (var _ = keys.readings().begin()) {
            Prepared<T> prepared;
            RowChange.RequireKeys asSeen;
            try (ReadSession read = store.read();
                    CustomerFile file = opening.apply(read)) {
                long no = file.no();
                asSeen = new RowChange.RequireKeys(no, file.wraps().bytes());
                long version = file.contentVersion();
                if (ifVersion.isPresent() && ifVersion.getAsLong() != version) {
                    throw new Refusal.Stale(version);
                }
                int count = read.countRecords(Slots.firstRow(no), Slots.endRow(no));
                try (CustomerDraft draft = CustomerDraft.change(keys, schema(), file, count)) {
                    prepared = preparation.apply(new Changing(read, file, draft, now()));
                }
            }
            if (prepared.write().rows().isEmpty()) {
                return Optional.of(prepared.answer().apply(-1L));
            }
            return switch (writer.land(prepared.write().onlyIf(asSeen))) {
                case Landing.Landed(long idx) -> Optional.of(prepared.answer().apply(idx));
                case Landing.Stale() -> Optional.empty();
                case Landing.Broken(var bug) -> throw bug;
                case Landing.Taken(String table) ->
                        throw new Refusal.Conflict("repeated", "this was done already: " + table);
            };
        }
    }

    /// A customer in the middle of a change: as it is, and as it will be.
    public record Changing(ReadSession read, CustomerFile file, CustomerDraft draft, Instant now) {}
}
