package custos.consent;

import custos.policy.ChannelId;
import custos.policy.PurposeId;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What consents need to know of the policy's purposes: which stand below which, which are
/// marketing, and through which channels each is followed.
public interface PurposeTree {
    /// The purpose itself and all below it; empty for a purpose that the policy does not have.
    Set<PurposeId> withAllBelow(PurposeId purpose);

    /// All purposes that are marketing.
    Set<PurposeId> marketing();

    /// The channels of a purpose; empty for a purpose that the policy does not have.
    Set<ChannelId> channelsOf(PurposeId purpose);

    /// What a yes reaches: exactly what was asked, and nothing where the policy has no such purpose
    /// or channel. A yes never goes down the tree.
    default SortedSet<ConsentKey> reachOfYes(ConsentKey key) {
        return channelsOf(key.purpose()).contains(key.channel())
                ? new TreeSet<>(Set.of(key))
                : Collections.emptySortedSet();
    }

    /// What a no reaches: what was said, and the same channel of every purpose below.
    default SortedSet<ConsentKey> reachOfNo(ConsentKey key) {
        var reached = new TreeSet<>(Set.of(key));
        for (PurposeId purpose : withAllBelow(key.purpose())) {
            if (channelsOf(purpose).contains(key.channel())) {
                reached.add(new ConsentKey(purpose, key.channel()));
            }
        }
        return reached;
    }

    /// What "stop everything" reaches: every channel of all marketing.
    default SortedSet<ConsentKey> reachOfStop() {
        var reached = new TreeSet<ConsentKey>();
        for (PurposeId purpose : marketing()) {
            channelsOf(purpose).forEach(channel -> reached.add(new ConsentKey(purpose, channel)));
        }
        return reached;
    }
}
