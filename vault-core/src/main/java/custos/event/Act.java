package custos.event;

import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.policy.ChannelId;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import java.util.Optional;

/// One thing that happened, as the public half of the ledger tells it: no person stands in it.
///
/// @param purpose what it concerned, for consents, lists and reads by purpose
/// @param channel by which channel, for consents and lists
/// @param notice the words shown, for consents
public record Act(
        ActType type,
        Optional<PurposeId> purpose,
        Optional<ChannelId> channel,
        Optional<NoticeDigest> notice) {

    public static Act of(ActType type) {
        return new Act(type, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Act of(ActType type, PurposeId purpose) {
        return new Act(type, Optional.of(purpose), Optional.empty(), Optional.empty());
    }

    public static Act of(ActType type, PurposeId purpose, ChannelId channel) {
        return new Act(type, Optional.of(purpose), Optional.of(channel), Optional.empty());
    }

    public Act citing(Optional<NoticeDigest> words) {
        return new Act(type, purpose, channel, words);
    }

    JsonValue toJson() {
        return JsonValue.object()
                .put("type", type.word())
                .put("purpose", purpose.map(PurposeId::value))
                .put("channel", channel.map(ChannelId::value))
                .put("notice", notice.map(NoticeDigest::base64))
                .build();
    }

    static Act fromJson(JsonValue json) {
        if (!(json instanceof Members act)) {
            throw new IllegalArgumentException("an act must be an object");
        }
        return new Act(
                ActType.parse(act.text("type")),
                Json.text(act, "purpose").map(PurposeId::new),
                Json.text(act, "channel").map(ChannelId::new),
                Json.text(act, "notice").map(NoticeDigest::new));
    }
}
