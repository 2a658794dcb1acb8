package custos.vault.audit;

import custos.event.Act;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an auditor reads of one customer: her entries with their openings, values masked, and for
/// each purpose and channel who agreed when, on which words, and whether it was used.
///
/// @param entries newest first; empty unless the case is open
/// @param complete false when the customer has more entries than are shown
public record CaseFile(
        Case head, List<CaseEntry> entries, boolean complete, List<ConsentStory> stories) {
    public CaseFile {
        entries = List.copyOf(entries);
        stories = List.copyOf(stories);
    }

    /// One entry as far as it concerns her.
    ///
    /// @param look whether somebody looked and nothing changed
    public record CaseEntry(
            long index,
            Instant hour,
            Actor actor,
            Optional<String> reason,
            boolean look,
            ShownOpening opening) {}

    /// A purpose by a channel: what was said, and what was done.
    ///
    /// @param channel none where data was opened for the purpose without one
    /// @param said oldest first
    /// @param uses oldest first
    public record ConsentStory(
            PurposeId purpose, Optional<ChannelId> channel, List<Saying> said, List<Use> uses) {
        public ConsentStory {
            said = List.copyOf(said);
            uses = List.copyOf(uses);
        }
    }

    /// A consent, refusal or withdrawal.
    ///
    /// @param act tells state and notice
    public record Saying(
            long index, Act act, Actor actor, Instant at, ShownOpening.ShownPart told) {}

    /// How a consent may have been used.
    public enum UseKind {
        /// She was on a list that was taken out.
        LISTED,
        /// Her data was opened for the purpose.
        DISCLOSED,
        /// A message was recorded for the purpose.
        MESSAGE
    }

    /// One use.
    ///
    /// @param index the entry that tells of it
    /// @param covered whether the last thing said before was a yes
    public record Use(UseKind kind, long index, Actor actor, Instant at, boolean covered) {}
}
