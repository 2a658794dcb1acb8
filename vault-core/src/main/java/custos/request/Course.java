package custos.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The course of a request: where it stands, how it came there, and what follows from it for its
/// clocks. A step that is not allowed leaves it as it is.
///
/// @param term of the law
/// @param received the day of the request
/// @param pauses in their order; the last one lasts exactly while the state is a paused one
public record Course(
        Right right,
        Term term,
        LocalDate received,
        RequestState state,
        List<Pause> pauses,
        Optional<Extension> extension,
        Optional<Verdict> verdict) {
    /// The most pauses of one request.
    public static final int MAX_PAUSES = 100;

    public Course {
        pauses = List.copyOf(pauses);
        boolean lasting = !pauses.isEmpty() && pauses.getLast().to().isEmpty();
        if (lasting != state.isPaused()) {
            throw new IllegalArgumentException("a pause lasts while the request is paused");
        }
        if (verdict.isPresent() == state.isOpen()) {
            throw new IllegalArgumentException("a request is open until it is decided");
        }
    }

    /// That she was told it takes longer.
    public record Extension(LocalDate on, DelayReason reason) {}

    /// What was decided.
    ///
    /// @param reasons why something is not done; none when all is
    public record Verdict(LocalDate on, Decision decision, List<RefusalReason> reasons) {
        public Verdict {
            reasons = List.copyOf(reasons);
        }
    }

    /// A request that comes in.
    public static Course begun(Right right, Term term, LocalDate received) {
        return new Course(
                right,
                term,
                received,
                RequestState.RECEIVED,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /// What became of a step.
    public sealed interface Outcome {
        /// It was made.
        record Made(Course course) implements Outcome {}

        /// The state does not lead there.
        record NotFromHere(RequestState from, RequestState to) implements Outcome {}

        /// It was extended once already.
        record ExtendedAlready() implements Outcome {}

        /// The first term is over: she had to be told within it.
        record TooLateToExtend(LocalDate lastDay) implements Outcome {}

        /// A refusal, whole or in part, says why, with reasons that fit the right; a yes has none.
        record ReasonsDoNotFit() implements Outcome {}

        /// It has been paused as often as a request can be.
        record TooManyPauses() implements Outcome {}
    }

    /// The states that may follow today.
    public Set<RequestState> next() {
        return extension.isPresent() ? without(state.next(), RequestState.EXTENDED) : state.next();
    }

    private static Set<RequestState> without(Set<RequestState> states, RequestState one) {
        var left = new HashSet<>(states);
        left.remove(one);
        return Set.copyOf(left);
    }

    /// Makes a step. Days that were written down while they were counted in UTC may be later than
    /// today where the law is in force: then it counts as made on the last of them.
    public Outcome after(Step step, LocalDate on) {
        LocalDate today = notBeforeTheLast(on);
        if (step instanceof Step.Extend && extension.isPresent()) {
            return new Outcome.ExtendedAlready();
        }
        if (!state.next().contains(step.to())) {
            return new Outcome.NotFromHere(state, step.to());
        }
        if (step.to().isPaused() && pauses.size() >= MAX_PAUSES) {
            return new Outcome.TooManyPauses();
        }
        return switch (step) {
            case Step.Extend(DelayReason reason) -> extended(reason, today);
            case Step.Decide(Decision decision, List<RefusalReason> reasons) ->
                    decided(decision, reasons, today);
            case Step.Acknowledge _, Step.CheckIdentity _, Step.Work _, Step.AskCustomer _ ->
                    made(step, today, extension, verdict);
            case Step.Deliver _, Step.Close _ -> made(step, today, extension, verdict);
        };
    }

    private LocalDate notBeforeTheLast(LocalDate day) {
        return Stream.of(
                        Stream.of(day, received),
                        pauses.stream().map(pause -> pause.to().orElse(pause.from())),
                        extension.stream().map(Extension::on))
                .flatMap(days -> days)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Outcome extended(DelayReason reason, LocalDate today) {
        LocalDate last = clocks().lastDayToExtend(today);
        return today.isAfter(last)
                ? new Outcome.TooLateToExtend(last)
                : made(
                        new Step.Extend(reason),
                        today,
                        Optional.of(new Extension(today, reason)),
                        verdict);
    }

    private Outcome decided(Decision decision, List<RefusalReason> reasons, LocalDate today) {
        boolean fit = reasons.stream().allMatch(one -> one.isFor(right));
        return fit && decision.needsReason() != reasons.isEmpty()
                ? made(
                        new Step.Decide(decision, reasons),
                        today,
                        extension,
                        Optional.of(new Verdict(today, decision, reasons)))
                : new Outcome.ReasonsDoNotFit();
    }

    private Outcome made(
            Step step,
            LocalDate today,
            Optional<Extension> extendedBy,
            Optional<Verdict> verdictThen) {
        return new Outcome.Made(
                new Course(
                        right,
                        term,
                        received,
                        step.to(),
                        pausesAfter(step.to(), today),
                        extendedBy,
                        verdictThen));
    }

    private List<Pause> pausesAfter(RequestState to, LocalDate today) {
        var after = new ArrayList<>(pauses);
        if (state.isPaused()) {
            after.set(after.size() - 1, new Pause(after.getLast().from(), Optional.of(today)));
        }
        if (to.isPaused()) {
            after.add(new Pause(today, Optional.empty()));
        }
        return after;
    }

    public Clocks clocks() {
        return new Clocks(term, received, pauses, extension.isPresent());
    }

    /// The day that it is where its law is in force.
    public LocalDate day(Instant at) {
        return term.day(at);
    }

    /// The last day for an answer: as it looks today while one is due, and as it was when it was
    /// decided.
    public LocalDate due(LocalDate today) {
        return clocks().due(stopped(today));
    }

    /// Today, or the day of the decision: from then on no clock runs.
    public LocalDate stopped(LocalDate today) {
        return verdict.map(Verdict::on).orElse(today);
    }

    /// Whether an answer is late, or was.
    public boolean isOverdue(LocalDate today) {
        return stopped(today).isAfter(due(today));
    }
}
