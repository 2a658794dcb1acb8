package custos.web.figures;

import custos.access.Permission;
import custos.figure.FigureBook;
import custos.table.Cell;
import custos.table.CsvTable;
import custos.table.Table;
import custos.table.TableForm;
import custos.vault.FigureRuns;
import custos.web.Choice;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// `/figures`: all figures; `/figures/{figure}`: one of them, drawn, as a table and as a file. They
/// are made in the background and shown with their date.
public final class FiguresPage {
    static final List<String> FIGURES =
            List.of("consents", "sources", "nps", "rewards", "profile", "best-sellers", "reveals");

    private static final String PATH = "/figures";
    private static final String FIGURE = PATH + "/{figure}";
    private static final String PURPOSE = "purpose";

    private final FigureRuns runs;

    /// Until the server stops, or somebody puts another in its place.
    private final AtomicReference<Reference> reference = new AtomicReference<>(Reference.NONE);

    public FiguresPage(WebContext context) {
        this.runs = context.vault().runs().figures();
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::all)
                .get(FIGURE, Gate.STAFF, visit -> show(visit, "figures/figure"), PURPOSE)
                .get(
                        FIGURE + "/progress",
                        Gate.STAFF,
                        visit -> show(visit, "figures/body"),
                        PURPOSE)
                .get(FIGURE + "/figures.csv", Gate.STAFF, this::csv, PURPOSE)
                .post(PATH + "/make", Gate.STAFF, this::make)
                .post(PATH + "/profile/reference", Gate.STAFF, this::compare);
    }

    private void all(Visit visit) throws IOException {
        visit.allow(Permission.FIGURES);
        visit.show(
                "figures/all",
                new FiguresModel(FIGURES, runs.fresh(), visit.may(Permission.REVEAL)));
    }

    /// Only for whoever may open customers anyway: figures made before and after one answer tell
    /// what was answered.
    private void make(Visit visit) {
        visit.allow(Permission.FIGURES);
        visit.allow(Permission.REVEAL);
        runs.make();
        visit.redirect(PATH);
    }

    private static String figure(Visit visit) {
        String code =
                visit.path(
                        "figure",
                        text ->
                                FIGURES.stream()
                                        .filter(text::equals)
                                        .findFirst()
                                        .orElseThrow(WebFault.NotHere::new));
        if (code.equals("reveals")) {
            visit.allow(Permission.ACCESS_LOG);
        }
        return code;
    }

    private void show(Visit visit, String template) throws IOException {
        show(visit, 200, template, figure(visit), Mistakes.none());
    }

    private void show(Visit visit, int status, String template, String figure, Mistakes mistakes)
            throws IOException {
        visit.allow(Permission.FIGURES);
        FigureRuns.State state = runs.fresh();
        List<Choice> purposes = state.book().map(book -> purposes(visit, book)).orElse(List.of());
        String purpose = purpose(visit, purposes);
        List<Sheet> sheets =
                state.book()
                        .map(book -> new Sheets(book, visit).of(figure, purpose, reference.get()))
                        .orElse(List.of());
        visit.show(
                status,
                template,
                new FigureModel(
                        figure,
                        state,
                        sheets.stream().filter(sheet -> !sheet.isEmpty()).toList(),
                        figure.equals("consents") ? purposes : List.of(),
                        purpose,
                        visit.language(),
                        mistakes));
    }

    private static List<Choice> purposes(Visit visit, FigureBook book) {
        return book.consents().keySet().stream()
                .map(id -> new Choice(id, visit.policyWords().purpose(id)))
                .toList();
    }

    private static String purpose(Visit visit, List<Choice> purposes) {
        Optional<String> asked = visit.query(PURPOSE);
        return purposes.stream()
                .map(Choice::value)
                .filter(id -> asked.map(id::equals).orElse(id.equals("newsletter")))
                .findFirst()
                .or(() -> purposes.stream().map(Choice::value).findFirst())
                .orElse("");
    }

    /// Numbers of whom nobody is named: the log has no entry for them.
    private void csv(Visit visit) throws IOException {
        visit.allow(Permission.FIGURES);
        String figure = figure(visit);
        FigureBook book = runs.state().book().orElseThrow(WebFault.NotHere::new);
        String purpose = purpose(visit, purposes(visit, book));
        List<Sheet> sheets = new Sheets(book, visit).of(figure, purpose, reference.get());
        String name = "figures-" + figure + ".csv";
        var out = visit.answer().file(name, TableForm.CSV.mediaType());
        try (Table table = new CsvTable(out)) {
            table.head(List.of("as_of", "table", "label", "series", "value"));
            for (Sheet sheet : sheets) {
                write(table, book, sheet);
            }
            table.finish();
        }
        out.close();
    }

    private static void write(Table table, FigureBook book, Sheet sheet) throws IOException {
        for (int i = 0; i < sheet.labels().size(); i++) {
            for (Sheet.Column column : sheet.columns()) {
                Cell value =
                        column.values()
                                .get(i)
                                .<Cell>map(Cell.Quantity::new)
                                .orElseGet(() -> new Cell.Text(column.empty()));
                table.row(
                        List.of(
                                new Cell.Code(book.asOf().toString()),
                                new Cell.Text(sheet.heading()),
                                new Cell.Text(sheet.labels().get(i)),
                                new Cell.Text(column.name()),
                                value));
            }
        }
    }

    private void compare(Visit visit) throws IOException {
        visit.allow(Permission.FIGURES);
        String text = visit.form().text("reference");
        try {
            reference.set(text.isEmpty() ? Reference.NONE : Reference.parse(text));
            visit.redirect(PATH + "/profile");
        } catch (IllegalArgumentException unreadable) {
            var mistakes =
                    Mistakes.none()
                            .add(
                                    "reference",
                                    visit.words()
                                            .text(
                                                    "figures.mistake.reference",
                                                    "line",
                                                    String.valueOf(unreadable.getMessage())));
            show(visit, 422, "figures/figure", "profile", mistakes);
        }
    }
}
