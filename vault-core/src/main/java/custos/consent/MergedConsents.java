package custos.consent;

import custos.consent.ConsentEvent.Met;
import custos.consent.ConsentState.Given;
import custos.consent.ConsentState.Renewed;
import custos.consent.ConsentState.Requested;
import custos.policy.ChannelId;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// What the consents of two customers make together, when they turn out to be one person (ADR
/// 0027). Never looser than either.
///
/// Per purpose and channel the more restrictive state stands, in the order of
/// [ConsentState#strictest]. A yes, or the question for one, stands only for the address that the
/// customer keeps; of two yeses, of which one is for that address, that one stands. Objections and
/// restrictions of either stand.
public final class MergedConsents {
    private final Function<ChannelId, Optional<String>> addresses;

    private MergedConsents(Function<ChannelId, Optional<String>> addresses) {
        this.addresses = addresses;
    }

    /// @param addresses in normal form, that the customer keeps by channel
    public static ConsentBook of(
            ConsentBook stays,
            ConsentBook goes,
            Function<ChannelId, Optional<String>> addresses,
            Instant at) {
        var merged = new MergedConsents(addresses);
        var keys = new TreeSet<>(stays.states().keySet());
        keys.addAll(goes.states().keySet());
        var states = new TreeMap<ConsentKey, ConsentState>();
        for (ConsentKey key : keys) {
            states.put(key, merged.of(key, stays.state(key, at), goes.state(key, at)));
        }
        ConsentBook met = stays.after(new Met(goes, at));
        return new ConsentBook(states, met.objections(), met.restrictedSince());
    }

    /// The same consents without what a merge clears: the way back is no way to a looser state.
    public static ConsentBook restored(ConsentBook before) {
        var states = new TreeMap<>(before.states());
        states.replaceAll((_, state) -> Strictness.unmarked(state));
        return new ConsentBook(states, before.objections(), before.restrictedSince());
    }

    private ConsentState of(ConsentKey key, ConsentState one, ConsentState other) {
        boolean yes = one.grant().isPresent() && other.grant().isPresent();
        if (yes && fits(key, one) != fits(key, other)) {
            return Strictness.unmarked(fits(key, one) ? one : other);
        }
        return fitting(key, ConsentState.strictest(one, other));
    }

    private boolean fits(ConsentKey key, ConsentState state) {
        return state.grant().filter(yes -> !fits(key, yes)).isEmpty();
    }

    private boolean fits(ConsentKey key, Grant yes) {
        return yes.address().isEmpty() || yes.address().equals(addresses.apply(key.channel()));
    }

    private ConsentState fitting(ConsentKey key, ConsentState state) {
        return switch (state) {
            case Given(Grant yes) -> fits(key, yes) ? state : ConsentState.unknown();
            case Renewed(Grant yes) -> fits(key, yes) ? state : ConsentState.unknown();
            case Requested(Grant asked, ConsentState before) -> fits(key, asked) ? state : before;
            case ConsentState.Unknown _,
                    ConsentState.Refused _,
                    ConsentState.Withdrawn _,
                    ConsentState.Revoked _,
                    ConsentState.Expired _,
                    ConsentState.Invalidated _ ->
                    state;
        };
    }
}
