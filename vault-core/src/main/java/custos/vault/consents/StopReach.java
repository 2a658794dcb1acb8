package custos.vault.consents;

import custos.consent.ConsentKey;
import custos.crypto.Suppressions;
import custos.policy.Channel;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.vault.core.PolicyTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How far a stop by a link goes, on the link's channel.
///
/// @param keys the consents that end
/// @param scopes the scopes that are suppressed: purpose numbers, 0 for all marketing
/// @param said the purpose that was named; none for all marketing
record StopReach(List<ConsentKey> keys, Set<Integer> scopes, Optional<PurposeId> said) {

    /// The purposes whose consents end.
    Set<PurposeId> purposes() {
        return keys.stream().map(ConsentKey::purpose).collect(Collectors.toSet());
    }

    /// @param scope a purpose's number; one that the policy no longer has is suppressed all the
    ///   same
    static StopReach of(Policy policy, Channel channel, int scope) {
        Optional<Purpose> purpose = policy.purpose(scope);
        var tree = new PolicyTree(policy);
        var keys = new TreeSet<ConsentKey>();
        if (scope == Suppressions.ALL_MARKETING) {
            keys.addAll(tree.reachOfStop());
        }
        purpose.ifPresent(
                one -> keys.addAll(tree.reachOfNo(new ConsentKey(one.id(), channel.id()))));
        keys.removeIf(key ->
                !key.channel().equals(channel.id())
                        || !tree.channelsOf(key.purpose()).contains(key.channel()));
        var scopes = new LinkedHashSet<Integer>();
        scopes.add(scope);
        keys.forEach(
                key -> policy.purpose(key.purpose()).map(Purpose::number).ifPresent(scopes::add));
        return new StopReach(List.copyOf(keys), scopes, purpose.map(Purpose::id));
    }
}
