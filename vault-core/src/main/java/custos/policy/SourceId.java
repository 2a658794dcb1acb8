package custos.policy;

/// The name of source in the policy.
public record SourceId(String value) {
    public SourceId {
        if (!value.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a source is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
