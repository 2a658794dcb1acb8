package custos.vault.consents;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.customer.CustomerNumber;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.policy.RecordKind;
import custos.store.HoldRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.core.RecordDeletion;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Records that stand on a consent alone: with her no they lose their ground and go (GDPR, Art.
/// 17(1)(b)), but for those that a legal hold keeps. The first [#MOST] go in the act that says no,
/// the rest in acts of their own right after it.
public final class ConsentedRecords {
    /// The most records of one leaf.
    static final int MOST = RecordDeletion.MOST;

    /// Customers of one short view of the store.
    private static final int VIEW = 200;

    private final Core core;
    private final Policy policy;

    public ConsentedRecords(Core core, Policy policy) {
        this.core = core;
        this.policy = policy;
    }

    /// What goes with a change, for its leaf and its opening.
    ///
    /// @param acts those of the change, and the deletion behind them where something goes
    public record Going(List<Act> acts, List<Subject.Part> parts, Internal internal) {}

    /// Deletes what a change of consents takes the ground from.
    ///
    /// @param book as the change leaves it
    public Going with(
            Core.Changing changing,
            ConsentBook book,
            List<Act> acts,
            List<Subject.Part> parts,
            Internal internal) {
        var purposes = acts.stream().flatMap(act -> act.purpose().stream()).toList();
        List<RecordRow> rows = groundless(changing, book, Set.copyOf(purposes));
        if (rows.isEmpty()) {
            return new Going(acts, parts, internal);
        }
        var allParts = new ArrayList<>(parts);
        allParts.addAll(deleted(acts.size(), rows));
        var allActs = new ArrayList<>(acts);
        allActs.add(Act.of(ActType.RECORD_DELETED));
        return new Going(allActs, allParts, internal.withErased(delete(changing, rows)));
    }

    private static List<Subject.Part> deleted(int act, List<RecordRow> rows) {
        return rows.stream().map(row -> Parts.deleted(act, row.no(), row.version())).toList();
    }

    private List<Internal.Erased> delete(Core.Changing changing, List<RecordRow> rows) {
        List<Internal.Erased> gone = RecordDeletion.delete(changing, rows);
        RecordDeletion.follow(policy, changing, rows);
        return gone;
    }

    /// Deletes what one act had no room for, once a no to one of these purposes landed.
    void finish(long no, Set<PurposeId> purposes) {
        boolean more =
                policy.kinds().stream()
                        .flatMap(kind -> kind.needs().stream())
                        .anyMatch(purposes::contains);
        while (more) {
            more = core.change(no, OptionalLong.empty(), changing -> rest(changing, purposes));
        }
    }

    /// Deletes what lost its ground and is still there: the rest of an act that broke off, or that
    /// an import said, what a legal hold kept that is over, and what a merge brought. Customers who
    /// are hidden by a merge keep theirs until it ends.
    public void sweep() {
        long end = CustomerNumber.FIRST + core.customersAtMost();
        for (long from = CustomerNumber.FIRST; from < end; from += VIEW) {
            refused(from)
                    .forEach((no, purposes) -> {
                        try {
                            finish(no, purposes);
                        } catch (Refusal.Erased | Refusal.NotFound gone) {
                            // Nothing of hers is left, or she goes on in another.
                        }
                    });
        }
    }

    /// Who of some neighbours has records that her no took the ground from, and of which purposes.
    private Map<Long, Set<PurposeId>> refused(long from) {
        var found = new HashMap<Long, Set<PurposeId>>();
        try (ReadSession read = core.store().read()) {
            for (RecordKind kind : policy.kinds()) {
                if (kind.needs().isPresent()) {
                    read
                            .recordsOfKind(
                                    kind.number(),
                                    Slots.firstRow(from),
                                    Slots.firstRow(from + VIEW))
                            .stream()
                            .map(row -> Slots.customerOf(row.no()))
                            .distinct()
                            .filter(no -> isRefused(read, no, kind.needs().orElseThrow()))
                            .forEach(no ->
                                    found.computeIfAbsent(no, _ -> new HashSet<>())
                                            .add(kind.needs().orElseThrow()));
                }
            }
        }
        return found;
    }

    private boolean isRefused(ReadSession read, long no, PurposeId purpose) {
        try (CustomerFile file = core.file(read, no)) {
            return isRefused(Profile.book(file, policy), purpose, core.now());
        } catch (Refusal gone) {
            return false;
        }
    }

    private Core.Prepared<Boolean> rest(Core.Changing changing, Set<PurposeId> purposes) {
        ConsentBook book = Profile.book(changing.file(), policy);
        List<RecordRow> rows = groundless(changing, book, purposes);
        if (rows.isEmpty()) {
            return new Core.Prepared<>(Write.upkeep(List.of()), _ -> false);
        }
        Internal internal = Internal.by(new Actor.Vault()).withErased(delete(changing, rows));
        Write write =
                changing.draft()
                        .finish(
                                List.of(Act.of(ActType.RECORD_DELETED)),
                                deleted(0, rows),
                                internal,
                                changing.now());
        return new Core.Prepared<>(write, _ -> rows.size() == MOST);
    }

    private List<RecordRow> groundless(
            Core.Changing changing, ConsentBook book, Set<PurposeId> purposes) {
        List<RecordKind> kinds =
                policy.kinds().stream()
                        .filter(kind -> kind.needs().stream().anyMatch(purposes::contains))
                        .filter(kind -> isRefused(book, kind.needs().orElseThrow(), changing.now()))
                        .toList();
        if (kinds.isEmpty()) {
            return List.of();
        }
        long no = changing.file().no();
        Set<Long> holds =
                changing.read().holds(no).stream().map(HoldRow::record).collect(Collectors.toSet());
        int most = MOST + holds.size();
        return kinds.stream()
                .flatMap(kind -> rows(changing.read(), kind, no, most).stream())
                .filter(row -> !holds.contains(row.no()))
                .limit(MOST)
                .toList();
    }

    private static List<RecordRow> rows(ReadSession read, RecordKind kind, long no, int most) {
        return read.recordsOfKind(kind.number(), Slots.firstRow(no), Slots.endRow(no), most);
    }

    /// Whether she said no and nowhere yes. A yes that ran out is no no: its records stay for the
    /// period of their class.
    private boolean isRefused(ConsentBook book, PurposeId id, Instant now) {
        Optional<Purpose> purpose = policy.purpose(id);
        List<ConsentState> states =
                purpose.stream()
                        .flatMap(one -> one.channels().stream())
                        .map(channel -> book.state(new ConsentKey(id, channel), now))
                        .toList();
        return states.stream().anyMatch(ConsentState::isNo)
                && states.stream().noneMatch(state -> state.grant().isPresent());
    }
}
