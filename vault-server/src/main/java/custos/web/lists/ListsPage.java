package custos.web.lists;

import custos.access.Permission;
import custos.access.PermissionTable;
import custos.event.Actor;
import custos.list.Questions;
import custos.policy.Policy;
import custos.table.Table;
import custos.table.TableForm;
import custos.vault.Vault;
import custos.vault.lists.ListCounts.State;
import custos.vault.lists.ListRequest;
import custos.vault.lists.ListTable;
import custos.vault.lists.Lists;
import custos.vault.rows.Refusal;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/lists`: all questions; `/lists/{question}`: one of them, counted, then taken out as a file or
/// as labels. Nobody's name is on these pages but on the labels, which are in the ledger first.
public final class ListsPage {
    /// As many as fit on some sixty sheets.
    static final int MAX_LABELS = 1_000;

    private static final String PATH = "/lists";
    private static final String QUESTION = PATH + "/{question}";

    private final Vault vault;

    public ListsPage(WebContext context) {
        this.vault = context.vault();
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::all)
                .get(QUESTION, Gate.STAFF, visit -> show(visit, "lists/question"))
                .get(QUESTION + "/count", Gate.STAFF, visit -> show(visit, "lists/counted"))
                .post(QUESTION + "/count", Gate.STAFF, this::count)
                .post(QUESTION + "/file", Gate.STAFF, this::file)
                .post(QUESTION + "/labels", Gate.STAFF, this::labels);
    }

    private void all(Visit visit) throws IOException {
        visit.allow(Permission.LIST, PermissionTable.SERVICE);
        visit.show("lists/all", Questions.CODES);
    }

    private static String code(Visit visit) {
        return visit.path(
                "question",
                text ->
                        Questions.CODES.stream()
                                .filter(text::equals)
                                .findFirst()
                                .orElseThrow(WebFault.NotHere::new));
    }

    private AskForm form(Visit visit) {
        return new AskForm(visit, vault.lists(), code(visit));
    }

    private void show(Visit visit, String template) throws IOException {
        visit.allow(Permission.LIST, PermissionTable.SERVICE);
        AskForm form = form(visit);
        Map<String, String> values = counted(visit).map(form::of).orElseGet(form::standard);
        show(visit, 200, template, values, Mistakes.none());
    }

    /// What was asked in the last count, when it was this question.
    private Optional<ListRequest> counted(Visit visit) {
        Optional<ListRequest> last =
                switch (vault.runs().lists().state()) {
                    case State.Never() -> Optional.empty();
                    case State.Running(var run, _) -> Optional.of(run.request());
                    case State.Done(var run, _) -> Optional.of(run.request());
                    case State.BrokenOff(var run) -> Optional.of(run.request());
                };
        return last.filter(request -> request.question().code().equals(code(visit)));
    }

    private void show(
            Visit visit, int status, String template, Map<String, String> values, Mistakes mistakes)
            throws IOException {
        AskForm form = form(visit);
        State state = counted(visit).isPresent() ? vault.runs().lists().state() : new State.Never();
        visit.show(
                status,
                template,
                new ListModel(
                        code(visit),
                        form.follows(),
                        form.byPost(),
                        form.parameters(),
                        form.months(),
                        values,
                        state,
                        mistakes));
    }

    /// What to do with a request that is sound and allowed.
    private interface Asked {
        void by(Visit visit, ListRequest request, Actor actor) throws IOException;
    }

    private void ask(Visit visit, Asked asked) throws IOException {
        visit.allow(Permission.LIST, PermissionTable.SERVICE);
        AskForm form = form(visit);
        var mistakes = Mistakes.none();
        Optional<ListRequest> request = form.request(visit.form(), mistakes);
        if (request.isPresent()) {
            Actor actor = visit.allow(Permission.LIST, request.get().purpose());
            asked.by(visit, request.get(), actor);
        } else {
            mend(visit, mistakes);
        }
    }

    private void mend(Visit visit, Mistakes mistakes) throws IOException {
        show(visit, 422, "lists/question", form(visit).typed(visit.form()), mistakes);
    }

    private void count(Visit visit) throws IOException {
        ask(
                visit,
                (_, request, actor) -> {
                    if (vault.runs().lists().count(request, actor)) {
                        visit.redirect(PATH + "/" + code(visit));
                    } else {
                        mend(
                                visit,
                                Mistakes.none()
                                        .add("follow", visit.words().text("lists.mistake.busy")));
                    }
                });
    }

    private void file(Visit visit) throws IOException {
        TableForm form =
                TableForm.find(visit.form().text("form")).orElseThrow(WebFault.Unreadable::new);
        ask(visit, (_, request, actor) -> send(visit, request, actor, form));
    }

    private void send(Visit visit, ListRequest request, Actor actor, TableForm form)
            throws IOException {
        Policy policy = vault.policies().current();
        var lines =
                new ListTable(
                        policy,
                        policy.purpose(request.purpose()).orElseThrow(WebFault.NotHere::new),
                        request.question());
        String name =
                "list-%s-%s.%s"
                        .formatted(request.question().code(), vault.lists().today(), form.code());
        var out = visit.answer().file(name, form.mediaType());
        try (Table table = form.begin(out)) {
            table.head(lines.head());
            vault.lists().stream(request, actor, rows -> write(table, lines, rows));
            table.finish();
        }
        out.close();
    }

    private static void write(Table table, ListTable lines, List<Lists.Row> rows) {
        try {
            for (Lists.Row row : rows) {
                table.row(lines.line(row));
            }
            table.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void labels(Visit visit) throws IOException {
        ask(
                visit,
                (_, request, actor) -> {
                    AskForm form = form(visit);
                    if (!form.isByPost(request.channel())) {
                        wrong(visit, "not-by-post", "follow", form.name(request));
                        return;
                    }
                    try {
                        List<Lists.Row> rows = vault.lists().few(request, MAX_LABELS, actor);
                        visit.show("lists/labels", LabelsModel.of(visit, code(visit), rows));
                    } catch (Refusal.Conflict tooMany) {
                        wrong(visit, "too-many", "max", MAX_LABELS);
                    }
                });
    }

    private void wrong(Visit visit, String word, String name, Object value) throws IOException {
        String text = visit.words().text("lists.mistake." + word, name, value);
        mend(visit, Mistakes.none().add("follow", text));
    }
}
