package custos.vault.inspection;

import custos.event.Internal;
import custos.policy.NoticeDigest;
import custos.vault.inspection.Inspection.Finding;
import custos.vault.writer.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the inspection of some neighbouring leaves came to, gathered by one thread.
final class LeafVerdict {
    final List<Finding> findings = new ArrayList<>();
    final List<Settled> settled = new ArrayList<>();
    final List<Unowned> unowned = new ArrayList<>();
    final List<Internal.Erased> erased = new ArrayList<>();
    final Set<NoticeDigest> notices = new HashSet<>();
    Optional<Instant> first = Optional.empty();
    Optional<Instant> last = Optional.empty();

    /// A claim whose leaf was found elsewhere than the store says.
    record Settled(Claim claim, long idx) {}

    /// A leaf that says it concerns customers of whom fewer stand behind it.
    ///
    /// @param missing how many
    /// @param looks whether it is a batch of looks, whose rows are no openings
    /// @param registered whether it is the registration of one customer
    record Unowned(long idx, int missing, boolean looks, boolean registered) {}

    void found(FindingCode code, String place) {
        findings.add(code.at(place));
    }
}
