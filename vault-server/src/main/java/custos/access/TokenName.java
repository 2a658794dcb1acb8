package custos.access;

/// The name by which a bearer token stands in lists and in the ledger; never used again after the
/// token is revoked.
public record TokenName(String value) {
    public TokenName {
        Words.requireName(value, "a token's name");
    }
}
