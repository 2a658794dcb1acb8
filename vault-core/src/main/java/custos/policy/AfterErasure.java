package custos.policy;

import java.time.Period;

/// What becomes of the proof of a customer's consents when the customer is erased.
public sealed interface AfterErasure {
    /// It is destroyed with everything else.
    record Destroy() implements AfterErasure {}

    /// It is kept for a while.
    ///
    /// @param ground the legal ground, a code with words in every language
    record Keep(Period period, String ground) implements AfterErasure {}
}
