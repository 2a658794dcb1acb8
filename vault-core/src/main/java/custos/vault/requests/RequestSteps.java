package custos.vault.requests;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.request.Course;
import custos.request.RefusalReason;
import custos.request.RequestState;
import custos.request.Step;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.RecordRules;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prepares the writes of requests: both records, the register's entry, the leaf and the letter.
final class RequestSteps {
    static final Set<ActType> ACTS =
            Set.of(
                    ActType.REQUEST_RECEIVED,
                    ActType.REQUEST_MOVED,
                    ActType.REQUEST_EXTENDED,
                    ActType.REQUEST_DECIDED,
                    ActType.REQUEST_NOTED);

    private final Core core;
    private final RequestLetters letters;

    RequestSteps(Core core) {
        this.core = core;
        this.letters = new RequestLetters(core);
    }

    Core.Prepared<Requests.Changed> enter(
            Core.Changing changing, Requests.Wanted wanted, Actor by) {
        Policy policy = core.policies().current();
        RequestForm form = RequestForm.of(policy);
        RecordRules.requireRoom(changing);
        requireFew(changing, policy);
        CustomerDraft draft = changing.draft();
        int today = Core.day(changing.now());
        Course course = Course.begun(wanted.right(), wanted.term(), wanted.received());
        long request =
                draft.add(
                        Kinds.classNo(policy, form.minimal().kind()),
                        form.minimal().kind().number(),
                        today,
                        form.minimal().values(course));
        RequestFile content =
                RequestFile.begun(
                        Slots.within(request),
                        course,
                        wanted.language(),
                        wanted.words(),
                        changing.now(),
                        by);
        draft.add(
                Kinds.classNo(policy, form.work()),
                form.work().number(),
                today,
                form.values(content));
        draft.also(
                RequestRegister.put(
                        core.keys(), new RequestRegister.Entry(request, wanted.received(), false)));
        draft.activeOn(today);
        Write write =
                draft.finish(
                        List.of(Act.of(ActType.REQUEST_RECEIVED)),
                        List.of(part(request, 1, course.state(), Optional.of(wanted.source()))),
                        Internal.by(by),
                        changing.now());
        return prepared(write, request, course.state(), false);
    }

    private void requireFew(Core.Changing changing, Policy policy) {
        long open =
                new RequestReading(core, policy, changing.read(), changing.file(), false)
                        .all().stream()
                                .flatMap(found -> found.request().state().stream())
                                .filter(RequestState::isOpen)
                                .count();
        if (open >= Requests.MAX_OPEN) {
            throw new Refusal.Conflict(
                    "requests", "a customer has at most 20 requests that wait for an answer");
        }
    }

    Core.Prepared<Requests.Changed> step(
            Core.Changing changing,
            long number,
            OptionalLong ifVersion,
            Step step,
            Optional<String> note,
            Actor by) {
        Policy policy = core.policies().current();
        RequestForm form = RequestForm.of(policy);
        Open open = open(changing, policy, number, ifVersion);
        int day = Core.day(changing.now());
        Course before = open.work().course();
        Course course = made(before.after(step, before.day(changing.now())));
        RequestFile after = open.working().content().after(course, changing.now(), by);
        if (step instanceof Step.AskCustomer(String question)) {
            after = after.asking(question);
        }
        if (note.isPresent()) {
            requireFewNotes(after);
            after = after.noted(note.get(), changing.now(), by);
        }
        CustomerDraft draft = changing.draft();
        long version = draft.replace(open.working().row(), day, form.values(after));
        if (step instanceof Step.Decide) {
            draft.replace(open.found().row(), day, form.minimal().values(course));
        }
        if (course.state() == RequestState.CLOSED) {
            draft.also(
                    RequestRegister.put(
                            core.keys(),
                            new RequestRegister.Entry(number, course.received(), true)));
        }
        boolean letter = letters.tell(changing, step, course, after.language());
        Write write =
                draft.finish(
                        List.of(Act.of(act(step))),
                        List.of(part(open.file(), version, course.state(), Optional.empty())),
                        internal(step, by),
                        changing.now());
        return prepared(write, number, course.state(), letter);
    }

    Core.Prepared<Requests.Changed> note(
            Core.Changing changing, long number, OptionalLong ifVersion, String note, Actor by) {
        Policy policy = core.policies().current();
        RequestForm form = RequestForm.of(policy);
        Open open = open(changing, policy, number, ifVersion);
        RequestFile before = open.working().content();
        requireFewNotes(before);
        CustomerDraft draft = changing.draft();
        long version =
                draft.replace(
                        open.working().row(),
                        Core.day(changing.now()),
                        form.values(before.noted(note, changing.now(), by)));
        Write write =
                draft.finish(
                        List.of(Act.of(ActType.REQUEST_NOTED)),
                        List.of(part(open.file(), version, before.state(), Optional.empty())),
                        Internal.by(by),
                        changing.now());
        return prepared(write, number, before.state(), false);
    }

