package custos.vault.requests;

import custos.customer.CustomerId;
import custos.customer.PlainText;
import custos.customer.RecordId;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.Language;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.request.Course;
import custos.request.RequestState;
import custos.request.Right;
import custos.request.Step;
import custos.request.Term;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.core.RecordRules;
import custos.vault.letters.Matter;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.writer.Disclosures;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Data subject requests: what customers ask for by right, by when they have an answer due, and
/// which way it went. Every step is an entry that the customer sees.
///
/// Safe for threads.
public final class Requests {
    /// The most requests of one customer that wait for an answer.
    public static final int MAX_OPEN = 20;

    /// The most characters of her words, and of a note.
    public static final int MAX_TEXT = 2_000;

    /// The most notes on one request.
    public static final int MAX_NOTES = 100;

    /// The most closed requests that the queue shows.
    public static final int MAX_CLOSED = 200;

    /// How long before its deadline a request is one to be reminded of.
    public static final Period SOON = Period.ofDays(7);

    /// How old a request may be when it is entered.
    public static final Period OLDEST = Period.ofYears(1);

    private final Core core;
    private final Disclosures disclosures;
    private final RequestRegister register;
    private final RequestSteps steps;

    public Requests(Core core, Disclosures disclosures) {
        this.core = core;
        this.disclosures = disclosures;
        this.register = new RequestRegister(core);
        this.steps = new RequestSteps(core);
    }

    /// A request that comes in.
    ///
    /// @param term of the law under which it is answered
    /// @param received the day on which it came; not in the future
    /// @param words what she asked for in her own words
    /// @param language in which she is written to where her own is not known
    public record Wanted(
            Right right,
            Term term,
            LocalDate received,
            SourceId source,
            Optional<String> words,
            Language language) {
        /// Redacted: the words are the customer's.
        @Override
        public String toString() {
            return "Wanted[" + right + ", " + term + ", " + received + "]";
        }
    }

    /// Where a change stands once it is durable.
    ///
    /// @param leaf the index of the leaf that records it
    /// @param letter whether a letter tells her of it
    public record Changed(RecordId id, RequestState state, long leaf, boolean letter) {}

    /// Letters about a request, in the order of its steps.
    public record Letters(Language language, List<Matter> matters) {
        public Letters {
            matters = List.copyOf(matters);
        }
    }

    /// How many wait for an answer.
    ///
    /// @param overdue past their deadline
    /// @param soon due within [#SOON], today included
    public record Due(int open, int overdue, int soon) {}

    /// The terms under which a request can be answered: those of the policy's regimes.
    public List<Term> terms() {
        return core.policies().current().regimes().stream()
                .flatMap(regime -> Term.of(regime.id()).stream())
                .toList();
    }

    /// Whether the policy in force has a place for requests and a law with a known term. One from
    /// before the kind `request-file` has not: then none can be entered or read.
    public boolean areKept() {
        return RequestForm.find(core.policies().current()).isPresent() && !terms().isEmpty();
    }

    /// The term that goes with a customer's address, so that nobody need know the law to choose.
    ///
    /// @throws Refusal.Conflict when the policy has no regime with a known term
    public Term termFor(CustomerId id) {
        try (CustomerFile file = core.file(core.number(id))) {
            return new RequestTerms(core.policies().current())
                    .of(file.openFixed(Slots.CONTACT))
                    .orElseThrow(() ->
                            new Refusal.Conflict(
                                    "policy", "the policy has no regime with a known term"));
        }
    }

    /// Enters a request; durable on return.
    ///
    /// @throws Refusal.Conflict when she has [#MAX_OPEN] that wait for an answer
    public Changed enter(CustomerId customer, Wanted wanted, Actor by) {
        LocalDate today = wanted.term().day(core.now());
        if (wanted.received().isAfter(today) || wanted.received().isBefore(today.minus(OLDEST))) {
            throw new Refusal.BadField("received", "a request came today or within the last year");
        }
        if (!terms().contains(wanted.term())) {
            throw new Refusal.BadField("regime", "the policy has no such regime");
        }
        RecordRules.requireSource(core.policies().current(), wanted.source());
        var clean =
                new Wanted(
                        wanted.right(),
                        wanted.term(),
                        wanted.received(),
                        wanted.source(),
                        text("words", wanted.words()),
                        wanted.language());
        return core.change(
                core.number(customer),
                OptionalLong.empty(),
                changing -> steps.enter(changing, clean, by));
    }

    /// What she asks for herself, on her own page; durable on return.
    public Changed ask(CustomerId id, Right right, Optional<String> words, Language language) {
        Term term = termFor(id);
        LocalDate today = term.day(core.now());
        var wanted = new Wanted(right, term, today, Kinds.PORTAL, words, language);
        return enter(id, wanted, new Actor.Customer());
    }

