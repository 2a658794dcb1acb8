package custos.vault.merges;

import custos.consent.MergedConsents;
import custos.crypto.IndexToken;
import custos.customer.FieldValue;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.consents.Consents;
import custos.vault.consents.Profile;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.MergeKinds;
import custos.vault.core.MergeNote;
import custos.vault.core.RecordDeletion;
import custos.vault.core.RecordRules;
import custos.vault.customers.Finder;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/// Takes a merge back, as long as neither of the two was touched since. For one use.
final class MergeUndoing {
    private final Core core;
    private final Finder finder;
    private final Actor actor;
    private final Policy policy;
    private final MergeKinds kinds;

    MergeUndoing(Core core, Finder finder, Actor actor) {
        this.core = core;
        this.finder = finder;
        this.actor = actor;
        this.policy = core.policies().current();
        this.kinds = MergeKinds.of(policy);
    }

    /// The records of merges into a customer, in their order.
    static List<RecordRow> records(ReadSession read, Policy policy, long no) {
        return policy.kind(Kinds.MERGE)
                .map(RecordKind::number)
                .map(kind -> read.recordsOfKind(kind, Slots.firstRow(no), Slots.endRow(no)))
                .orElse(List.of());
    }

    Merging.Undone undo(long no, long merge) {
        long gone = gone(no, merge);
        return MergeWrite.change(
                core,
                read -> core.file(read, no),
                read -> merged(read, gone, no),
                pair -> prepare(pair, merge));
    }

    private long gone(long no, long merge) {
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            return opened(read, file, merge).gone();
        }
    }

    private MergeUndo opened(ReadSession read, CustomerFile file, long merge) {
        RecordRow row =
                read.record(merge)
                        .filter(_ -> Slots.customerOf(merge) == file.no())
                        .filter(found -> found.kind() == kinds.undo().number())
                        .orElseThrow(() -> new Refusal.NotFound("merge of this customer"));
        return MergeUndo.of(file.open(row));
    }

    private CustomerFile merged(ReadSession read, long gone, long into) {
        CustomerFile file;
        try {
            file = core.whole(read, gone);
        } catch (Refusal.Erased | Refusal.NotFound e) {
            throw over();
        }
        boolean hers = file.isMerged() && MergeKinds.into(file.openFixed(Slots.MERGED)) == into;
        if (!hers) {
            file.close();
            throw over();
        }
        return file;
    }

    private static Refusal.Conflict over() {
        return new Refusal.Conflict("undo-over", "a merge is taken back within thirty days");
    }

    private MergeWrite.Prepared<Merging.Undone> prepare(MergeWrite.Pair pair, long merge) {
        Core.Changing stays = pair.stays();
        Core.Changing back = pair.goes();
        MergeUndo undo = opened(stays.read(), stays.file(), merge);
        if (undo.until().isBefore(LocalDate.ofEpochDay(Core.day(stays.now())))) {
            throw over();
        }
        Profile now = Profile.of(stays.file(), policy);
        List<RecordRow> copies = requireUntouched(pair, undo, now);
        Profile before =
                new Profile(
                        undo.before().contact(),
                        undo.before().profile(),
                        MergedConsents.restored(undo.before().book()));
        MergeWrite.putFields(finder, policy, stays, now, before);
        int day = Core.day(stays.now());
        if (!before.book().equals(now.book())) {
            Consents.putBook(stays.draft(), policy, before.book(), day);
        }
        RecordDeletion.follow(policy, stays, copies);
        List<Internal.Erased> gone = delete(stays, copies, merge);
        List<IndexToken> tokens = unhide(back, day);
        stays.draft().also(MergeNote.delete(core.keys(), back.file().no()));
        Write write =
                MergeWrite.write(
                        core,
                        pair,
                        ActType.MERGE_UNDONE,
                        Parts.merged(changed(now, before), stays.draft().contentVersion()),
                        now.book(),
                        before.book(),
                        Internal.by(actor).withErased(gone));
        SortedMap<Integer, FieldValue> contact = back.file().openFixed(Slots.CONTACT);
        return new MergeWrite.Prepared<>(
                write,
                idx ->
                        landed(
                                stays.file().no(),
                                back.file().no(),
                                idx,
                                () -> {
                                    finder.put(back.file().no(), tokens, policy, contact);
                                    finder.replace(
                                            stays.file().no(),
                                            policy,
                                            now.contact(),
                                            before.contact());
                                }));
    }

    private Merging.Undone landed(long stays, long back, long idx, Runnable indexes) {
        indexes.run();
        return new Merging.Undone(core.customerId(stays), core.customerId(back), Ledger.index(idx));
    }

    private static List<Integer> changed(Profile now, Profile before) {
        var changed = new TreeSet<Integer>();
        MergePlan.differ(now.contact(), before.contact(), changed);
        MergePlan.differ(now.profile(), before.profile(), changed);
        return List.copyOf(changed);
    }

    /// @return the copied records
    private List<RecordRow> requireUntouched(MergeWrite.Pair pair, MergeUndo undo, Profile now) {
        Core.Changing stays = pair.stays();
        Map<Integer, RecordRow> records = new HashMap<>();
        MergeWrite.copied(stays.read(), policy, stays.file().no())
                .forEach(row -> records.put(Slots.within(row.no()), row));
        MergeState state = MergeState.of(now, records.keySet());
        require(state.fields().equals(undo.after().fields()), "fields");
        require(state.consents().equals(undo.after().consents()), "consents");
        require(state.records().equals(undo.after().records()), "records");
        List<RecordRow> sources = MergeWrite.copied(stays.read(), policy, pair.goes().file().no());
        require(
                sources.stream().map(row -> Slots.within(row.no())).toList().equals(undo.copied()),
                "records");
        var copies = new ArrayList<RecordRow>();
        for (int i = 0; i < sources.size(); i++) {
            RecordRow source = sources.get(i);
            RecordRow copy =
                    Optional.ofNullable(records.get(undo.first() + i))
                            .filter(one -> same(pair, one, source))
                            .orElseThrow(() -> touched("records"));
            RecordRules.requireNoHold(stays, copy.no());
            copies.add(copy);
        }
        return copies;
    }

    private static boolean same(MergeWrite.Pair pair, RecordRow copy, RecordRow source) {
        return copy.kind() == source.kind()
                && copy.day() == source.day()
                && pair.stays().file().open(copy).equals(pair.goes().file().open(source));
    }

    private static void require(boolean untouched, String what) {
        if (!untouched) {
            throw touched(what);
        }
    }

    private static Refusal.Conflict touched(String what) {
        return new Refusal.Conflict(
                "touched-" + what, "the customer's " + what + " were changed since the merge");
    }

    private List<Internal.Erased> delete(Core.Changing stays, List<RecordRow> copies, long merge) {
        var rows = new ArrayList<>(copies);
        rows.add(stays.read().record(merge).orElseThrow());
        return RecordDeletion.delete(stays, rows);
    }

    /// @return the tokens by which she is found again
    private List<IndexToken> unhide(Core.Changing back, int day) {
        back.draft()
                .put(
                        Slots.MERGED,
                        kinds.markClass(policy),
                        kinds.mark().number(),
                        day,
                        MergeKinds.nobody());
        List<IndexToken> tokens = finder.tokens(policy, back.file().openFixed(Slots.CONTACT));
        back.draft().tokens(tokens);
        return tokens;
    }
}
