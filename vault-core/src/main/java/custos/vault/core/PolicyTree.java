package custos.vault.core;

import custos.consent.PurposeTree;
import custos.policy.ChannelId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import java.util.Set;

/// The policy's purposes as the rules of consent see them.
public record PolicyTree(Policy policy) implements PurposeTree {
    @Override
    public Set<PurposeId> withAllBelow(PurposeId purpose) {
        return policy.withAllBelow(purpose);
    }

    @Override
    public Set<PurposeId> marketing() {
        return policy.marketing();
    }

    @Override
    public Set<ChannelId> channelsOf(PurposeId purpose) {
        return policy.channelsOf(purpose);
    }
}
