package custos.web.portal;

import custos.access.Session;
import custos.request.Course;
import custos.request.RequestState;
import custos.request.Right;
import custos.vault.requests.DataRequest;
import custos.vault.requests.Requests;
import custos.vault.rows.Refusal;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.RequestWords;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// `/my/requests`: what she asked for by right, where it stands and by when she has an answer; and
/// the form for what she cannot do on this page herself.
public final class MyRequestsPage {
    private static final String PATH = "/my/requests";

    private final WebContext context;
    private final Guests guests;

    MyRequestsPage(WebContext context, Guests guests) {
        this.context = context;
        this.guests = guests;
    }

    /// What the page shows.
    ///
    /// @param bounded whether she came by a code from the counter, which asks for nothing
    /// @param kept whether the policy in force has a place for requests
    /// @param done whether she asked just now
    public record Model(
            List<Row> rows,
            List<Choice> rights,
            String right,
            String words,
            boolean bounded,
            boolean kept,
            boolean done,
            Mistakes mistakes) {
        /// Redacted: the words are the customer's.
        @Override
        public String toString() {
            return "Model[" + rows.size() + " requests]";
        }
    }

    /// A request in her language.
    ///
    /// @param state its code; empty when it is over and its working file deleted
    /// @param answer what she is to expect, or what was decided
    /// @param reasons why something is refused
    /// @param question that she is asked; empty for none
    public record Row(
            String right,
            String received,
            String state,
            String stateWord,
            String answer,
            List<String> reasons,
            String question,
            String words) {
        /// Redacted: the words are the customer's.
        @Override
        public String toString() {
            return "Row[" + state + "]";
        }
    }

    void addTo(WebRoutes routes, WebRoutes.Answers otherwise) {
        routes.get(PATH, Gate.OPEN, guests.page(this::page, otherwise), "done")
                .post(PATH, Gate.OPEN, guests.ownForm(this::ask, otherwise));
    }

    private void page(Visit visit, Session<Guest> session) throws IOException {
        show(visit, 200, session, "", "", Mistakes.none());
    }

    private void show(
            Visit visit,
            int status,
            Session<Guest> session,
            String right,
            String words,
            Mistakes mistakes)
            throws IOException {
        var request = new RequestWords(visit);
        visit.show(
                status,
                "portal/requests",
                new Model(
                        rows(visit, context, session),
                        request.rights().stream()
                                .map(one -> new Choice(one.code(), request.right(one)))
                                .toList(),
                        right,
                        words,
                        session.holder().isBounded(),
                        context.vault().requests().areKept(),
                        visit.query("done").isPresent(),
                        mistakes),
                session.csrf());
    }

    /// Her requests, newest first; none under a policy from before, which knows of none.
    static List<Row> rows(Visit visit, WebContext context, Session<Guest> session) {
        if (!context.vault().requests().areKept()) {
            return List.of();
        }
        return context.vault().requests().of(session.holder().id()).stream()
                .map(one -> row(visit, one))
                .toList();
    }

    private static Row row(Visit visit, DataRequest request) {
        var words = new RequestWords(visit);
        return new Row(
                words.right(request.right()),
                visit.times().day(request.received()),
                request.state().map(RequestState::code).orElse(""),
                request.state().map(state -> state(visit, words, state)).orElse(""),
                answer(visit, words, request),
                request.work()
                        .flatMap(work -> work.course().verdict())
                        .map(verdict -> words.refusals(verdict.reasons()))
                        .orElse(List.of()),
                request.work()
                        .filter(work -> work.course().state() == RequestState.WAITING_FOR_CUSTOMER)
                        .flatMap(DataRequest.Work::question)
                        .orElse(""),
                request.work().flatMap(DataRequest.Work::words).orElse(""));
    }

    /// Whom the shop waits for is she herself.
    private static String state(Visit visit, RequestWords words, RequestState state) {
        return state == RequestState.WAITING_FOR_CUSTOMER
                ? visit.words().text("portal.requests.waiting")
                : words.state(state);
    }

    private static String answer(Visit visit, RequestWords words, DataRequest request) {
        if (request.decided().isPresent()) {
            var decided = request.decided().get();
            return visit.times().day(decided.on())
                    + ": "
                    + words.decision(decided.decision().code());
        }
        return request.work()
                .map(DataRequest.Work::course)
                .map(course -> due(visit, course))
                .orElse("");
    }

    private static String due(Visit visit, Course course) {
        LocalDate today = course.day(visit.context().clock().instant());
        return visit.words()
                .text("portal.requests.due", "day", visit.times().day(course.due(today)));
    }

    private void ask(Visit visit, Session<Guest> session) throws IOException {
        Form form = visit.form();
        Optional<Right> right = Right.find(form.text("right"));
        String words = form.text("words");
        var mistakes = Mistakes.none();
        if (right.isEmpty()) {
            mistakes.add("right", word(visit, "right"));
        } else {
            try {
                context.vault()
                        .requests()
                        .ask(
                                session.holder().id(),
                                right.get(),
                                Optional.of(words).filter(text -> !text.isEmpty()),
                                visit.policyLanguage());
                visit.redirect(PATH + "?done=1#requests");
                return;
            } catch (Refusal.BadField bad) {
                mistakes.add(bad.field(), word(visit, bad.field()));
            } catch (Refusal.Conflict conflict) {
                mistakes.add("right", word(visit, conflict.code()));
            }
        }
        show(visit, 422, session, form.text("right"), words, mistakes);
    }

    private static String word(Visit visit, String code) {
        String key = "portal.requests.wrong." + code;
        return visit.words()
                .text(
                        visit.words().has(key) ? key : "portal.requests.wrong.other",
                        "count",
                        Requests.MAX_OPEN);
    }
}
