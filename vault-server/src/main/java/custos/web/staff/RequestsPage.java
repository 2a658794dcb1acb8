package custos.web.staff;

import custos.access.Permission;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.request.Course;
import custos.request.RequestState;
import custos.request.Step;
import custos.vault.Vault;
import custos.vault.requests.DataRequest;
import custos.vault.requests.Requests;
import custos.vault.rows.Refusal;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.web.staff.RequestsModel.Typed;
import custos.web.staff.RequestsModel.Urgency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// `/requests`: everybody's data subject requests, the nearest deadline first.
/// `/requests/{request}`: one with its clocks, and the steps that it may make.
public final class RequestsPage {
    private static final String ONE = "/requests/{request}";
    private static final String OPEN = "open";
    private static final String OVERDUE = "overdue";
    private static final String SOON = "soon";
    private static final int ON_A_PAGE = 200;

    private final Vault vault;

    public RequestsPage(WebContext context) {
        this.vault = context.vault();
    }

    public void addTo(WebRoutes routes) {
        routes.get("/requests", Gate.STAFF, this::queue, "state")
                .get(ONE, Gate.STAFF, this::page, "done")
                .get(ONE + "/step", Gate.STAFF, RequestsPage::back)
                .post(ONE + "/step", Gate.STAFF, this::step)
                .get(ONE + "/note", Gate.STAFF, RequestsPage::back)
                .post(ONE + "/note", Gate.STAFF, this::note);
    }

    private static RecordId id(Visit visit) {
        return visit.path("request", RecordId::new);
    }

    private static String path(RecordId id) {
        return "/requests/" + id.value();
    }

    private static void back(Visit visit) {
        visit.redirect(path(id(visit)));
    }

    private void queue(Visit visit) throws IOException {
        visit.allow(Permission.REQUESTS);
        if (RequestView.isMissing(visit, vault)) {
            return;
        }
        var view = new RequestView(vault, visit);
        String filter = visit.query("state").orElse(OPEN);
        List<DataRequest> open = vault.requests().open();
        List<DataRequest> shown = shown(view, filter, open);
        visit.show(
                "staff/requests",
                new RequestsModel.Queue(
                        shown.stream().limit(ON_A_PAGE).map(view::row).toList(),
                        filters(visit, view),
                        filter,
                        count(open, course -> course.state().isOpen()),
                        count(open, is(view, Urgency.OVERDUE)),
                        count(open, is(view, Urgency.SOON)),
                        shown.size() > ON_A_PAGE));
    }

    private List<DataRequest> shown(RequestView view, String filter, List<DataRequest> open) {
        return switch (filter) {
            case OPEN -> open;
            case OVERDUE -> only(open, is(view, Urgency.OVERDUE));
            case SOON -> only(open, is(view, Urgency.SOON));
            default -> {
                RequestState state = RequestState.find(filter).orElseThrow(WebFault.NotHere::new);
                yield state == RequestState.CLOSED
                        ? vault.requests().closed()
                        : only(open, course -> course.state() == state);
            }
        };
    }

    /// An answer that was late and is given is nobody's hurry any more.
    private static Predicate<Course> is(RequestView view, Urgency urgency) {
        return course -> course.state().isOpen() && view.urgency(course) == urgency;
    }

    private static List<DataRequest> only(List<DataRequest> all, Predicate<Course> wanted) {
        return all.stream()
                .filter(one -> one.work().map(DataRequest.Work::course).filter(wanted).isPresent())
                .toList();
    }

    private static int count(List<DataRequest> all, Predicate<Course> wanted) {
        return only(all, wanted).size();
    }

    private static List<Choice> filters(Visit visit, RequestView view) {
        var filters = new ArrayList<Choice>();
        for (String code : List.of(OPEN, OVERDUE, SOON)) {
            filters.add(new Choice(code, visit.words().text("staff.requests.filter." + code)));
        }
        for (RequestState state : RequestState.values()) {
            filters.add(new Choice(state.code(), view.words().state(state)));
        }
        return filters;
    }

