package custos.web.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happened with a customer and who looked, newest first.
///
/// @param next the cursor of the page after this one
/// @param first whether this is the newest page
public record HistoryModel(List<Line> lines, Optional<String> next, boolean first) {

    /// One entry of the ledger.
    ///
    /// @param who the account, or the role alone for those who may not know
    /// @param details what, how and why, in words
    public record Line(
            long leaf,
            Instant at,
            boolean look,
            List<String> acts,
            String who,
            List<String> details) {}
}
