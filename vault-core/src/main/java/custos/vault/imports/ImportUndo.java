package custos.vault.imports;

import custos.consent.ConsentBook;
import custos.consent.ConsentEvent;
import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.consent.Ending;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Policy;
import custos.policy.ReasonUse;
import custos.policy.SourceId;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.vault.consents.Consents;
import custos.vault.consents.Profile;
import custos.vault.core.Core;
import custos.vault.core.CustomerLeaves;
import custos.vault.core.RecordRules;
import custos.vault.customers.Finder;
import custos.vault.erasure.Erasure;
import custos.vault.rows.CustomerContent;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedBatch;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Takes an import back (ADR 0028): whom it brought is erased, what it filled in is emptied, and
/// the consents that it gave are void. A no that it brought stays: only a customer takes a no back.
///
/// A customer with any entry since the import is left as she is, and named.
public final class ImportUndo {
    /// How long an import can be taken back.
    public static final Duration WITHIN = Duration.ofDays(30);

    /// How many of those who stay are named; all are counted.
    public static final int MAX_NAMED = 1_000;

    private static final int CHUNK = 200;
    private static final SourceId SOURCE = new SourceId("import");

    private final Core core;
    private final Finder finder;
    private final Erasure erasure;
    private final ImportBatches batches;

    ImportUndo(Core core, Finder finder, Erasure erasure, ImportBatches batches) {
        this.core = core;
        this.finder = finder;
        this.erasure = erasure;
        this.batches = batches;
    }

    /// What an undo did.
    ///
    /// @param removed customers whom the import had brought, now erased
    /// @param restored customers who are as they were before, but for a no
    /// @param keptCount how many customers stay as the import left them
    /// @param kept the first of them
    public record Result(long removed, long restored, long keptCount, List<Kept> kept) {
        public Result {
            kept = List.copyOf(kept);
        }
    }

    /// A customer who stays as she is, and why.
    public record Kept(CustomerId id, Why why) {}

    /// Why a customer stays as the import left her.
    public enum Why {
        /// Something was written down of her since.
        TOUCHED,
        /// A legal hold stands on one of her records.
        HELD
    }

    /// @throws Refusal.NotFound when there never was such an import
    /// @throws Refusal.Conflict when it was taken back, or is older than [#WITHIN]
    ImportBatch requireUndoable(int no) {
        ImportBatch batch = batches.find(no);
        if (batch.undone().isPresent()) {
            throw new Refusal.Conflict("undone", "this import was taken back");
        }
        if (!isRecent(batch)) {
            throw new Refusal.Conflict("undo-over", "an import is taken back within 30 days");
        }
        return batch;
    }

    private boolean isRecent(ImportBatch batch) {
        return core.now().isBefore(batch.begun().plus(WITHIN));
    }

    /// Whether an import can be taken back now.
    public boolean isUndoable(ImportBatch batch) {
        return batch.undone().isEmpty() && isRecent(batch);
    }

    /// Takes an import back; each customer is durable before the next, and one that broke off goes
    /// on where it was.
    ///
    /// @param reason a reason code of the policy, as for an erasure
    /// @throws Refusal.NotFound when there never was such an import
    /// @throws Refusal.Conflict when it was taken back, or is older than [#WITHIN]
    public Result run(int no, String reason, Actor by, ImportWatch watch) {
        core.policies().requireReason(ReasonUse.ERASE, reason);
        ImportBatch batch = requireUndoable(no);
        var one = new Once(batch, reason, by);
        long most = core.customersAtMost();
        long seen = 0;
        for (long next = 0; next >= 0; ) {
            List<CustomerRow> rows;
            List<Long> touched;
            try (ReadSession read = core.store().read()) {
                rows = read.customersFrom(next, CHUNK);
                touched = one.touched(read, rows);
            }
            touched.forEach(one::takeBack);
            seen += rows.size();
            watch.goOn(seen, most);
            next = rows.size() < CHUNK ? -1 : rows.getLast().no() + 1;
        }
        batches.undone(batch, by);
        return one.result();
    }

    /// One undo. For one thread.
    private final class Once {
        private final ImportBatch batch;
        private final String reason;
        private final Actor by;
        private final Policy policy = core.policies().current();
        private final OpenedBatch.Recent leaves = new OpenedBatch.Recent();
        private final List<Kept> kept = new ArrayList<>();
        private long keptCount;
        private long removed;
        private long restored;

