package custos.access;

/// Whether staff prove with their telephone, besides the password, who they are.
public enum SecondFactor {
    /// Who has none sets one up right after her password, before anything else.
    REQUIRED,
    /// Who wants one sets it up on her account's page.
    OPTIONAL
}
