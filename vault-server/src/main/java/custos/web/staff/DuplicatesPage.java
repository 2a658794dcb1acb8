package custos.web.staff;

import static java.util.stream.Collectors.joining;

import custos.access.Permission;
import custos.alike.Likely;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.vault.merges.DuplicateRuns;
import custos.vault.merges.DuplicateRuns.State;
import custos.vault.merges.Pairs;
import custos.vault.rows.Refusal;
import custos.web.ActorText;
import custos.web.Form;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/duplicates`: customers who may be kept twice, found by a search in the background, the
/// strongest pair first. Masked, as any list; whoever compares two sees them side by side.
public final class DuplicatesPage {
    private static final String PATH = DuplicatesModel.PATH;
    private static final String OF_IMPORT = PATH + "/imports/{import}";
    private static final int ON_A_PAGE = 25;
    private static final int APART_SHOWN = 20;
    private static final int PROPOSED_SHOWN = 50;

    private final DuplicateRuns runs;
    private final Pairs pairs;

    public DuplicatesPage(WebContext context) {
        this.runs = context.vault().runs().duplicates();
        this.pairs = context.vault().pairs();
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, visit -> show(visit, "duplicates"), "from")
                .get(
                        PATH + "/progress",
                        Gate.STAFF,
                        visit -> show(visit, "duplicatesFound"),
                        "from")
                .get(OF_IMPORT, Gate.STAFF, visit -> showImport(visit, "duplicates"), "from")
                .get(
                        OF_IMPORT + "/progress",
                        Gate.STAFF,
                        visit -> showImport(visit, "duplicatesFound"),
                        "from")
                .post(PATH, Gate.STAFF, this::start)
                .get(PATH + "/apart", Gate.STAFF, visit -> visit.redirect(PATH))
                .post(PATH + "/apart", Gate.STAFF, visit -> decide(visit, pairs::part))
                .get(PATH + "/apart-undo", Gate.STAFF, visit -> visit.redirect(PATH))
                .post(PATH + "/apart-undo", Gate.STAFF, visit -> decide(visit, pairs::unpart));
    }

    private void show(Visit visit, String template) throws IOException {
        visit.allow(Permission.MERGE);
        show(visit, template, Optional.empty(), runs.state());
    }

    private void showImport(Visit visit, String template) throws IOException {
        visit.allow(Permission.MERGE);
        int batch = visit.path("import", Integer::parseUnsignedInt);
        show(visit, template, Optional.of(batch), runs.ofImport(batch));
    }

    private void show(Visit visit, String template, Optional<Integer> batch, State state)
            throws IOException {
        String role = visit.allow(Permission.SEARCH).role();
        int from = number(visit.query("from")).orElse(0);
        Pairs.Page page = pairs.page(found(state), from, ON_A_PAGE, role);
        visit.show(
                "staff/" + template,
                new DuplicatesModel(
                        batch,
                        state,
                        from,
                        page.pairs().stream().map(pair -> row(visit, pair)).toList(),
                        page.next(),
                        pairs.proposed(PROPOSED_SHOWN, role).stream()
                                .map(word -> row(visit, word))
                                .toList(),
                        pairs.apart(APART_SHOWN, role).stream()
                                .map(word -> row(visit, word))
                                .toList()));
    }

    private static List<Likely> found(State state) {
        return state instanceof State.Done(_, var found) ? found.pairs() : List.of();
    }

    private static Optional<Integer> number(Form form, String name) {
        return number(Optional.of(form.text(name)).filter(text -> !text.isEmpty()));
    }

    private static Optional<Integer> number(Optional<String> typed) {
        try {
            return typed.map(Integer::parseUnsignedInt);
        } catch (NumberFormatException e) {
            throw new WebFault.NotHere();
        }
    }

    private static DuplicatesModel.Alike row(Visit visit, Pairs.Alike pair) {
        return new DuplicatesModel.Alike(
                SearchPage.row(pair.one()),
                SearchPage.row(pair.other()),
                pair.agreeing().stream()
                        .map(field -> visit.policyWords().field(field.value()))
                        .sorted()
                        .collect(joining(", ")));
    }

    private static DuplicatesModel.Said row(Visit visit, Pairs.Word word) {
        return new DuplicatesModel.Said(
                SearchPage.row(word.one()),
                SearchPage.row(word.other()),
                ActorText.of(visit, word.said().by()),
                visit.times().minute(word.said().at()));
    }

    private void start(Visit visit) {
        runs.start(visit.allow(Permission.MERGE));
        visit.redirect(PATH);
    }

    /// What is done with a pair.
    private interface Decision {
        void of(CustomerId one, CustomerId other, Actor by);
    }

    private void decide(Visit visit, Decision decision) throws IOException {
        Actor actor = visit.allow(Permission.MERGE);
        Form form = visit.form();
        CustomerId one = customer(form, "one");
        CustomerId other = customer(form, "other");
        if (one.equals(other)) {
            throw new WebFault.Unreadable();
        }
        try {
            decision.of(one, other, actor);
        } catch (Refusal.Erased gone) {
            // Then it is no pair any more, and the list does not show it.
        }
        visit.redirect(back(form));
    }

    private static CustomerId customer(Form form, String name) {
        try {
            return new CustomerId(form.text(name));
        } catch (IllegalArgumentException e) {
            throw new WebFault.Unreadable();
        }
    }

    /// To the same part of the same list.
    private static String back(Form form) {
        int from = number(form, "from").orElse(0);
        return DuplicatesModel.path(number(form, "import")) + (from > 0 ? "?from=" + from : "");
    }
}
