package custos.web.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A customer's consents on her page.
///
/// @param objections purposes that she objects to, in words
/// @param asking the purpose about which she is being asked
public record ConsentsModel(
        List<Purpose> purposes,
        List<String> objections,
        Optional<Instant> restrictedSince,
        Optional<ConsentQuestion> asking) {

    public boolean asksAbout(Purpose purpose) {
        return asking.isPresent() && asking.get().purpose().equals(purpose.id());
    }

    /// A purpose with its channels.
    public record Purpose(String id, String name, String why, List<Line> lines) {
        /// Whether nobody has asked about any of its channels yet.
        public boolean untouched() {
            return lines.stream().allMatch(line -> line.leaf().isEmpty());
        }

        /// The names of its channels, in one line.
        public String channels() {
            return lines.stream().map(Line::channel).collect(Collectors.joining(", "));
        }
    }

    /// One consent; words, not codes, but for the state's.
    ///
    /// @param state the code, which the stylesheet knows
    /// @param notice the digest of the words shown, in hex; empty for none
    public record Line(
            String channel,
            String state,
            String stateName,
            Optional<Instant> since,
            Optional<Instant> until,
            String method,
            String source,
            String language,
            String notice,
            String asked,
            String evidence,
            String leaf) {
        @Override
        public String toString() {
            return "Line[" + channel + ", " + state + "]";
        }
    }
}
