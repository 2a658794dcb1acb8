package custos.till;

import custos.policy.FieldId;
import java.time.LocalDate;
import java.util.Optional;

/// The one question that is asked of a customer who is here.
public sealed interface TillQuestion {

    /// What it is about.
    FieldId field();

    /// Something is not kept yet.
    record Missing(FieldId field) implements TillQuestion {}

    /// Something is kept, and nobody has asked for a while whether it still holds.
    ///
    /// @param confirmedOn when the customer last said that it does
    record StillRight(FieldId field, Optional<LocalDate> confirmedOn) implements TillQuestion {}
}
