package custos.consent;

/// Who says that a customer agrees or does not: the less it is she herself, the less it can grant.
public sealed interface Voice {
    /// The customer, in the portal or through a confirmed link.
    record Herself() implements Voice {}

    /// Her signature on a numbered form that staff entered.
    record SignedForm(String number) implements Voice {
        public SignedForm {
            if (!number.matches("[A-Za-z0-9/.-]{1,64}")) {
                throw new IllegalArgumentException(
                        "a form number is 1 to 64 of letters, digits, /, . and -");
            }
        }
    }

    /// Staff, or a program through the API, says so.
    record Assertion(Confirmation confirmation) implements Voice {}

    /// A row of an imported file.
    record Imported(Proof proof) implements Voice {}

    /// Whether an assertion can and must be confirmed by the customer.
    enum Confirmation {
        /// The policy has this method confirmed by a mailed link.
        REQUIRED,
        /// The channel could, the policy does not ask it of this method.
        POSSIBLE,
        /// The channel has no way to confirm.
        IMPOSSIBLE
    }

    /// Whether an imported yes comes with the date and the proof of it.
    enum Proof {
        DATE_AND_PROOF,
        NONE
    }
}