    private static Optional<String> text(String field, Optional<String> typed) {
        try {
            return typed.filter(text -> !text.isBlank())
                    .map(text -> PlainText.lines("the text", text, 1, MAX_TEXT));
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField(field, String.valueOf(e.getMessage()));
        }
    }

    /// Makes a step; durable on return, with the letter that tells her of it.
    ///
    /// @param ifVersion of the working file, as the caller saw it
    /// @param note to be kept with it
    /// @throws Refusal.Conflict when it is not allowed; its code says why
    public Changed step(
            RecordId request, OptionalLong ifVersion, Step step, Optional<String> note, Actor by) {
        long number = core.number(request);
        Optional<String> clean = text("note", note);
        Step said = said(step);
        return core.change(
                Slots.customerOf(number),
                OptionalLong.empty(),
                changing -> steps.step(changing, number, ifVersion, said, clean, by));
    }

    private static Step said(Step step) {
        return step instanceof Step.AskCustomer(String question)
                ? new Step.AskCustomer(
                        text("question", Optional.of(question))
                                .orElseThrow(() ->
                                        new Refusal.BadField("question", "a question is missing")))
                : step;
    }

    /// Writes something down; durable on return.
    public Changed note(RecordId request, OptionalLong ifVersion, String note, Actor by) {
        long number = core.number(request);
        String clean =
                text("note", Optional.of(note))
                        .orElseThrow(() -> new Refusal.BadField("note", "a note is missing"));
        return core.change(
                Slots.customerOf(number),
                OptionalLong.empty(),
                changing -> steps.note(changing, number, ifVersion, clean, by));
    }

    /// Opens a request; the look is noted as one for `rights-and-proof`. Of somebody erased the
    /// minimal file is shown, and nobody's history tells of it.
    ///
    /// @throws Refusal.NotFound when there is no such request
    public DataRequest read(RecordId request, Actor by) {
        Policy policy = core.policies().current();
        long number = core.number(request);
        DataRequest found =
                new RequestQueue(core, register, core.now())
                        .read(policy, number)
                        .map(RequestReading.Found::request)
                        .orElseThrow(() -> new Refusal.NotFound("request"));
        long customer = Slots.customerOf(number);
        if (!found.erased() && !disclosures.noted(by, Kinds.RIGHTS, customer)) {
            try (CustomerFile file = core.file(customer)) {
                disclosures.note(
                        by, Kinds.RIGHTS, customer, file.take(core.schema().evidenceClass()));
            }
        }
        return found;
    }

    /// The letters about a request so far, to be printed; the look is noted as [#read] notes it.
    ///
    /// @throws Refusal.NotFound when there is no such request, or only its minimal file is left
    public Letters letters(RecordId request, Actor by) {
        DataRequest found = read(request, by);
        DataRequest.Work work = found.work().orElseThrow(() -> new Refusal.NotFound("request"));
        try (CustomerFile file = core.file(core.number(found.customer()))) {
            return new RequestLetters(core).of(file, work, core.now());
        }
    }

    /// A customer's requests, newest first.
    public List<DataRequest> of(CustomerId id) {
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, core.number(id))) {
            Policy policy = core.policies().current();
            return new RequestReading(core, policy, read, file, false)
                    .all().stream().map(RequestReading.Found::request).toList();
        }
    }

    /// Everybody's requests of which something is left to do: those that wait for an answer first,
    /// the nearest deadline before the others.
    public List<DataRequest> open() {
        return new RequestQueue(core, register, core.now()).open();
    }

    /// Everybody's requests of which nothing is left to do, newest first, at most [#MAX_CLOSED].
    public List<DataRequest> closed() {
        return new RequestQueue(core, register, core.now()).closed(MAX_CLOSED);
    }

    /// How many wait for an answer, and how many of them hurry.
    public Due due() {
        if (!areKept()) {
            return new Due(0, 0, 0);
        }
        Instant now = core.now();
        List<Course> waiting =
                open().stream()
                        .flatMap(request -> request.work().stream())
                        .map(DataRequest.Work::course)
                        .filter(course -> course.state().isOpen())
                        .toList();
        return new Due(
                waiting.size(),
                (int) waiting.stream().filter(course -> course.isOverdue(course.day(now))).count(),
                (int) waiting.stream().filter(course -> isSoon(course, course.day(now))).count());
    }

    private static boolean isSoon(Course course, LocalDate today) {
        return !course.isOverdue(today) && !course.due(today).isAfter(today.plus(SOON));
    }

    /// The acts of the ledger that tell of requests.
    public static boolean isOfRequest(ActType type) {
        return RequestSteps.ACTS.contains(type);
    }
}