        Once(ImportBatch batch, String reason, Actor by) {
            this.batch = batch;
            this.reason = reason;
            this.by = by;
        }

        Result result() {
            return new Result(removed, restored, keptCount, kept);
        }

        /// Customers with an entry among those that may be the import's.
        List<Long> touched(ReadSession read, List<CustomerRow> rows) {
            if (rows.isEmpty()) {
                return List.of();
            }
            var found = new TreeSet<Long>();
            read
                    .ownersBetween(
                            Slots.firstRow(rows.getFirst().no()), Slots.endRow(rows.getLast().no()))
                    .stream()
                    .filter(owner -> isWithin(owner.idx()))
                    .forEach(owner -> found.add(Slots.customerOf(owner.opening())));
            return List.copyOf(found);
        }

        private boolean isWithin(long idx) {
            return idx >= batch.from() && (batch.to().isEmpty() || idx < batch.to().getAsLong());
        }

        void takeBack(long no) {
            try {
                Optional<CustomerRow> brought = amend(no);
                if (brought.isPresent()) {
                    erase(brought.get());
                }
            } catch (Refusal.NotFound | Refusal.Erased e) {
                // She is gone already.
            }
        }

        private void erase(CustomerRow row) {
            try {
                erasure.eraseWhile(
                        now -> now.version() == row.version(),
                        core.customerId(row.no()),
                        reason,
                        by);
                removed++;
            } catch (Refusal.Conflict e) {
                keep(row.no(), e.code().equals("held") ? Why.HELD : Why.TOUCHED);
            }
        }

        private void keep(long no, Why why) {
            keptCount++;
            if (kept.size() < MAX_NAMED) {
                kept.add(new Kept(core.customerId(no), why));
            }
        }

        /// Takes back what the import did to a customer whom it did not bring.
        ///
        /// @return the row of a customer whom it brought
        private Optional<CustomerRow> amend(long no) {
            return core.change(no, OptionalLong.empty(), this::prepare);
        }

        private Core.Prepared<Optional<CustomerRow>> prepare(Core.Changing changing) {
            CustomerFile file = changing.file();
            var all = new CustomerLeaves(core, changing.read(), file);
            List<CustomerLeaves.Place> places = all.changes();
            var mine = new ArrayList<OpenedLeaf>();
            boolean first = false;
            boolean last = false;
            boolean undone = false;
            for (int i = 0; i < places.size(); i++) {
                CustomerLeaves.Place place = places.get(i);
                undone = i == places.size() - 1 && isUndone(all, place);
                Optional<OpenedLeaf> own =
                        isWithin(place.idx()) ? own(all.open(place, leaves)) : Optional.empty();
                own.ifPresent(mine::add);
                first |= i == 0 && own.isPresent();
                last = own.isPresent();
            }
            if (mine.isEmpty()) {
                return unchanged(Optional.empty());
            }
            if (undone) {
                // An undo that broke off, begun again.
                return new Core.Prepared<>(
                        Write.upkeep(List.of()),
                        _ -> {
                            restored++;
                            return Optional.empty();
                        });
            }
            if (!last) {
                return kept(file.no(), Why.TOUCHED);
            }
            return first ? unchanged(Optional.of(file.row())) : emptied(changing, mine);
        }

        private static <T> Core.Prepared<Optional<T>> unchanged(Optional<T> answer) {
            return new Core.Prepared<>(Write.upkeep(List.of()), _ -> answer);
        }

        private Core.Prepared<Optional<CustomerRow>> kept(long no, Why why) {
            return new Core.Prepared<>(
                    Write.upkeep(List.of()),
                    _ -> {
                        keep(no, why);
                        return Optional.empty();
                    });
        }

        private boolean isUndone(CustomerLeaves all, CustomerLeaves.Place place) {
            return speaksOf(all.open(place, leaves), ActType.IMPORT_UNDONE);
        }

        private Optional<OpenedLeaf> own(OpenedLeaf leaf) {
            return speaksOf(leaf, ActType.IMPORTED) ? Optional.of(leaf) : Optional.empty();
        }

