package custos.vault.core;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.consent.Ending;
import custos.consent.Grant;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Subject;
import custos.policy.Language;
import custos.policy.PurposeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// The acts that lead from one book of consents to another, one for each state that differs, each
/// with the evidence of the state it leads to. For one use.
public final class BookActs {
    private static final String METHOD = "merge";

    private final Instant now;
    private final List<Act> acts;
    private final List<Subject.Part> parts;

    /// @param acts the leaf's acts so far, which it adds to
    /// @param parts what the opening says of them, likewise
    public BookActs(List<Act> acts, List<Subject.Part> parts, Instant now) {
        this.acts = acts;
        this.parts = parts;
        this.now = now;
    }

    public void add(ConsentBook before, ConsentBook after) {
        var keys = new TreeSet<>(before.states().keySet());
        keys.addAll(after.states().keySet());
        for (ConsentKey key : keys) {
            ConsentState was = before.states().getOrDefault(key, ConsentState.unknown());
            ConsentState is = after.states().getOrDefault(key, ConsentState.unknown());
            if (!says(was).equals(says(is))) {
                state(key, is);
            }
        }
        objections(before, after, ActType.OBJECTION_RAISED);
        objections(after, before, ActType.OBJECTION_LIFTED);
        if (before.restrictedSince().isEmpty()) {
            after.restrictedSince()
                    .ifPresent(since -> add(Act.of(ActType.RESTRICTION_SET), since(since)));
        } else if (after.restrictedSince().isEmpty()) {
            add(Act.of(ActType.RESTRICTION_LIFTED), Optional.empty());
        }
    }

    /// What a state comes to: marks and the end of a yes do not make it another one.
    private static List<Object> says(ConsentState state) {
        Optional<Grant> yes = grant(state);
        return List.of(
                state.code(),
                yes.map(Grant::notice),
                yes.map(Grant::since).or(() -> state.ending().map(Ending::since)),
                yes.flatMap(Grant::address));
    }

    /// The yes that stands or was asked for.
    public static Optional<Grant> grant(ConsentState state) {
        return state instanceof ConsentState.Requested(Grant asked, _)
                ? Optional.of(asked)
                : state.grant();
    }

    private void state(ConsentKey key, ConsentState state) {
        Optional<Grant> yes = grant(state);
        Optional<Ending> end = state.ending();
        parts.add(
                new Subject.Part(
                        acts.size(),
                        yes.flatMap(Grant::address),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        yes.map(Grant::method).or(() -> end.map(Ending::method)).or(this::method),
                        yes.map(Grant::source).or(() -> end.map(Ending::source)),
                        Optional.of(ConsentWords.name(state)),
                        yes.map(Grant::language).map(Language::value),
                        yes.map(Grant::since).or(() -> end.map(Ending::since)).flatMap(this::since),
                        Optional.empty(),
                        Optional.empty()));
        acts.add(
                new Act(
                        ConsentWords.act(state),
                        Optional.of(key.purpose()),
                        Optional.of(key.channel()),
                        yes.map(Grant::notice)));
    }

    private Optional<String> method() {
        return Optional.of(METHOD);
    }

    /// Nothing of a merge happened later than it.
    private Optional<Instant> since(Instant when) {
        return Optional.of(when).filter(earlier -> earlier.isBefore(now));
    }

    private void objections(ConsentBook before, ConsentBook after, ActType type) {
        after.objections()
                .forEach((purpose, since) -> {
                    if (!before.objections().containsKey(purpose)) {
                        boolean raised = type == ActType.OBJECTION_RAISED;
                        add(of(type, purpose), raised ? since(since) : Optional.empty());
                    }
                });
    }

    private static Act of(ActType type, PurposeId purpose) {
        return new Act(type, Optional.of(purpose), Optional.empty(), Optional.empty());
    }

    private void add(Act act, Optional<Instant> occurred) {
        parts.add(
                new Subject.Part(
                        acts.size(),
                        Optional.empty(),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        method(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        occurred,
                        Optional.empty(),
                        Optional.empty()));
        acts.add(act);
    }
}
