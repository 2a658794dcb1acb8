package custos.web.figures;

import custos.access.Permission;
import custos.figure.FigureBook;
import custos.figure.ProfileSum;
import custos.policy.FieldId;
import custos.table.Cell;
import custos.table.CsvTable;
import custos.table.Table;
import custos.table.TableForm;
import custos.vault.lists.FigureRuns;
import custos.web.Choice;
import custos.web.Mistakes;
import custos.web.Upload;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `/figures`: all figures; `/figures/{figure}`: one of them, drawn, as a table and as a file. They
/// are made in the background and shown with their date.
public final class FiguresPage {
    static final List<String> FIGURES =
            List.of(
                    "consents",
                    "expiring",
                    "sources",
                    "nps",
                    "reasons",
                    "rewards",
                    "profile",
                    "best-sellers",
                    "requests",
                    "reveals");

    /// Of a reference with its form.
    static final int MAX_REFERENCE = 64 * 1024;

    private static final String PATH = "/figures";
    private static final String FIGURE = PATH + "/{figure}";
    private static final String PURPOSE = "purpose";

    private final FigureRuns runs;

    private final References references = new References();

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
                .upload(PATH + "/profile/reference", MAX_REFERENCE, this::compare);
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
        visit.allow(Permission.FIGURES);
        show(visit, 200, template, new Asked(figure(visit), "", Mistakes.none()));
    }

    /// @param typed what was typed to compare with, when it could not be read
    private record Asked(String figure, String typed, Mistakes mistakes) {}

    private void show(Visit visit, int status, String template, Asked asked) throws IOException {
        String figure = asked.figure();
        FigureRuns.State state = runs.fresh();
        List<Choice> purposes = state.book().map(book -> purposes(visit, book)).orElse(List.of());
        String purpose = purpose(visit, purposes);
        List<Sheet> sheets =
                state.book()
                        .map(book ->
                                new Sheets(book, visit)
                                        .of(figure, purpose, references.of(visit.session())))
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
                        asked.typed(),
                        asked.mistakes()));
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
        List<Sheet> sheets =
                new Sheets(book, visit).of(figure, purpose, references.of(visit.session()));
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
        String typed = "";
        String field = "file";
        try {
            Upload sent = visit.upload(MAX_REFERENCE);
            typed = sent.text("reference");
            Optional<byte[]> file = sent.file("file");
            field = file.isPresent() ? "file" : "reference";
            String text = file.map(Reference::decoded).orElse(typed);
            references.put(
                    visit.session(),
                    text.isEmpty() ? Reference.NONE : Reference.parse(text, categories(visit)));
            visit.redirect(PATH + "/profile");
        } catch (WebFault.TooLarge e) {
            String told = visit.words().text("figures.mistake.large", "kib", MAX_REFERENCE >> 10);
            refuse(visit, 413, typed, Mistakes.none().add(field, told));
        } catch (Reference.Unreadable bad) {
            String told =
                    visit.words()
                            .text(
                                    "figures.mistake.reference",
                                    Map.of(
                                            "line",
                                            bad.line(),
                                            "column",
                                            bad.column(),
                                            "why",
                                            visit.words().text("figures.mistake." + bad.why())));
            refuse(visit, 422, typed, Mistakes.none().add(field, told));
        }
    }

    private void refuse(Visit visit, int status, String typed, Mistakes mistakes)
            throws IOException {
        show(visit, status, "figures/figure", new Asked("profile", typed, mistakes));
    }

    /// The categories of dimensions in which nothing is typed freely.
    private static Map<String, List<String>> categories(Visit visit) {
        var known = new HashMap<String, List<String>>();
        known.put("age", ProfileSum.AGES);
        known.put("children", ProfileSum.CHILDREN);
        for (String name : List.of("gender", "education")) {
            visit.policyWords()
                    .policy()
                    .field(new FieldId(name))
                    .ifPresent(field -> known.put(name, field.choices()));
        }
        known.replaceAll((_, some) -> withUnknown(some));
        return known;
    }

    private static List<String> withUnknown(List<String> some) {
        return Stream.concat(some.stream(), Stream.of(ProfileSum.UNKNOWN)).toList();
    }
}
