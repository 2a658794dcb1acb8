package custos.policy;

import java.util.regex.Pattern;

/// The name of a channel in the policy, such as e-mail or post.
public record ChannelId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");

    public ChannelId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a channel is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
