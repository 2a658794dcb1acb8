package custos.policy;

/// The name of method in the policy.
public record MethodId(String value) {
    public MethodId {
        if (!value.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a method is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
