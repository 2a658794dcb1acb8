package custos.policy;

/// The name of record kind in the policy.
public record KindId(String value) {
    public KindId {
        if (!value.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a record kind is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
