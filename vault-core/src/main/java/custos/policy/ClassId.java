package custos.policy;

/// The name of data class in the policy.
public record ClassId(String value) {
    public ClassId {
        if (!value.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a data class is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
