package custos.policy;

/// The name of a recipient in the policy, such as carrier.
public record RecipientId(String value) {
    public RecipientId {
        if (!value.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a recipient is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