        private boolean speaksOf(OpenedLeaf leaf, ActType type) {
            return leaf.subject().parts().stream()
                    .anyMatch(part ->
                            leaf.leaf().acts().get(part.act()).type() == type
                                    && part.evidence().filter(batch.mark()::equals).isPresent());
        }

        private Core.Prepared<Optional<CustomerRow>> emptied(
                Core.Changing changing, List<OpenedLeaf> mine) {
            Profile before = Profile.of(changing.file(), policy);
            CustomerDraft draft = changing.draft();
            int day = Core.day(changing.now());
            var fields = new TreeSet<Integer>();
            mine.stream()
                    .flatMap(leaf -> leaf.subject().parts().stream())
                    .filter(part -> part.record().isEmpty())
                    .forEach(part -> fields.addAll(part.fields()));
            var contact = without(before.contact(), fields);
            if (!contact.equals(before.contact())) {
                CustomerContent.put(draft, policy, Slots.CONTACT, contact, day);
                draft.tokens(finder.tokens(policy, contact));
            }
            var profile = without(before.profile(), fields);
            if (!profile.equals(before.profile())) {
                if (RecordRules.isHeld(changing, Slots.row(draft.no(), Slots.PROFILE))) {
                    return kept(draft.no(), Why.HELD);
                }
                CustomerContent.put(draft, policy, Slots.PROFILE, profile, day);
            }
            ImportedRecords records = ImportedRecords.of(changing, mine);
            if (records.anyHeld(changing)) {
                return kept(draft.no(), Why.HELD);
            }
            List<Act> acts = new ArrayList<>(List.of(Act.of(ActType.IMPORT_UNDONE)));
            List<Subject.Part> parts =
                    new ArrayList<>(
                            List.of(
                                    Parts.imported(
                                            List.copyOf(fields),
                                            draft.contentVersion(),
                                            SOURCE,
                                            Optional.of(batch.mark()))));
            List<Internal.Erased> gone = records.takeBack(policy, changing, SOURCE, parts);
            ConsentBook book = voided(changing, before.book(), mine, acts, parts);
            if (!book.equals(before.book())) {
                Consents.putBook(draft, policy, book, day);
            }
            Internal why =
                    Internal.by(by)
                            .because(Optional.of(reason))
                            .about(Optional.of(batch.mark()))
                            .withErased(gone);
            Write write = draft.finish(acts, parts, why, changing.now());
            return new Core.Prepared<>(
                    write,
                    _ -> {
                        finder.replace(draft.no(), policy, before.contact(), contact);
                        restored++;
                        return Optional.empty();
                    });
        }

        private static SortedMap<Integer, FieldValue> without(
                SortedMap<Integer, FieldValue> values, Set<Integer> fields) {
            var rest = new TreeMap<>(values);
            rest.keySet().removeAll(fields);
            return rest;
        }

        /// The consents without those that the import gave: their evidence was found wanting.
        private ConsentBook voided(
                Core.Changing changing,
                ConsentBook before,
                List<OpenedLeaf> mine,
                List<Act> acts,
                List<Subject.Part> parts) {
            ConsentBook book = before;
            for (OpenedLeaf leaf : mine) {
                for (Subject.Part part : leaf.subject().parts()) {
                    Act act = leaf.leaf().acts().get(part.act());
                    if (act.type() != ActType.CONSENT_GIVEN) {
                        continue;
                    }
                    var key =
                            new ConsentKey(
                                    act.purpose().orElseThrow(), act.channel().orElseThrow());
                    if (!(book.states().get(key) instanceof ConsentState.Given)) {
                        continue;
                    }
                    book =
                            book.after(
                                    new ConsentEvent.Ended(
                                            key,
                                            ConsentEvent.Cause.INVALIDATED,
                                            new Ending(
                                                    changing.now(),
                                                    SOURCE.value(),
                                                    SOURCE.value())));
                    parts.add(voidedPart(acts.size(), part));
                    acts.add(Act.of(ActType.CONSENT_INVALIDATED, key.purpose(), key.channel()));
                }
            }
            return book;
        }

        private static Subject.Part voidedPart(int act, Subject.Part given) {
            return new Subject.Part(
                    act,
                    given.address(),
                    List.of(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.of(SOURCE.value()),
                    Optional.of(SOURCE.value()),
                    Optional.of("invalidated"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
