package custos.policy;

/// The name of field in the policy.
public record FieldId(String value) {
    public FieldId {
        if (!value.matches("[a-z0-9_]{1,64}")) {
            throw new IllegalArgumentException("a field is 1 to 64 of a-z, 0-9 and _");
        }
    }
}