    private static void requireFewNotes(RequestFile file) {
        if (file.notes().size() >= Requests.MAX_NOTES) {
            throw new Refusal.Conflict("notes", "a request has at most 100 notes");
        }
    }

    /// A request with a working file that nobody changed meanwhile and no legal hold is on.
    private record Open(
            RequestReading.Found found, RequestReading.Working working, DataRequest.Work work) {
        /// The number of the working file, which every step changes.
        long file() {
            return working.row().no();
        }

        @Override
        public String toString() {
            return "Open[" + found.row().no() + "]";
        }
    }

    private Open open(Core.Changing changing, Policy policy, long number, OptionalLong ifVersion) {
        RequestReading.Found found =
                new RequestReading(core, policy, changing.read(), changing.file(), false)
                        .find(number)
                        .filter(one -> one.working().isPresent())
                        .orElseThrow(() -> new Refusal.NotFound("request"));
        RecordRow row = found.working().orElseThrow().row();
        if (ifVersion.isPresent() && ifVersion.getAsLong() != row.version()) {
            throw new Refusal.Stale(row.version());
        }
        RecordRules.requireNoHold(changing, number);
        RecordRules.requireNoHold(changing, row.no());
        return new Open(found, found.working().orElseThrow(), found.request().work().orElseThrow());
    }

    private static Course made(Course.Outcome outcome) {
        return switch (outcome) {
            case Course.Outcome.Made(Course course) -> course;
            case Course.Outcome.NotFromHere(var from, var to) ->
                    throw new Refusal.Conflict(
                            "state",
                            "a request that is "
                                    + from.code()
                                    + " does not become "
                                    + to.code()
                                    + " next");
            case Course.Outcome.ExtendedAlready() ->
                    throw new Refusal.Conflict(
                            "extended", "a request is extended once, and this one was");
            case Course.Outcome.TooLateToExtend(LocalDate last) ->
                    throw new Refusal.Conflict(
                            "late", "a request is extended within its first term, until " + last);
            case Course.Outcome.ReasonsDoNotFit() ->
                    throw new Refusal.BadField(
                            "reasons",
                            "a refusal, whole or in part, names reasons that fit the right; a yes"
                                    + " names none");
            case Course.Outcome.TooManyPauses() ->
                    throw new Refusal.Conflict("pauses", "a request is paused at most 100 times");
        };
    }

    private static ActType act(Step step) {
        return switch (step) {
            case Step.Extend _ -> ActType.REQUEST_EXTENDED;
            case Step.Decide _ -> ActType.REQUEST_DECIDED;
            case Step.Acknowledge _, Step.CheckIdentity _, Step.Work _, Step.AskCustomer _ ->
                    ActType.REQUEST_MOVED;
            case Step.Deliver _, Step.Close _ -> ActType.REQUEST_MOVED;
        };
    }

    /// What outlives the customer: codes, and nothing of hers.
    private static Internal internal(Step step, Actor by) {
        return switch (step) {
            case Step.Extend(var reason) ->
                    Internal.by(by).about(Optional.of("extended: " + reason.code()));
            case Step.Decide(var decision, var reasons) ->
                    Internal.by(by)
                            .about(
                                    Optional.of(
                                            Stream.concat(
                                                            Stream.of(decision.code() + ":"),
                                                            reasons.stream()
                                                                    .map(RefusalReason::code))
                                                    .collect(Collectors.joining(" "))));
            case Step.Acknowledge _, Step.CheckIdentity _, Step.Work _, Step.AskCustomer _ ->
                    Internal.by(by);
            case Step.Deliver _, Step.Close _ -> Internal.by(by);
        };
    }

    private static Subject.Part part(
            long record, long version, RequestState state, Optional<SourceId> source) {
        return new Subject.Part(
                0,
                Optional.empty(),
                List.of(),
                OptionalLong.of(record),
                OptionalLong.of(version),
                Optional.empty(),
                source.map(SourceId::value),
                Optional.of(state.code()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Core.Prepared<Requests.Changed> prepared(
            Write write, long request, RequestState state, boolean letter) {
        return new Core.Prepared<>(
                write,
                idx ->
                        new Requests.Changed(
                                core.recordId(request), state, Ledger.index(idx), letter));
    }
}
