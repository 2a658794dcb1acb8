package custos.web.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.access.Permission;
import custos.event.Actor;
import custos.vault.Runs;
import custos.vault.imports.ImportRuns;
import custos.vault.imports.ImportRuns.State;
import custos.vault.merges.DuplicateRuns;
import custos.vault.rows.Refusal;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// `/imports/sheets/{sheet}/run`: what the import would do, how far it is, and what it did.
public final class RunPage {
    private static final String PATH = ShapePage.PATH + "/run";

    private final ImportRuns runs;
    private final DuplicateRuns duplicates;
    private final Desk desk;

    RunPage(Runs runs, Desk desk) {
        this.runs = runs.imports();
        this.duplicates = runs.duplicates();
        this.desk = desk;
    }

    /// What the template shows.
    ///
    /// @param state of the sheet's own run; none when there was none, or another came after a look
    /// @param busy whether another sheet's run is under way
    /// @param report what the run found or did
    /// @param alike who of those it took in may be kept twice, once it took some in
    public record Model(
            Step step,
            Optional<State> state,
            boolean busy,
            Optional<ReportModel> report,
            Optional<AlikeModel> alike,
            Mistakes mistakes) {}

    void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, visit -> show(visit, 200, "run", Mistakes.none()))
                .get(
                        PATH + "/progress",
                        Gate.STAFF,
                        visit -> show(visit, 200, "progress", Mistakes.none()))
                .post(ShapePage.PATH + "/look", Gate.STAFF, this::look)
                .post(ShapePage.PATH + "/take", Gate.STAFF, this::take)
                .post(ShapePage.PATH + "/stop", Gate.STAFF, this::stop)
                .get(ShapePage.PATH + "/refused", Gate.STAFF, this::refused)
                .get(ShapePage.PATH + "/map", Gate.STAFF, this::map);
    }

    private void show(Visit visit, int status, String template, Mistakes mistakes)
            throws IOException {
        SheetDraft draft = desk.draft(visit);
        Optional<State> own = runs.of(draft.id());
        if (own.orElse(null) instanceof State.Imported) {
            draft.isIn();
        }
        visit.show(
                status,
                "imports/" + template,
                new Model(
                        new Step(draft.path(), 4),
                        own,
                        own.isEmpty() && runs.state().isUnderWay(),
                        own.flatMap(known -> report(visit, known)),
                        own.flatMap(known -> alike(visit, known)),
                        mistakes));
    }

    private static Optional<ReportModel> report(Visit visit, State state) {
        return switch (state) {
            case State.Looked(_, var report) -> Optional.of(ReportModel.of(visit, report));
            case State.Imported(_, var report, _) -> Optional.of(ReportModel.of(visit, report));
            default -> Optional.empty();
        };
    }

    private Optional<AlikeModel> alike(Visit visit, State state) {
        return state instanceof State.Imported(_, var report, _) && report.batch().isPresent()
                ? AlikeModel.of(visit, duplicates, report.batch().getAsInt())
                : Optional.empty();
    }

    private void look(Visit visit) throws IOException {
        SheetDraft draft = desk.draft(visit);
        Actor by = visit.allow(Permission.IMPORT);
        try {
            runs.look(draft.id(), draft.job(), by);
            visit.redirect(draft.path() + "/run");
        } catch (IllegalArgumentException e) {
            String text = visit.words().text("imports.mistake.map");
            show(visit, 422, "run", Mistakes.none().add("look", text));
        }
    }

    private void take(Visit visit) throws IOException {
        SheetDraft draft = desk.draft(visit);
        Actor by = visit.allow(Permission.IMPORT);
        try {
            runs.start(draft.id(), draft.job(), by);
            visit.redirect(draft.path() + "/run");
        } catch (Refusal.Conflict e) {
            String text = visit.words().text("imports.mistake.look-first");
            show(visit, 409, "run", Mistakes.none().add("look", text));
        }
    }

    private void stop(Visit visit) {
        SheetDraft draft = desk.draft(visit);
        runs.stop(draft.id());
        visit.redirect(draft.path() + "/run");
    }

    /// The lines that were not taken in, with the reason, to be mended and brought again.
    private void refused(Visit visit) throws IOException {
        SheetDraft draft = desk.draft(visit);
        if (runs.of(draft.id()).orElse(null) instanceof State.Imported(_, _, byte[] rejects)
                && rejects.length > 0) {
            try (OutputStream out = visit.answer().file("refused.csv", "text/csv; charset=utf-8")) {
                out.write(rejects);
            }
        } else {
            throw new WebFault.NotHere();
        }
    }

    /// The map as a file for the command line.
    private void map(Visit visit) throws IOException {
        SheetDraft draft = desk.draft(visit);
        try (OutputStream out = visit.answer().file("map.yaml", "application/yaml")) {
            out.write(draft.reading().map().toYaml().getBytes(UTF_8));
        }
    }
}
