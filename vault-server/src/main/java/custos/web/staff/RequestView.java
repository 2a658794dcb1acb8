package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.mail.LetterPress;
import custos.policy.FieldId;
import custos.request.Clocks;
import custos.request.Course;
import custos.request.Decision;
import custos.request.DelayReason;
import custos.request.RefusalReason;
import custos.request.RequestState;
import custos.request.Right;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.requests.DataRequest;
import custos.vault.requests.Requests;
import custos.vault.rows.Refusal;
import custos.web.Choice;
import custos.web.RequestWords;
import custos.web.Visit;
import custos.web.staff.RequestsModel.Fact;
import custos.web.staff.RequestsModel.Line;
import custos.web.staff.RequestsModel.Next;
import custos.web.staff.RequestsModel.Row;
import custos.web.staff.RequestsModel.Typed;
import custos.web.staff.RequestsModel.Urgency;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Data subject requests as an officer reads them. For one visit.
final class RequestView {
    private static final FieldId EMAIL = new FieldId("email");

    private final Vault vault;
    private final Visit visit;
    private final RequestWords words;
    private final Instant now;

    RequestView(Vault vault, Visit visit) {
        this.vault = vault;
        this.visit = visit;
        this.words = new RequestWords(visit);
        this.now = visit.context().clock().instant();
    }

    /// Whether the policy in force has no place for requests: then a page says what to do instead.
    static boolean isMissing(Visit visit, Vault vault) throws IOException {
        if (vault.requests().areKept()) {
            return false;
        }
        visit.show(
                visit.method().equals("POST") ? 409 : 200,
                "staff/requestsMissing",
                visit.policyWords().policy().version());
        return true;
    }

    RequestWords words() {
        return words;
    }

    Row row(DataRequest request) {
        Optional<Course> course = request.work().map(DataRequest.Work::course);
        LocalDate stopped =
                course.map(one -> one.stopped(one.day(now))).orElseGet(request::received);
        return new Row(
                request.id().value(),
                name(request),
                request.erased() ? "" : CustomerPage.path(request.customer()),
                words.right(request.right()),
                day(request.received()),
                request.state().map(RequestState::code).orElse(""),
                request.state().map(words::state).orElse(w("staff.requests.minimal")),
                course.map(one -> day(due(one))).orElse(""),
                course.map(this::urgency).orElse(Urgency.NONE),
                ChronoUnit.DAYS.between(request.received(), stopped),
                course.map(one -> ChronoUnit.DAYS.between(request.received(), due(one))).orElse(0L),
                request.decided().map(one -> words.decision(one.decision().code())).orElse(""));
    }

    private String name(DataRequest request) {
        return masked(request.customer())
                .map(CustomerView::name)
                .orElseGet(() -> w("staff.requests.erased"));
    }

    private Optional<Customers.Masked> masked(CustomerId id) {
        try {
            String role = visit.allow(Permission.READ_MASKED).role();
            return Optional.of(vault.customers().masked(id, role));
        } catch (Refusal.Erased e) {
            return Optional.empty();
        }
    }

    private LocalDate due(Course course) {
        return course.due(course.day(now));
    }

    Urgency urgency(Course course) {
        LocalDate today = course.day(now);
        if (course.isOverdue(today)) {
            return Urgency.OVERDUE;
        }
        if (!course.state().isOpen()) {
            return Urgency.NONE;
        }
        return course.due(today).isAfter(today.plus(Requests.SOON)) ? Urgency.LATER : Urgency.SOON;
    }

    private String day(LocalDate day) {
        return visit.times().day(day);
    }

    private String w(String key) {
        return visit.words().text(key);
    }

    private String days(long count) {
        return visit.words().text("staff.requests.days", "count", count);
    }

