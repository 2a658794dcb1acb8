package custos.policy;

import java.util.regex.Pattern;

/// The name of a purpose in the policy.
public record PurposeId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");

    public PurposeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a purpose is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
