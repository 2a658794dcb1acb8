package custos.consent;

import custos.policy.ChannelId;
import custos.policy.PurposeId;
import java.util.Comparator;

/// What a consent is for: one purpose through one channel.
public record ConsentKey(PurposeId purpose, ChannelId channel) implements Comparable<ConsentKey> {
    private static final Comparator<ConsentKey> ORDER =
            Comparator.<ConsentKey, String>comparing(key -> key.purpose().value())
                    .thenComparing(key -> key.channel().value());

    @Override
    public int compareTo(ConsentKey other) {
        return ORDER.compare(this, other);
    }
}
