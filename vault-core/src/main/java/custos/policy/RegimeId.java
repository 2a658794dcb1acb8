package custos.policy;

/// The name of a legal regime in the policy, such as gdpr-cz.
public record RegimeId(String value) {
    public RegimeId {
        if (!value.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a regime is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
