package custos.access;

/// The name by which a member of staff logs in and stands in the ledger; never used again after the
/// account is closed.
public record AccountName(String value) {
    public AccountName {
        Words.requireName(value, "an account name");
    }
}
