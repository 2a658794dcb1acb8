package custos.vault.restore;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.consent.Ending;
import custos.consent.Grant;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Subject;
import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.vault.core.ConsentWords;
import custos.vault.inspection.ConsentFold;
import custos.vault.inspection.OpeningInspection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A customer's consents after a restore: what stood in the data bundle, and on top of it what the
/// ledger tells since. Never looser than either, and without the mark that lets a yes pass an
/// earlier stop. For one use.
final class RestoredConsents {
    private static final String RESTORED = "restored";

    private final Policy policy;
    private final Instant now;
    private final TreeMap<ConsentKey, ConsentState> states = new TreeMap<>();
    private final TreeMap<PurposeId, Instant> objections =
            new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
    private Optional<Instant> restricted;

    /// An act that an opening tells of.
    ///
    /// @param since whether it came after the data bundle
    record Past(Act act, Subject.Part part, Instant recorded, long leaf, boolean since) {
        Instant when() {
            return part.occurred().orElse(recorded);
        }

        @Override
        public String toString() {
            return "Past[" + act.type() + "]";
        }
    }

    private RestoredConsents(Policy policy, ConsentBook stored, Instant now) {
        this.policy = policy;
        this.now = now;
        this.states.putAll(stored.states());
        this.objections.putAll(stored.objections());
        this.restricted = stored.restrictedSince();
    }

    /// @param stored as the data bundle has it
    /// @param history all acts that opened, in their order
    /// @param whole whether every opening opened
    static ConsentBook of(
            Policy policy, ConsentBook stored, List<Past> history, boolean whole, Instant now) {
        var restored = new RestoredConsents(policy, stored, now);
        boolean agrees = restored.agrees(stored, history);
        history.stream().filter(Past::since).forEach(restored::take);
        if (!whole || !agrees) {
            restored.forgetAllButNoes();
        }
        restored.states.replaceAll((_, state) -> ConsentState.strictest(state, state));
        return new ConsentBook(restored.states, restored.objections, restored.restricted);
    }

    private boolean agrees(ConsentBook stored, List<Past> history) {
        var fold = new ConsentFold(policy);
        history.stream()
                .filter(past -> !past.since())
                .forEach(past ->
                        fold.take(
                                new OpeningInspection.Past(past.act(), past.part(), past.leaf())));
        return fold.differences(stored).isEmpty();
    }

    private void forgetAllButNoes() {
        states.replaceAll((_, state) -> state.isNo() ? state : ConsentState.unknown());
    }

    private void take(Past past) {
        Act act = past.act();
        if (ConsentWords.ACTS.contains(act.type())) {
            act.purpose()
                    .flatMap(purpose ->
                            act.channel().map(channel -> new ConsentKey(purpose, channel)))
                    .ifPresent(key -> states.put(key, state(key, past)));
            return;
        }
        if (act.type() == ActType.CUSTOMER_AMENDED || act.type() == ActType.ADDRESS_CONFIRMED) {
            moved(past.part().fields());
        } else if (act.type() == ActType.RESTRICTION_SET) {
            restricted = restricted.or(() -> Optional.of(past.when()));
        } else if (act.type() == ActType.RESTRICTION_LIFTED) {
            restricted = Optional.empty();
        } else if (act.type() == ActType.OBJECTION_RAISED) {
            act.purpose().ifPresent(purpose -> objections.putIfAbsent(purpose, past.when()));
        } else if (act.type() == ActType.OBJECTION_LIFTED) {
            act.purpose().ifPresent(objections::remove);
        }
    }

    /// The address of now is the one of the data bundle: what was agreed for another one since is
    /// agreed for neither.
    private void moved(List<Integer> fields) {
        Set<ChannelId> touched = new HashSet<>();
        for (Channel channel : policy.channels()) {
            channel.address()
                    .flatMap(policy::field)
                    .filter(field -> fields.contains(field.number()))
                    .ifPresent(_ -> touched.add(channel.id()));
        }
        states.replaceAll(
                (key, state) -> touched.contains(key.channel()) ? withoutYes(state) : state);
    }

    private static ConsentState withoutYes(ConsentState state) {
        return switch (state) {
            case ConsentState.Given _, ConsentState.Renewed _ -> ConsentState.unknown();
            case ConsentState.Requested(_, ConsentState before) -> before;
            case ConsentState.Unknown _,
                    ConsentState.Refused _,
                    ConsentState.Withdrawn _,
                    ConsentState.Revoked _,
                    ConsentState.Expired _,
                    ConsentState.Invalidated _ ->
                    state;
        };
    }

    /// The state that an act led to, from what the act says; a yes that lacks what a yes needs is
    /// none.
    private ConsentState state(ConsentKey key, Past past) {
        ConsentState before = states.getOrDefault(key, ConsentState.unknown());
        var ending =
                new Ending(
                        past.when(),
                        past.part().method().orElse(RESTORED),
                        past.part().source().orElse(RESTORED));
        return switch (past.act().type()) {
            case CONSENT_GIVEN ->
                    grant(key, past, before)
                            .<ConsentState>map(ConsentState.Given::new)
                            .orElseGet(ConsentState::unknown);
            case CONSENT_RENEWED ->
                    grant(key, past, before)
                            .<ConsentState>map(ConsentState.Renewed::new)
                            .orElseGet(ConsentState::unknown);
            case CONSENT_REQUESTED ->
                    grant(key, past, before)
                            .<ConsentState>map(asked ->
                                    new ConsentState.Requested(asked, withoutYes(before.asOf(now))))
                            .orElseGet(() -> withoutYes(before.asOf(now)));
            case CONSENT_REFUSED -> new ConsentState.Refused(ending);
            case CONSENT_WITHDRAWN -> new ConsentState.Withdrawn(ending);
            case CONSENT_REVOKED -> new ConsentState.Revoked(ending);
            case CONSENT_EXPIRED -> new ConsentState.Expired(ending);
            case CONSENT_INVALIDATED -> new ConsentState.Invalidated(ending);
            default -> before.isNo() ? before : ConsentState.unknown();
        };
    }

    /// A confirmation names no words of its own: those that were asked about count.
    private Optional<Grant> grant(ConsentKey key, Past past, ConsentState before) {
        Optional<Grant> asked =
                before instanceof ConsentState.Requested(Grant grant, _)
                        ? Optional.of(grant)
                        : Optional.empty();
        Optional<NoticeDigest> notice = past.act().notice().or(() -> asked.map(Grant::notice));
        Optional<Language> language =
                past.part().language().map(Language::new).or(() -> asked.map(Grant::language));
        if (notice.isEmpty() || language.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Grant(
                        notice.get(),
                        language.get(),
                        past.when(),
                        policy.purpose(key.purpose())
                                .flatMap(Purpose::validity)
                                .map(period ->
                                        past.when()
                                                .atZone(ZoneOffset.UTC)
                                                .plus(period)
                                                .toInstant()),
                        past.part().method().orElse(RESTORED),
                        past.part().source().orElse(RESTORED),
                        past.part().address(),
                        Set.of()));
    }

    /// What stands against her being written to: by purpose and channel.
    static List<ConsentKey> noes(ConsentBook book) {
        return book.states().entrySet().stream()
                .filter(entry -> entry.getValue().isNo())
                .map(Map.Entry::getKey)
                .toList();
    }
}
