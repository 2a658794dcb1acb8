package custos.vault.consents;

import custos.consent.AgeCheck;
import custos.consent.Answer;
import custos.consent.Circumstances;
import custos.consent.ConsentBook;
import custos.consent.ConsentEvent;
import custos.consent.ConsentKey;
import custos.consent.ConsentOutcome;
import custos.consent.ConsentState;
import custos.consent.Grant;
import custos.consent.Suppressed;
import custos.consent.Voice;
import custos.customer.EmailAddress;
import custos.customer.IndexForm;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Subject;
import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.Method;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.policy.VoiceColumn;
import custos.store.RowChange;
import custos.vault.core.Addresses;
import custos.vault.core.ConsentWords;
import custos.vault.core.PolicyTree;
import custos.vault.core.Suppressing;
import custos.vault.rows.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Answers being applied to one customer's consents: what the table of consents makes of each, with
/// the acts for the leaf, the parts for the opening and the suppressions that follow. One use.
public final class ConsentChange {
    private final Policy policy;
    private final Suppressing suppressing;
    private final Addresses addresses;
    private final Optional<LocalDate> birth;
    private final SourceId source;
    private final Instant now;
    private final List<Act> acts = new ArrayList<>();
    private final List<Subject.Part> parts = new ArrayList<>();
    private final List<RowChange> rows = new ArrayList<>();
    private final List<ConsentOutcome.Reason> unchanged = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<Requested> requested = new ArrayList<>();
    private ConsentBook book;

    /// @param acts how many acts the leaf has already
    /// @param parts how many of them the opening speaks of already
    public ConsentChange(
            Policy policy,
            Suppressing suppressing,
            Person person,
            SourceId source,
            Instant now,
            List<Act> acts,
            List<Subject.Part> parts) {
        this.policy = policy;
        this.suppressing = suppressing;
        this.addresses = person.addresses();
        this.birth = person.birth();
        this.book = person.book();
        this.source = source;
        this.now = now;
        this.acts.addAll(acts);
        this.parts.addAll(parts);
    }

    /// What consents need to know of the customer.
    record Person(ConsentBook book, Addresses addresses, Optional<LocalDate> birth) {}

    /// A consent that waits for the customer's confirmation, which has to be mailed.
    record Requested(ConsentKey key, Grant asked, EmailAddress to) {}

    /// Applies an answer.
    ///
    /// @param at where in the request it stands, for messages
    /// @throws Refusal.Conflict when only the customer could say so
    public void apply(String at, ConsentAnswer answer) {
        apply(at, answer, false);
    }

    /// Applies a yes that counts only once it is confirmed, whatever the policy asks of its method.
    void ask(ConsentAnswer answer) {
        apply("", answer, true);
    }

    private void apply(String at, ConsentAnswer answer, boolean confirmed) {
        Purpose purpose =
                policy.purpose(answer.purpose())
                        .orElseThrow(() ->
                                new Refusal.BadField(
                                        at + "purpose", "the policy has no such purpose"));
        Channel channel =
                policy.channel(answer.channel())
                        .filter(known -> purpose.channels().contains(known.id()))
                        .orElseThrow(() ->
                                new Refusal.BadField(
                                        at + "channel",
                                        "the policy does not follow this purpose by this"
                                                + " channel"));
        Method method =
                policy.method(answer.method())
                        .orElseThrow(() ->
                                new Refusal.BadField(
                                        at + "method", "the policy has no such method"));
        Voice voice =
                confirmed && channel.confirmable()
                        ? new Voice.Assertion(Voice.Confirmation.REQUIRED)
                        : voice(at, answer, purpose, channel, method);
        if (answer.yes()) {
            Answer.Yes yes =
                    new Answer.Yes(
                            answer.notice().orElseThrow(() -> missing(at + "notice")),
                            answer.language().orElseThrow(() -> missing(at + "language")));
            say(at, new ConsentKey(purpose.id(), channel.id()), voice, yes, answer);
        } else {
            for (ConsentKey key :
                    new PolicyTree(policy).reachOfNo(new ConsentKey(purpose.id(), channel.id()))) {
                say(at, key, voice, new Answer.No(), answer);
            }
        }
    }

    /// Only the customer herself uses the methods that speak with her voice: staff and programs
    /// assert what she said, and her word weighs more than theirs. Only an import imports.
    public static void requireVoice(Policy policy, Actor actor, String at, ConsentAnswer answer) {
        Optional<VoiceColumn> column = policy.method(answer.method()).map(Method::column);
        if (column.equals(Optional.of(VoiceColumn.HERSELF)) && !(actor instanceof Actor.Customer)) {
            throw new Refusal.BadField(
                    at + "method", "by this method only the customer herself can say so");
        }
        if (column.equals(Optional.of(VoiceColumn.IMPORT))) {
            throw new Refusal.BadField(at + "method", "this method is for imports of files");
        }
    }

    /// Applies an answer of a file; what only the customer could say stays unsaid.
    public void tryApply(ConsentAnswer answer) {
        try {
            apply("", answer);
        } catch (Refusal.Conflict e) {
            refused.add(e.code());
        }
    }

    /// Adds a row that lands with the answers, also when they change nothing.
    void also(RowChange row) {
        rows.add(row);
    }

