package custos.web.lists;

import custos.policy.ChannelId;
import custos.policy.PurposeId;
import java.util.Optional;

/// A purpose and the channel by which a list follows it, as one entry of a form:
/// `newsletter/email`, or `insight/` where there is no channel.
record Follow(PurposeId purpose, Optional<ChannelId> channel) {
    /// @throws IllegalArgumentException when it is none
    static Follow parse(String text) {
        String[] parts = text.split("/", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException(
                    "a purpose and a channel stand with a slash between");
        }
        return new Follow(
                new PurposeId(parts[0]),
                Optional.of(parts[1]).filter(known -> !known.isEmpty()).map(ChannelId::new));
    }

    String text() {
        return purpose.value() + "/" + channel.map(ChannelId::value).orElse("");
    }
}
