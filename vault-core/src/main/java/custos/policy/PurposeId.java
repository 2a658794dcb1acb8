package custos.policy;

/// The name of a purpose in the policy.
public record PurposeId(String value) {
    public PurposeId {
        if (!value.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a purpose is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
