package custos.list;

import custos.policy.FieldId;
import custos.policy.KindId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A question that a list answers. It decides who belongs on it; whether she may be on it is
/// decided by her consent, or another basis, and never here.
public sealed interface ListQuestion
        permits Birthdays,
                BoughtAfter,
                BestCustomers,
                Everybody,
                Favourites,
                HeardFrom,
                PaidLate,
                Quiet {
    /// What purchases add up to.
    KindId TOTALS = new KindId("totals");

    KindId PURCHASE = new KindId("purchase");

    /// The name, such as `quiet`.
    String code();

    /// The kinds of records that it must open: their classes must be the purpose's.
    Set<KindId> kinds();

    /// The kinds of records of which it opens no more than those made for the very purpose, such as
    /// messages that were sent for it.
    default Set<KindId> ownKinds() {
        return Set.of();
    }

    /// The fields of a customer that it decides by: they must be the purpose's.
    Set<FieldId> fields();

    /// The fields of records that it decides by or tells; others stay sealed.
    default Set<FieldId> ofRecords() {
        return Set.of();
    }

    /// The names of the facts that it gives, in the order of their columns.
    List<String> facts();

    /// How many with the highest rank are picked, where not everybody is.
    default OptionalInt most() {
        return OptionalInt.empty();
    }

    /// Why she belongs on the list; empty when she does not.
    Optional<Reason> answer(Opened person);
}
