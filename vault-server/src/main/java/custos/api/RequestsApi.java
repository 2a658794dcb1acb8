package custos.api;

import custos.access.Permission;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.policy.Language;
import custos.policy.RegimeId;
import custos.policy.SourceId;
import custos.request.Course;
import custos.request.Decision;
import custos.request.DelayReason;
import custos.request.RefusalReason;
import custos.request.RequestState;
import custos.request.Right;
import custos.request.Step;
import custos.request.Term;
import custos.vault.Vault;
import custos.vault.requests.DataRequest;
import custos.vault.requests.Requests;
import custos.vault.rows.Refusal;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/// `/requests` and `/customers/{customer}/requests`: data subject requests with their clocks, and
/// the steps that they make.
final class RequestsApi {
    private static final String OF_ONE = CustomersApi.ONE + "/requests";
    private static final String ONE = "/requests/{request}";
    private static final String CLOSED = "closed";
    private static final int STANDARD_PAGE = 50;
    private static final int MAX_PAGE = 200;

    private final Requests requests;
    private final InstantSource clock;

    RequestsApi(Vault vault, InstantSource clock) {
        this.requests = vault.requests();
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.get("/requests", this::all, "state", "limit", "cursor")
                .get(ONE, this::one)
                .post(ONE + "/steps", this::step)
                .post(ONE + "/notes", this::note)
                .get(OF_ONE, this::ofOne)
                .post(OF_ONE, this::enter);
    }

    private void all(Call call) throws IOException {
        call.allow(Permission.REQUESTS);
        String state = call.query("state").orElse("open");
        if (!state.equals(CLOSED) && !state.equals("open")) {
            throw Call.badParameter("state", "it must be open or closed");
        }
        int limit = (int) call.number("limit", STANDARD_PAGE, 1, MAX_PAGE);
        Optional<RecordId> after = call.query("cursor", RecordId::new);
        List<DataRequest> all = state.equals(CLOSED) ? requests.closed() : requests.open();
        List<DataRequest> rest = after.map(id -> behind(all, id)).orElse(all);
        List<DataRequest> page = rest.stream().limit(limit).toList();
        call.answer()
                .json(
                        200,
                        json -> {
                            JsonText.items(json, "items", page, one -> write(json, one));
                            JsonText.maybe(
                                    json,
                                    "next",
                                    Optional.of(page)
                                            .filter(shown -> shown.size() < rest.size())
                                            .map(shown -> shown.getLast().id().value()));
                        });
    }

