package custos.vault.consents;

import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.crypto.RefusedAddress;
import custos.policy.Channel;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.store.ReadSession;
import custos.vault.core.Addresses;
import custos.vault.core.Core;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How it stands with a customer's marketing on one channel, as a link may show it.
record Preferences(Core core, Policy policy) {
    List<Subscriptions.Switch> switches(
            ReadSession read, Profile profile, Channel channel, Optional<PurposeId> about) {
        return policy.purposes().stream()
                .filter(purpose -> purpose.marketing() || about.equals(Optional.of(purpose.id())))
                .filter(purpose -> purpose.channels().contains(channel.id()))
                .map(purpose ->
                        new Subscriptions.Switch(
                                purpose.id(), position(read, profile, purpose, channel)))
                .toList();
    }

    Subscriptions.Position position(
            ReadSession read, Profile profile, Purpose purpose, Channel channel) {
        Instant now = core.now();
        var verdict = Permitting.contact(read, core.keys(), policy, profile, purpose, channel, now);
        if (verdict.allowed()) {
            return Subscriptions.Position.ON;
        }
        var key = new ConsentKey(purpose.id(), channel.id());
        return profile.book().state(key, now) instanceof ConsentState.Requested
                ? Subscriptions.Position.ASKED
                : Subscriptions.Position.OFF;
    }

    /// Whether the address of a link is the customer's still.
    boolean isHers(Profile profile, Channel channel, RefusedAddress address) {
        return new Addresses(policy, profile.contact())
                .of(channel)
                .map(form ->
                        core.keys()
                                .suppressions()
                                .address(
                                        channel.number(), form.normaliser().number(), form.value()))
                .filter(address::equals)
                .isPresent();
    }
}
