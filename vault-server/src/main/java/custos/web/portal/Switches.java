package custos.web.portal;

import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.consent.Ending;
import custos.consent.Grant;
import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.Purpose;
import custos.vault.exports.Holding;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The switches of a customer's consents: one for each purpose that asks her and each channel by
/// which she can be reached.
public final class Switches {
    private final Holding holding;
    private final HeldText text;
    private final Instant now;
    private final Set<FieldId> known;

    Switches(Holding holding, HeldText text, Instant now) {
        this.holding = holding;
        this.text = text;
        this.now = now;
        this.known =
                holding.classes().stream()
                        .flatMap(one -> one.fields().stream())
                        .map(held -> held.field().id())
                        .collect(Collectors.toSet());
    }

    /// A purpose with its switches.
    ///
    /// @param ask the sentence that a yes agrees to
    public record Asked(String id, String name, String ask, List<Switch> switches) {}

    /// One switch.
    ///
    /// @param state the policy's code of where it stands, such as `given`
    /// @param since when it came to stand so, and how; may be empty
    public record Switch(
            String id,
            String channel,
            String name,
            String state,
            String stateName,
            String since,
            boolean yes,
            boolean no) {}

    List<Asked> all() {
        return holding.policy().purposes().stream()
                .filter(Purpose::needsConsent)
                .map(this::asked)
                .filter(asked -> !asked.switches().isEmpty())
                .toList();
    }

    private Asked asked(Purpose purpose) {
        String id = purpose.id().value();
        return new Asked(
                id,
                text.policy().purpose(id),
                text.policy().of("asks", id),
                purpose.channels().stream()
                        .filter(channel -> isWorthAsking(purpose, channel))
                        .map(channel -> one(purpose, channel))
                        .toList());
    }

    /// Where no address is known nobody is asked; what she said once stays in sight.
    private boolean isWorthAsking(Purpose purpose, ChannelId channel) {
        boolean reachable =
                holding.policy()
                        .channel(channel)
                        .flatMap(Channel::address)
                        .map(known::contains)
                        .orElse(true);
        return reachable || !(state(purpose, channel) instanceof ConsentState.Unknown);
    }

    private ConsentState state(Purpose purpose, ChannelId channel) {
        return holding.book().state(new ConsentKey(purpose.id(), channel), now);
    }

    private Switch one(Purpose purpose, ChannelId channel) {
        ConsentState state = state(purpose, channel);
        return new Switch(
                purpose.id().value() + "-" + channel.value(),
                channel.value(),
                text.policy().channel(channel.value()),
                state.code(),
                text.policy().state(state.code()),
                since(state),
                state.grant().isPresent(),
                state.isNo());
    }

    private String since(ConsentState state) {
        return switch (state) {
            case ConsentState.Unknown _ -> "";
            case ConsentState.Requested(Grant asked, _) -> said(asked.since(), asked.method());
            case ConsentState.Given(Grant yes) -> said(yes.since(), yes.method());
            case ConsentState.Renewed(Grant yes) -> said(yes.since(), yes.method());
            case ConsentState.Refused(Ending end) -> said(end.since(), end.method());
            case ConsentState.Withdrawn(Ending end) -> said(end.since(), end.method());
            case ConsentState.Revoked(Ending end) -> said(end.since(), end.method());
            case ConsentState.Expired(Ending end) -> text.times().day(end.since());
            case ConsentState.Invalidated(Ending end) -> said(end.since(), end.method());
        };
    }

    private String said(Instant at, String method) {
        return text.times().day(at) + ", " + text.policy().of("methods", method);
    }
}