    /// What follows a request; all when it is in the list no more.
    private static List<DataRequest> behind(List<DataRequest> all, RecordId id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return all.subList(i + 1, all.size());
            }
        }
        return all;
    }

    private void ofOne(Call call) throws IOException {
        call.allow(Permission.REQUESTS);
        List<DataRequest> hers = requests.of(call.customer());
        call.answer()
                .json(200, json -> JsonText.items(json, "items", hers, one -> write(json, one)));
    }

    private void one(Call call) throws IOException {
        Actor actor = call.allow(Permission.REQUESTS);
        DataRequest found = requests.read(id(call), actor);
        found.work().ifPresent(work -> call.answer().etag(work.version()));
        call.answer()
                .json(
                        200,
                        json -> {
                            write(json, found);
                            found.work().ifPresent(work -> write(json, work));
                        });
    }

    private static RecordId id(Call call) {
        return call.path("request", RecordId::new);
    }

    private void write(JsonGenerator json, DataRequest request) {
        json.writeStringProperty("id", request.id().value());
        json.writeStringProperty("customer", request.customer().value());
        json.writeBooleanProperty("erased", request.erased());
        json.writeStringProperty("right", request.right().code());
        json.writeStringProperty("received", request.received().toString());
        JsonText.maybe(json, "state", request.state().map(RequestState::code));
        request.work().map(DataRequest.Work::course).ifPresent(course -> clocks(json, course));
        request.decided()
                .ifPresent(said -> {
                    json.writeStringProperty("decided", said.on().toString());
                    json.writeStringProperty("decision", said.decision().code());
                });
    }

    private void clocks(JsonGenerator json, Course course) {
        LocalDate today = course.day(clock.instant());
        LocalDate stopped = course.stopped(today);
        json.writeStringProperty("regime", course.term().regime().value());
        json.writeStringProperty("due", course.due(today).toString());
        json.writeBooleanProperty("overdue", course.isOverdue(today));
        json.writeNumberProperty("running_days", course.clocks().runningDays(stopped));
        json.writeNumberProperty("paused_days", course.clocks().pausedDays(stopped));
        course.extension()
                .ifPresent(one -> {
                    json.writeStringProperty("extended", one.on().toString());
                    json.writeStringProperty("delay", one.reason().code());
                });
        course.verdict()
                .ifPresent(verdict ->
                        JsonText.texts(
                                json,
                                "reasons",
                                verdict.reasons().stream().map(RefusalReason::code).toList()));
        JsonText.texts(
                json, "next", course.next().stream().map(RequestState::code).sorted().toList());
    }

    private static void write(JsonGenerator json, DataRequest.Work work) {
        json.writeStringProperty("language", work.language().value());
        JsonText.maybe(json, "words", work.words());
        JsonText.maybe(json, "question", work.question());
        JsonText.items(
                json,
                "steps",
                work.steps(),
                made -> {
                    json.writeStringProperty("at", made.at().toString());
                    json.writeStringProperty("role", made.role());
                    json.writeStringProperty("to", made.to().code());
                });
        JsonText.items(
                json,
                "notes",
                work.notes(),
                note -> {
                    json.writeStringProperty("at", note.at().toString());
                    json.writeStringProperty("role", note.role());
                    json.writeStringProperty("text", note.text());
                });
    }

    private void enter(Call call) throws IOException {
        Actor actor = call.allow(Permission.REQUESTS);
        if (call.repeat().isPresent()) {
            throw Call.badParameter("Idempotency-Key", "a request is not entered with such a key");
        }
        Members body = call.body();
        Right right = code("right", body.text("right"), Right::find);
        Term term =
                body.maybeText("regime")
                        .map(text -> read("regime", text, RegimeId::new))
                        .map(id -> found("regime", Term.of(id)))
                        .orElseGet(() -> requests.termFor(call.customer()));
        var wanted =
                new Requests.Wanted(
                        right,
                        term,
                        body.maybeText("received")
                                .map(text -> read("received", text, RequestsApi::day))
                                .orElseGet(() -> term.day(clock.instant())),
                        read("source", body.text("source"), SourceId::new),
                        body.maybeText("words"),
                        read("language", body.text("language"), Language::new));
        body.requireNoOthers();
        changed(call, 201, requests.enter(call.customer(), wanted, actor));
    }

    private void step(Call call) throws IOException {
        Actor actor = call.allow(Permission.REQUESTS);
        RecordId id = id(call);
        var version = call.ifMatch();
        Members body = call.body();
        Step step = step(code("to", body.text("to"), RequestState::find), body);
        Optional<String> note = body.maybeText("note");
        body.requireNoOthers();
        changed(call, 200, requests.step(id, version, step, note, actor));
    }

    private static Step step(RequestState to, Members body) {
        return switch (to) {
            case ACKNOWLEDGED -> new Step.Acknowledge();
            case IDENTITY_CHECK -> new Step.CheckIdentity();
            case IN_PROGRESS -> new Step.Work();
            case WAITING_FOR_CUSTOMER -> new Step.AskCustomer(body.text("question"));
            case EXTENDED -> new Step.Extend(code("delay", body.text("delay"), DelayReason::find));
            case DECIDED ->
                    new Step.Decide(
                            code("decision", body.text("decision"), Decision::find), reasons(body));
            case DELIVERED -> new Step.Deliver();
            case CLOSED -> new Step.Close();
            case RECEIVED -> throw new Refusal.BadField("to", "a request is received once");
        };
    }

    private static List<RefusalReason> reasons(Members body) {
        return body.has("reasons")
                ? body.texts("reasons").stream()
                        .map(text -> code("reasons", text, RefusalReason::find))
                        .distinct()
                        .toList()
                : List.of();
    }

    private void note(Call call) throws IOException {
        Actor actor = call.allow(Permission.REQUESTS);
        RecordId id = id(call);
        var version = call.ifMatch();
        Members body = call.body();
        String text = body.text("text");
        body.requireNoOthers();
        changed(call, 200, requests.note(id, version, text, actor));
    }

    private static void changed(Call call, int status, Requests.Changed done) throws IOException {
        call.answer()
                .json(
                        status,
                        json -> {
                            json.writeStringProperty("id", done.id().value());
                            json.writeStringProperty("state", done.state().code());
                            json.writeNumberProperty("leaf", done.leaf());
                            json.writeBooleanProperty("letter", done.letter());
                        });
    }

    private static <T> T code(String name, String text, Function<String, Optional<T>> find) {
        return found(name, find.apply(text));
    }

    private static <T> T found(String name, Optional<T> known) {
        return known.orElseThrow(() -> new Refusal.BadField(name, "there is no such code"));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a day is written YYYY-MM-DD");
        }
    }

    private static <T> T read(String name, String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField(name, String.valueOf(e.getMessage()));
        }
    }
}
