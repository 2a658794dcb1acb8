package custos.consent;

/// What the consent table makes of something said.
public sealed interface ConsentOutcome {
    /// The state is a new one.
    record Changed(ConsentState state) implements ConsentOutcome {}

    /// It is as it was, and that is in order.
    record Unchanged(Reason why) implements ConsentOutcome {}

    /// It cannot be recorded: whoever asked for it is told why (409).
    record Rejected(Reason why) implements ConsentOutcome {}

    /// Why nothing changed.
    enum Reason {
        /// She has said the same before.
        ALREADY_SO,
        /// Her confirmation is awaited.
        WAITS_FOR_CONFIRMATION,
        /// An import without date and proof is not a yes.
        NO_PROOF,
        /// An import never gives what she has not, or no longer, given.
        NEVER_BY_IMPORT,
        /// She said no, and the channel has no way to ask her whether she means yes.
        ONLY_SHE_CAN,
        /// The yes is older than her no.
        OLDER_THAN_HER_NO,
        /// The yes is older than the one on record.
        OLDER_THAN_HER_YES,
        /// The yes would have run out already.
        RAN_OUT,
        /// She is below the age that the purpose asks.
        TOO_YOUNG
    }
}
