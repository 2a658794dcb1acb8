package custos.vault.audit;

import custos.event.Act;
import custos.event.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One entry of the log as a list shows it: nothing of a customer is in it.
///
/// @param index its place in the ledger
/// @param hour the hour that the leaf tells, in UTC
/// @param hand who did it and why; empty when the business's half cannot be read, which `verify`
///   reports
public record LogEntry(
        long index, Instant hour, List<Act> acts, Openings openings, Optional<Hand> hand) {
    public LogEntry {
        acts = List.copyOf(acts);
    }

    /// The business's half.
    ///
    /// @param reason a reason code of the policy
    /// @param request what it was about, in codes
    public record Hand(Actor actor, Optional<String> reason, Optional<String> request) {}

    /// How many customers' halves an entry began with, and how many still stand. Erasure takes a
    /// customer's away. An entry that never concerned a customer began with none.
    ///
    /// The half of a `customer-erased` entry stands in the certificate alone: it counts as gone.
    public record Openings(int began, int standing) {
        public static final Openings NONE = new Openings(0, 0);

        /// How many are gone.
        public int gone() {
            return Math.max(0, began - standing);
        }
    }

    /// Whether a customer whom it concerned, or one of them, is erased.
    public boolean isOfErased() {
        return openings.gone() > 0;
    }
}