    /// Notes that a file said something that grants nothing, and why.
    public void unknown(PurposeId purpose, ChannelId channel, String why) {
        parts.add(
                new Subject.Part(
                        acts.size(),
                        Optional.empty(),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.of("import"),
                        Optional.of(source.value()),
                        Optional.of("unknown"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(why.toLowerCase(Locale.ROOT).replace('_', '-'))));
        acts.add(Act.of(ActType.CONSENT_UNKNOWN, purpose, channel));
    }

    private static Refusal.BadField missing(String field) {
        return new Refusal.BadField(field, "a given consent names its language and its notice");
    }

    private Voice voice(
            String at, ConsentAnswer answer, Purpose purpose, Channel channel, Method method) {
        return switch (method.column()) {
            case HERSELF -> new Voice.Herself();
            case SIGNED_FORM ->
                    new Voice.SignedForm(
                            answer.form()
                                    .orElseThrow(() ->
                                            new Refusal.BadField(
                                                    at + "form", "a signed form has a number")));
            case ASSERTION -> new Voice.Assertion(confirmation(purpose, channel, method));
            case IMPORT ->
                    new Voice.Imported(
                            answer.occurredAt().isPresent() && answer.evidence().isPresent()
                                    ? Voice.Proof.DATE_AND_PROOF
                                    : Voice.Proof.NONE);
        };
    }

    private static Voice.Confirmation confirmation(
            Purpose purpose, Channel channel, Method method) {
        if (!channel.confirmable()) {
            return Voice.Confirmation.IMPOSSIBLE;
        }
        return purpose.confirm().contains(method.id())
                ? Voice.Confirmation.REQUIRED
                : Voice.Confirmation.POSSIBLE;
    }

    private void say(String at, ConsentKey key, Voice voice, Answer said, ConsentAnswer answer) {
        Purpose purpose = policy.purpose(key.purpose()).orElseThrow();
        Channel channel = policy.channel(key.channel()).orElseThrow();
        Optional<IndexForm> address = addresses.of(channel);
        Instant occurred = answer.occurredAt().orElse(now);
        if (occurred.isAfter(now)) {
            throw new Refusal.BadField(
                    at + "occurredAt", "what was said was not said in the future");
        }
        Suppressed suppressed = suppressing.state(purpose, channel, address);
        var circumstances =
                new Circumstances(
                        occurred,
                        now,
                        purpose.validity().map(period -> until(occurred, period)),
                        answer.method().value(),
                        source.value(),
                        address.map(IndexForm::value),
                        suppressed,
                        AgeCheck.of(birth, purpose.minimumAge(), today()));
        requireNewerThanRefusal(voice, said, occurred, purpose, channel, address);
        var event = new ConsentEvent.Said(key, voice, said, circumstances);
        switch (book.outcome(event)) {
            case ConsentOutcome.Changed(ConsentState state) -> {
                changed(key, event, state, answer, address);
                rows.addAll(suppressing.rowsFor(voice, said, purpose, channel, address));
            }
            case ConsentOutcome.Unchanged(var why) -> {
                unchanged.add(why);
                // A no counts again for an address that may be new; a yes that changed nothing
                // takes no refusal away.
                if (said instanceof Answer.No) {
                    rows.addAll(suppressing.rowsFor(voice, said, purpose, channel, address));
                }
            }
            case ConsentOutcome.Rejected(var why) ->
                    throw new Refusal.Conflict(
                            why.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            "this consent cannot be recorded: " + ConsentWords.of(why));
        }
    }

    /// A form signed before the address was refused revives nothing when it is entered after it,
    /// also when the refusal is known by its token alone. Tokens carry a month: a form of that very
    /// month does not count.
    private void requireNewerThanRefusal(
            Voice voice,
            Answer said,
            Instant occurred,
            Purpose purpose,
            Channel channel,
            Optional<IndexForm> address) {
        boolean signedYes = voice instanceof Voice.SignedForm && said instanceof Answer.Yes;
        if (signedYes
                && occurred.isBefore(now)
                && suppressing.refusedSince(occurred, purpose, channel, address)) {
            throw new Refusal.Conflict(
                    "older-than-her-no",
                    "this consent cannot be recorded: "
                            + ConsentWords.of(ConsentOutcome.Reason.OLDER_THAN_HER_NO));
        }
    }

    private void changed(
            ConsentKey key,
            ConsentEvent.Said event,
            ConsentState state,
            ConsentAnswer answer,
            Optional<IndexForm> address) {
        book = book.after(event);
        if (state instanceof ConsentState.Requested(Grant asked, _)) {
            policy.channel(key.channel())
                    .flatMap(addresses::mailbox)
                    .ifPresent(to -> requested.add(new Requested(key, asked, to)));
        }
        var type = ConsentWords.act(state);
        parts.add(
                new Subject.Part(
                        acts.size(),
                        address.map(IndexForm::value),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.of(answer.method().value()),
                        Optional.of(source.value()),
                        Optional.of(ConsentWords.name(state)),
                        answer.language().map(custos.policy.Language::value),
                        answer.occurredAt(),
                        answer.form(),
                        answer.evidence()));
        acts.add(
                new Act(
                        type,
                        Optional.of(key.purpose()),
                        Optional.of(key.channel()),
                        answer.notice()));
    }

    private static Instant until(Instant from, java.time.Period validity) {
        return from.atZone(ZoneOffset.UTC).plus(validity).toInstant();
    }

    private LocalDate today() {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }

    public ConsentBook book() {
        return book;
    }

    public List<Act> acts() {
        return acts;
    }

    public List<Subject.Part> parts() {
        return parts;
    }

    public List<RowChange> rows() {
        return rows;
    }

    /// Why answers changed nothing, in their order.
    List<ConsentOutcome.Reason> unchanged() {
        return unchanged;
    }

    /// What waits for a confirmation since this change.
    List<Requested> requested() {
        return requested;
    }

    /// Codes of what only the customer could have said.
    public List<String> refused() {
        return refused;
    }
}
