package custos.consent;

/// Whether a use is permitted, or the first reason why it is not.
public enum Permission {
    PERMITTED,
    /// Use of her data is restricted (Art. 18).
    RESTRICTED,
    /// She objected to the purpose (Art. 21).
    OBJECTED,
    /// No yes stands: unknown, requested, refused, withdrawn, revoked, expired or invalidated.
    NOT_GIVEN,
    /// She is below the purpose's age.
    TOO_YOUNG,
    /// The yes was for another address.
    OTHER_ADDRESS,
    /// A suppression token stands, and the yes was not said after it.
    SUPPRESSED
}
