package custos.policy;

import java.util.Set;

/// A point where customer data is collected.
///
/// @param purposes what is collected there is for
public record Source(SourceId id, Set<PurposeId> purposes) {
    public Source {
        purposes = Frozen.set(purposes);
    }
}
