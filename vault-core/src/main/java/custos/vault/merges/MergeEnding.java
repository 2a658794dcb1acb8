package custos.vault.merges;

import custos.crypto.BlindIndex;
import custos.crypto.IndexToken;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.Policy;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.consents.UsedForms;
import custos.vault.core.Core;
import custos.vault.core.MergeNote;
import custos.vault.core.RecordDeletion;
import custos.vault.customers.Finder;
import custos.vault.erasure.Erasure;
import custos.vault.erasure.Remains;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Write;
import custos.vault.writer.Disclosures;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The end of merges: who was merged away is destroyed when thirty days are over, or together with
/// the customer in whom she goes on. Each customer is a write of its own; what breaks off is
/// finished by the next run.
///
/// A legal hold on one of her records keeps that record, sealed anew, as in any erasure.
public final class MergeEnding {
    private final Core core;
    private final Finder finder;
    private final Disclosures disclosures;

    public MergeEnding(Core core, Finder finder, Disclosures disclosures) {
        this.core = core;
        this.finder = finder;
        this.disclosures = disclosures;
    }

    /// Where a customer of a note stands.
    private enum Standing {
        /// Hidden; she can be brought back.
        MERGED,
        /// For herself: a restore of before the merge brought her back.
        HERSELF,
        GONE
    }

    /// Destroys who was merged away more than thirty days ago, and whose other half was erased;
    /// forgets what was said of pairs of which one is gone.
    ///
    /// @return how many were destroyed
    int endDue() {
        LocalDate today = LocalDate.ofEpochDay(core.today());
        int ended = 0;
        for (MergeNote note : notes()) {
            boolean over = MergeUndo.until(note.day()).isBefore(today);
            boolean alone = isErased(note.into());
            switch (standing(note.gone())) {
                case MERGED -> {
                    if (alone || over) {
                        forgetWayBack(note);
                        shred(note, Optional.empty(), false, new Actor.Vault(), alone);
                        ended++;
                    }
                }
                case HERSELF -> forget(note);
                case GONE -> {
                    if (alone) {
                        forget(note);
                    }
                }
            }
        }
        core.pairs().forgetGone(no -> standing(no) == Standing.GONE);
        if (ended > 0) {
            core.store().truncateLog();
        }
        return ended;
    }

    /// Destroys whoever goes on in a customer who was just erased, and forgets that they did.
    ///
    /// @param suppress whether the customer asked never to be written to again
    public void withErased(long into, String reason, boolean suppress, Actor actor) {
        for (MergeNote note : notes()) {
            if (note.into() == into) {
                if (standing(note.gone()) == Standing.MERGED) {
                    shred(note, Optional.of(reason), suppress, actor, true);
                    withErased(note.gone(), reason, suppress, actor);
                } else {
                    forget(note);
                }
            }
        }
    }

    private List<MergeNote> notes() {
        try (ReadSession read = core.store().read()) {
            return MergeNote.all(read, core.keys());
        }
    }

    private Standing standing(long no) {
        try (ReadSession read = core.store().read();
                CustomerFile file = core.whole(read, no)) {
            return file.isMerged() ? Standing.MERGED : Standing.HERSELF;
        } catch (Refusal.Erased | Refusal.NotFound e) {
            return Standing.GONE;
        }
    }

    /// Also where somebody follows who was merged into another by now: that one stands.
    private boolean isErased(long no) {
        return standing(no) == Standing.GONE && core.standing(no) == no;
    }

    private void forget(MergeNote note) {
        core.writer().land(Write.upkeep(List.of(MergeNote.delete(core.keys(), note.gone()))));
    }

    /// The values of before the merge go too, from the customer who stays.
    private void forgetWayBack(MergeNote note) {
        try {
            core.changeWhole(note.into(), changing -> withoutWayBack(note, changing));
        } catch (Refusal.Erased | Refusal.NotFound e) {
            // Gone with her.
        }
    }

    private Core.Prepared<Long> withoutWayBack(MergeNote note, Core.Changing changing) {
        Policy policy = core.policies().current();
        List<RecordRow> rows =
                MergeUndoing.records(changing.read(), policy, note.into()).stream()
                        .filter(row ->
                                MergeUndo.of(changing.file().open(row)).gone() == note.gone())
                        .toList();
        if (rows.isEmpty()) {
            return new Core.Prepared<>(Write.upkeep(List.of()), idx -> idx);
        }
        List<Internal.Erased> gone = RecordDeletion.delete(changing, rows);
        Write write =
                changing.draft()
                        .finish(
                                List.of(Act.of(ActType.RETENTION_PURGED)),
                                rows.stream()
                                        .map(row ->
                                                Parts.record(
                                                        row.no(),
                                                        row.version(),
                                                        List.of(),
                                                        Optional.empty()))
                                        .toList(),
                                Internal.by(new Actor.Vault()).withErased(gone),
                                changing.now());
        return new Core.Prepared<>(write, idx -> idx);
    }

    /// @param forgets whether the note goes with her: it leads to nobody
    private void shred(
            MergeNote note,
            Optional<String> reason,
            boolean suppress,
            Actor actor,
            boolean forgets) {
        try {
            core.changeWhole(
                    note.gone(),
                    changing -> {
                        if (!changing.file().isMerged()) {
                            throw new Refusal.NotFound("merge");
                        }
                        return shredded(changing, note.into(), reason, suppress, actor, forgets);
                    });
        } catch (Refusal.Erased | Refusal.NotFound e) {
            // Brought back, or gone, since she was looked at.
        }
    }

    private Core.Prepared<OptionalLong> shredded(
            Core.Changing changing,
            long into,
            Optional<String> reason,
            boolean suppress,
            Actor actor,
            boolean forgets) {
        Policy policy = core.policies().current();
        var remains = new Remains(core.keys(), policy, changing, reason.orElse(""));
        remains.keepWhatIsNoCopy();
        core.pairs().without(changing.file().no()).forEach(remains::also);
        if (suppress) {
            Erasure.suppress(core, policy, changing, remains);
        }
        long no = changing.file().no();
        var forms = new UsedForms(core);
        if (forgets) {
            remains.also(MergeNote.delete(core.keys(), no));
            forms.forget(changing.read(), no).forEach(remains::also);
            Erasure.forgetPostings(core, changing, remains);
        } else {
            forms.goOn(changing.read(), no, core.standing(into)).forEach(remains::also);
        }
        List<IndexToken> carried = BlindIndex.unpack(changing.file().row().tokens());
        Write write =
                Erasure.told(core, changing, remains, Internal.by(actor).because(reason)).write();
        return new Core.Prepared<>(
                write,
                idx -> {
                    finder.remove(no, carried);
                    disclosures.forget(no);
                    core.pairs().erased(no);
                    return OptionalLong.of(idx);
                });
    }
}
