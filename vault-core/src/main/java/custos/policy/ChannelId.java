package custos.policy;

/// The name of a channel in the policy, such as e-mail or post.
public record ChannelId(String value) {
    public ChannelId {
        if (!value.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a channel is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
