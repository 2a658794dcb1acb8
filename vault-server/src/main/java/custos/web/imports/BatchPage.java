package custos.web.imports;

import custos.access.Permission;
import custos.event.Actor;
import custos.policy.ReasonUse;
import custos.vault.Runs;
import custos.vault.imports.ImportBatch;
import custos.vault.imports.ImportRuns;
import custos.vault.imports.ImportRuns.State;
import custos.vault.imports.ImportUndo;
import custos.vault.imports.Imports;
import custos.vault.merges.DuplicateRuns;
import custos.vault.rows.Refusal;
import custos.web.ActorText;
import custos.web.Choice;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/imports/{import}`: an import of the past, and the way back.
public final class BatchPage {
    private static final String PATH = ImportsPage.PATH + "/{import}";
    private static final String PRESET = "entered-by-mistake";

    private final Imports imports;
    private final ImportRuns runs;
    private final DuplicateRuns duplicates;

    BatchPage(Imports imports, Runs runs) {
        this.imports = imports;
        this.runs = runs.imports();
        this.duplicates = runs.duplicates();
    }

    /// What the template shows.
    ///
    /// @param running whether it is under way
    /// @param undoing how far an undo is, in percent
    /// @param undone what the last undo did
    /// @param broke whether the last undo broke off
    /// @param alike who of those it took in may be kept twice
    /// @param undoable whether it can be taken back, and by the reader
    public record Model(
            ImportBatch batch,
            String by,
            boolean running,
            Optional<Integer> undoing,
            Optional<ImportUndo.Result> undone,
            boolean broke,
            Optional<AlikeModel> alike,
            boolean undoable,
            List<Choice> reasons,
            String preset,
            Mistakes mistakes) {}

    void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, visit -> show(visit, 200, "batch", Mistakes.none()))
                .get(
                        PATH + "/progress",
                        Gate.STAFF,
                        visit -> show(visit, 200, "undo", Mistakes.none()))
                .get(PATH + "/alike", Gate.STAFF, this::alike)
                .post(PATH + "/undo", Gate.STAFF, this::undo);
    }

    private void show(Visit visit, int status, String template, Mistakes mistakes)
            throws IOException {
        visit.allow(Permission.IMPORT);
        ImportBatch batch = batch(visit);
        State state = runs.state();
        boolean running =
                state instanceof State.Importing && batch.end().isEmpty() && isNewest(batch);
        visit.show(
                status,
                "imports/" + template,
                new Model(
                        batch,
                        ActorText.of(visit, batch.by()),
                        running,
                        state instanceof State.Undoing(int no, int percent) && no == batch.no()
                                ? Optional.of(percent)
                                : Optional.empty(),
                        state instanceof State.Undone(int no, var result) && no == batch.no()
                                ? Optional.of(result)
                                : Optional.empty(),
                        state instanceof State.BrokenOff(var sheet) && sheet.isEmpty(),
                        AlikeModel.of(visit, duplicates, batch.no()),
                        !running && imports.undo().isUndoable(batch) && visit.may(Permission.ERASE),
                        visit.policyWords().policy().reasons(ReasonUse.ERASE).stream()
                                .map(code ->
                                        new Choice(code, visit.policyWords().of("reasons", code)))
                                .toList(),
                        PRESET,
                        mistakes));
    }

    private void alike(Visit visit) throws IOException {
        visit.allow(Permission.IMPORT);
        visit.show(
                "imports/alike",
                AlikeModel.of(visit, duplicates, batch(visit).no())
                        .orElseThrow(WebFault.NotHere::new));
    }

    private boolean isNewest(ImportBatch batch) {
        return imports.batches().all().getFirst().no() == batch.no();
    }

    private ImportBatch batch(Visit visit) {
        int no = visit.path("import", Integer::parseInt);
        try {
            return imports.batches().find(no);
        } catch (Refusal.NotFound e) {
            throw new WebFault.NotHere();
        }
    }

    private void undo(Visit visit) throws IOException {
        visit.allow(Permission.IMPORT);
        Actor by = visit.allow(Permission.ERASE);
        ImportBatch batch = batch(visit);
        String reason = visit.form().text("reason");
        if (!visit.policyWords().policy().reasons(ReasonUse.ERASE).contains(reason)) {
            String text = visit.words().text("staff.mistake.reason");
            show(visit, 422, "batch", Mistakes.none().add("reason", text));
            return;
        }
        try {
            if (!runs.undo(batch.no(), reason, by)) {
                String text = visit.words().text("imports.mistake.busy");
                show(visit, 409, "batch", Mistakes.none().add("reason", text));
                return;
            }
            visit.redirect(ImportsPage.PATH + "/" + batch.no());
        } catch (Refusal.Conflict e) {
            String text = visit.words().text("imports.mistake.too-late");
            show(visit, 409, "batch", Mistakes.none().add("reason", text));
        }
    }
}
