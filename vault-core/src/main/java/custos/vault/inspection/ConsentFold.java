package custos.vault.inspection;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.consent.Grant;
import custos.crypto.SuppressionToken;
import custos.crypto.Suppressions;
import custos.customer.Normaliser;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Subject;
import custos.policy.Channel;
import custos.policy.Field;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.vault.core.ConsentWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Where a customer's consents must stand by what the ledger tells of them: each act names the
/// state that it led to; a merge names each that it made stricter. A change of address may end a
/// yes without an act of its own. For one thread and one use.
public final class ConsentFold {
    private static final String UNKNOWN = "unknown";
    private static final String EXPIRED = "expired";
    private static final Set<String> YES = Set.of("given", "renewed");
    private static final Set<String> NO = Set.of("refused", "withdrawn");

    private final Policy policy;
    private final Map<ConsentKey, Folded> states = new TreeMap<>();
    private final Set<String> objections = new TreeSet<>();
    private final List<Yes> granted = new ArrayList<>();
    private boolean restricted;

    public ConsentFold(Policy policy) {
        this.policy = policy;
    }

    /// @param state the state that the last act named
    /// @param also states that it may have come to since without an act
    /// @param before what it may have been before a request
    /// @param leaf the leaf of that act
    private record Folded(
            String state,
            Set<String> also,
            Set<String> before,
            Optional<NoticeDigest> notice,
            Optional<String> address,
            long leaf) {
        Set<String> all() {
            var all = new HashSet<>(also);
            all.add(state);
            return all;
        }

        Folded moved() {
            var more = new HashSet<>(also);
            if (YES.contains(state)) {
                more.add(UNKNOWN);
                more.add(EXPIRED);
            } else if (state.equals("requested")) {
                more.addAll(before);
                more.add(UNKNOWN);
            }
            return new Folded(state, more, before, notice, address, leaf);
        }
    }

    private record Yes(ConsentKey key, String address, long leaf) {}

    public void take(OpeningInspection.Past past) {
        Act act = past.act();
        if (ConsentWords.ACTS.contains(act.type())) {
            consent(act, past.part(), past.leaf());
        } else if (act.type() == ActType.CUSTOMER_AMENDED
                || act.type() == ActType.ADDRESS_CONFIRMED) {
            moved(past.part().fields());
        } else if (act.type() == ActType.RESTRICTION_SET) {
            restricted = true;
        } else if (act.type() == ActType.RESTRICTION_LIFTED) {
            restricted = false;
        } else if (act.type() == ActType.OBJECTION_RAISED) {
            act.purpose().map(PurposeId::value).ifPresent(objections::add);
        } else if (act.type() == ActType.OBJECTION_LIFTED) {
            act.purpose().map(PurposeId::value).ifPresent(objections::remove);
        }
    }

    private void consent(Act act, Subject.Part part, long leaf) {
        if (act.purpose().isEmpty() || act.channel().isEmpty()) {
            return;
        }
        var key = new ConsentKey(act.purpose().get(), act.channel().get());
        String state = act.type().word().substring("consent-".length());
        Set<String> before =
                Optional.ofNullable(states.get(key)).map(Folded::all).orElse(Set.of(UNKNOWN));
        states.put(key, new Folded(state, Set.of(), before, act.notice(), part.address(), leaf));
        if (YES.contains(state)) {
            part.address().ifPresent(address -> granted.add(new Yes(key, address, leaf)));
        }
    }

    private void moved(List<Integer> fields) {
        for (Channel channel : policy.channels()) {
            boolean touched =
                    channel.address()
                            .flatMap(policy::field)
                            .map(field -> fields.contains(field.number()))
                            .orElse(false);
            if (touched) {
                states.replaceAll(
                        (key, state) -> key.channel().equals(channel.id()) ? state.moved() : state);
            }
        }
    }

    /// What the customer's book says otherwise, by purpose and channel.
    public List<String> differences(ConsentBook book) {
        var wrong = new ArrayList<String>();
        var keys = new TreeSet<>(states.keySet());
        keys.addAll(book.states().keySet());
        for (ConsentKey key : keys) {
            if (!agrees(key, book.states().getOrDefault(key, ConsentState.unknown()))) {
                wrong.add(key.purpose().value() + " by " + key.channel().value());
            }
        }
        var objected = new TreeSet<String>();
        book.objections().keySet().forEach(purpose -> objected.add(purpose.value()));
        if (!objected.equals(objections)) {
            wrong.add("objections");
        }
        if (book.restrictedSince().isPresent() != restricted) {
            wrong.add("restriction");
        }
        return wrong;
    }

    private boolean agrees(ConsentKey key, ConsentState stands) {
        Folded folded = states.get(key);
        if (folded == null) {
            return stands instanceof ConsentState.Unknown;
        }
        if (!folded.all().contains(stands.code())) {
            return false;
        }
        return !YES.contains(stands.code())
                || stands.grant().map(Grant::notice).equals(folded.notice());
    }

    /// Which addresses must stay refused, and which a yes freed: by their tokens under the first
    /// version.
    void refusals(Suppressions tokens, String customer, CustomerVerdict verdict) {
        states.forEach((key, folded) -> {
            if (NO.contains(folded.state())) {
                folded.address()
                        .flatMap(address -> token(tokens, key, address))
                        .ifPresent(token ->
                                verdict.refused()
                                        .add(
                                                new CustomerVerdict.Refused(
                                                        customer, token, folded.leaf())));
            }
        });
        granted.forEach(yes ->
                token(tokens, yes.key(), yes.address())
                        .ifPresent(token ->
                                verdict.granted()
                                        .add(new CustomerVerdict.Granted(token, yes.leaf()))));
    }

    private Optional<SuppressionToken> token(Suppressions tokens, ConsentKey key, String address) {
        Optional<Channel> channel = policy.channel(key.channel());
        return channel.flatMap(Channel::address)
                .flatMap(policy::field)
                .flatMap(ConsentFold::normaliser)
                .flatMap(rule ->
                        policy.purpose(key.purpose())
                                .map(purpose ->
                                        tokens.first(
                                                tokens.address(
                                                        channel.orElseThrow().number(),
                                                        rule.number(),
                                                        address),
                                                purpose.number())));
    }

    private static Optional<Normaliser> normaliser(Field field) {
        return switch (field.form()) {
            case EMAIL -> Optional.of(Normaliser.EMAIL_1);
            case PHONE -> Optional.of(Normaliser.PHONE_1);
            default -> Optional.empty();
        };
    }
}
