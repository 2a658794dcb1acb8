package custos.web.breach;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.access.Permission;
import custos.breach.Breach;
import custos.breach.BreachCodec;
import custos.breach.Facts;
import custos.event.Actor;
import custos.policy.DataClass;
import custos.table.Cell;
import custos.table.CsvTable;
import custos.table.TableForm;
import custos.vault.breaches.Breaches;
import custos.vault.rows.Refusal;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/breaches` and below: the files of breaches. Each says what happened, who is concerned, whether
/// the keys are safe, whom to tell by when and who was told; with letters, versions, and the file
/// for the authority.
public final class BreachPages {
    private static final String ALL = "/breaches";
    private static final String ONE = ALL + "/{breach}";

    private final Breaches breaches;

    public BreachPages(WebContext context) {
        this.breaches = context.vault().breaches();
    }

    public void addTo(WebRoutes routes) {
        routes.get(ALL, Gate.STAFF, this::list)
                .post(ALL, Gate.STAFF, this::record)
                .get(ALL + "/new", Gate.STAFF, this::fresh)
                .get(ONE, Gate.STAFF, this::page, "version", "done")
                .get(ONE + "/edit", Gate.STAFF, this::edit)
                .post(ONE, Gate.STAFF, this::amend)
                .post(ONE + "/notices", Gate.STAFF, this::tell)
                .get(ONE + "/file.csv", Gate.STAFF, this::csv)
                .get(ONE + "/file.json", Gate.STAFF, this::json);
    }

    private void list(Visit visit) throws IOException {
        visit.allow(Permission.BREACHES);
        visit.show(
                "breach/list",
                breaches.newest().stream().map(one -> BreachView.row(visit, one)).toList());
    }

    private void fresh(Visit visit) throws IOException {
        visit.allow(Permission.BREACHES);
        show(visit, 200, Optional.empty(), FactsForm.blank(visit));
    }

    private void edit(Visit visit) throws IOException {
        visit.allow(Permission.BREACHES);
        Breach one = breaches.find(number(visit));
        show(visit, 200, Optional.of(one), FactsForm.of(visit, one));
    }

    private static void show(Visit visit, int status, Optional<Breach> of, FactsForm form)
            throws IOException {
        visit.show(status, "breach/form", form.model(visit, of));
    }

    private void record(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.BREACHES);
        FactsForm form = FactsForm.sent(visit);
        Optional<Facts> facts = form.read(visit);
        if (facts.isEmpty()) {
            show(visit, 422, Optional.empty(), form);
            return;
        }
        Breach one = breaches.record(facts.get(), form.classes(visit), by);
        visit.redirect(BreachView.path(one) + "?done=recorded");
    }

    private void amend(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.BREACHES);
        int no = number(visit);
        FactsForm form = FactsForm.sent(visit);
        Optional<Facts> facts = form.read(visit);
        if (facts.isEmpty()) {
            show(visit, 422, Optional.of(breaches.find(no)), form);
            return;
        }
        List<DataClass> classes = form.classes(visit);
        try {
            breaches.amend(no, version(visit), facts.get(), classes, by);
        } catch (Refusal.Conflict e) {
            form.mistakes().add("found", visit.words().text("staff.breach.wrong." + e.code()));
            show(visit, 409, Optional.of(breaches.find(no)), form);
            return;
        }
        visit.redirect(path(no) + "?done=amended");
    }

    private void tell(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.BREACHES);
        int no = number(visit);
        Breach one = breaches.find(no);
        NoticeForm form = NoticeForm.sent(visit);
        var notice = form.read(visit, one);
        if (notice.isEmpty()) {
            file(visit, 422, one, form);
            return;
        }
        try {
            breaches.tell(no, version(visit), notice.get(), by);
        } catch (Refusal.Conflict e) {
            form.mistakes().add("duty", visit.words().text("staff.breach.wrong." + e.code()));
            file(visit, 409, breaches.find(no), form);
            return;
        }
        visit.redirect(path(no) + "?done=told");
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.BREACHES);
        file(visit, 200, asked(visit), NoticeForm.blank());
    }

    private void file(Visit visit, int status, Breach one, NoticeForm form) throws IOException {
        visit.show(status, "breach/file", BreachView.file(visit, one, versions(one.no()), form));
    }

    private List<Breach> versions(int no) {
        return breaches.versions(no);
    }

    /// The version that is asked for, else the newest.
    private Breach asked(Visit visit) {
        List<Breach> versions = versions(number(visit));
        return visit.query("version")
                .map(text ->
                        versions.stream()
                                .filter(one -> Integer.toString(one.version()).equals(text))
                                .findFirst()
                                .orElseThrow(WebFault.NotHere::new))
                .orElse(versions.getFirst());
    }

    private void csv(Visit visit) throws IOException {
        visit.allow(Permission.BREACHES);
        Breach one = breaches.find(number(visit));
        var out = visit.answer().file(name(one, "csv"), TableForm.CSV.mediaType());
        try (var table = new CsvTable(out)) {
            table.head(List.of("part", "name", "value"));
            for (List<String> line : BreachLines.of(visit, one)) {
                table.row(line.stream().map(Cell.Text::new).toList());
            }
            table.finish();
        }
        out.close();
    }

    private void json(Visit visit) throws IOException {
        visit.allow(Permission.BREACHES);
        Breach one = breaches.find(number(visit));
        try (var out = visit.answer().file(name(one, "json"), "application/json")) {
            out.write(BreachCodec.encode(one));
            out.write("\n".getBytes(UTF_8));
        }
    }

    private static String name(Breach one, String end) {
        return "breach-" + one.no() + "-version-" + one.version() + "." + end;
    }

    private static String path(int no) {
        return ALL + "/" + no;
    }

    private static int number(Visit visit) {
        return visit.path("breach", BreachPages::whole);
    }

    private static int version(Visit visit) throws IOException {
        try {
            return whole(visit.form().text("version"));
        } catch (IllegalArgumentException e) {
            throw new WebFault.NotHere();
        }
    }

    private static int whole(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("a file and its version have a number");
        }
        return Integer.parseInt(text);
    }
}