    private void page(Visit visit) throws IOException {
        show(visit, 200, Typed.nothing(), Mistakes.none());
    }

    private void show(Visit visit, int status, Typed typed, Mistakes mistakes) throws IOException {
        Actor actor = visit.allow(Permission.REQUESTS);
        if (RequestView.isMissing(visit, vault)) {
            return;
        }
        DataRequest request = vault.requests().read(id(visit), actor);
        var view = new RequestView(vault, visit);
        Optional<DataRequest.Work> work = request.work();
        visit.show(
                status,
                "staff/request",
                new RequestsModel.One(
                        view.row(request),
                        view.facts(request),
                        view.reasons(request),
                        work.flatMap(DataRequest.Work::words).orElse(""),
                        work.flatMap(DataRequest.Work::question).orElse(""),
                        work.map(view::steps).orElse(List.of()),
                        work.map(view::notes).orElse(List.of()),
                        work.map(DataRequest.Work::version).orElse(0L),
                        view.letters(request, actor),
                        view.next(request, typed),
                        mistakes,
                        visit.query("done")
                                .filter(done -> done.matches("[a-z-]{1,20}"))
                                .orElse("")));
    }

    private void step(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.REQUESTS);
        if (RequestView.isMissing(visit, vault)) {
            return;
        }
        var typed = new RequestStepForm(visit, visit.form());
        var mistakes = Mistakes.none();
        Optional<Step> step = typed.step(mistakes);
        if (step.isEmpty() && mistakes.isEmpty()) {
            throw new Refusal.BadField("to", "there is no such step");
        }
        if (step.isPresent()) {
            try {
                Requests.Changed changed =
                        vault.requests()
                                .step(id(visit), typed.version(), step.get(), typed.note(), actor);
                visit.redirect(path(id(visit)) + "?done=" + done(step.get(), changed));
                return;
            } catch (Refusal.Conflict | Refusal.Stale | Refusal.BadField refused) {
                add(visit, mistakes, refused);
            }
        }
        show(visit, 422, typed.typed(), mistakes);
    }

    private static String done(Step step, Requests.Changed changed) {
        if (changed.letter()) {
            return "letter";
        }
        return switch (step) {
            case Step.Acknowledge _, Step.Extend _, Step.Decide _ -> "no-letter";
            case Step.CheckIdentity _, Step.AskCustomer _ -> "no-letter";
            case Step.Work _, Step.Deliver _, Step.Close _ -> "moved";
        };
    }

    private void note(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.REQUESTS);
        if (RequestView.isMissing(visit, vault)) {
            return;
        }
        Form form = visit.form();
        var typed = new RequestStepForm(visit, form);
        var mistakes = Mistakes.none();
        try {
            vault.requests().note(id(visit), typed.version(), form.text("note"), actor);
            visit.redirect(path(id(visit)) + "?done=noted");
            return;
        } catch (Refusal.Conflict | Refusal.Stale | Refusal.BadField refused) {
            add(visit, mistakes, refused);
        }
        show(visit, 422, typed.typed(), mistakes);
    }

    private static void add(Visit visit, Mistakes mistakes, Refusal refused) {
        switch (refused) {
            case Refusal.Stale _ -> mistakes.add("next", word(visit, "stale"));
            case Refusal.Conflict conflict -> mistakes.add("next", word(visit, conflict.code()));
            case Refusal.BadField bad -> mistakes.add(bad.field(), word(visit, bad.field()));
            case Refusal.NotFound _, Refusal.Erased _, Refusal.NotPermitted _ -> throw refused;
        }
    }

    private static String word(Visit visit, String code) {
        String key = "staff.requests.wrong." + code;
        return visit.words().text(visit.words().has(key) ? key : "staff.requests.wrong.other");
    }
}