    List<Fact> facts(DataRequest request) {
        var facts = new ArrayList<Fact>();
        request.work()
                .map(DataRequest.Work::course)
                .ifPresent(course -> {
                    Clocks clocks = course.clocks();
                    LocalDate stopped = course.stopped(course.day(now));
                    add(facts, "regime", words.regime(course.term()));
                    add(facts, "due", day(due(course)));
                    add(facts, "running", days(clocks.runningDays(stopped)));
                    add(facts, "paused", paused(course, clocks.pausedDays(stopped)));
                    course.extension()
                            .ifPresent(one ->
                                    add(
                                            facts,
                                            "extended",
                                            day(one.on()) + ": " + words.delay(one.reason())));
                });
        request.decided()
                .ifPresent(one ->
                        add(
                                facts,
                                "decided",
                                day(one.on()) + ": " + words.decision(one.decision().code())));
        return facts;
    }

    private String paused(Course course, long count) {
        return switch (course.term().pausing()) {
            case ADDS_DAYS -> days(count);
            case RUNS_ON -> days(count) + " " + w("staff.requests.runs-on");
        };
    }

    private void add(List<Fact> facts, String id, String value) {
        facts.add(new Fact(id, w("staff.requests.fact." + id), value));
    }

    List<String> reasons(DataRequest request) {
        return request.work()
                .flatMap(work -> work.course().verdict())
                .map(verdict -> words.refusals(verdict.reasons()))
                .orElse(List.of());
    }

    List<Line> steps(DataRequest.Work work) {
        return work.steps().reversed().stream()
                .map(step -> line(step.at(), words.state(step.to()), step.role()))
                .toList();
    }

    List<Line> notes(DataRequest.Work work) {
        return work.notes().reversed().stream()
                .map(note -> line(note.at(), note.text(), note.role()))
                .toList();
    }

    private Line line(Instant at, String what, String role) {
        String who =
                role.equals("customer")
                        ? w("staff.history.customer")
                        : visit.policyWords().of("roles", role);
        return new Line(visit.times().minute(at), visit.times().machine(at), what, who);
    }

    List<Choice> letters(DataRequest request, Actor actor) {
        return request.erased() || request.work().isEmpty()
                ? List.of()
                : vault.requests().letters(request.id(), actor).matters().stream()
                        .map(LetterPress::code)
                        .map(code -> new Choice(code, w("staff.letter.of." + code)))
                        .toList();
    }

    Optional<Next> next(DataRequest request, Typed typed) {
        return request.work()
                .map(DataRequest.Work::course)
                .filter(course -> !course.next().isEmpty())
                .map(course -> next(request, course, typed));
    }

    private Next next(DataRequest request, Course course, Typed typed) {
        Set<RequestState> next = course.next();
        LocalDate today = course.day(now);
        LocalDate last = course.clocks().lastDayToExtend(today);
        boolean extendable = next.contains(RequestState.EXTENDED) && !today.isAfter(last);
        boolean decidable = next.contains(RequestState.DECIDED);
        return new Next(
                RequestStepForm.MOVES.stream()
                        .filter(next::contains)
                        .map(to -> new Choice(to.code(), w("staff.requests.move." + to.code())))
                        .toList(),
                extendable
                        ? Arrays.stream(DelayReason.values())
                                .map(one -> new Choice(one.code(), words.delay(one)))
                                .toList()
                        : List.of(),
                day(last),
                day(course.clocks().dueIfExtended(today)),
                decidable
                        ? Arrays.stream(Decision.values())
                                .map(one -> new Choice(one.code(), words.decision(one.code())))
                                .toList()
                        : List.of(),
                decidable
                        ? RefusalReason.forRight(request.right()).stream()
                                .map(one -> new Choice(one.code(), words.refusal(one)))
                                .toList()
                        : List.of(),
                next.contains(RequestState.WAITING_FOR_CUSTOMER),
                masked(request.customer())
                        .flatMap(one -> Optional.ofNullable(one.fields().get(EMAIL)))
                        .orElse(""),
                task(request.right()),
                typed);
    }

    /// Where on her own page, or below it, what she asks for is done.
    private static String task(Right right) {
        return switch (right) {
            case ACCESS, PORTABILITY -> "#officer";
            case ERASURE -> "/erase";
            case RECTIFICATION -> "#contact";
            case RESTRICTION, OBJECTION -> "#consents";
        };
    }
}
