package custos.vault.consents;

import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A customer's consents as they stand: one line for each purpose and channel that she may be asked
/// about, also where nobody has asked yet.
///
/// @param objections to which purposes she objects, and since when
/// @param restrictedSince since when her data must not be used, if it must not
public record ConsentSheet(
        List<Line> lines,
        SequencedMap<PurposeId, Instant> objections,
        Optional<Instant> restrictedSince) {
    public ConsentSheet {
        lines = List.copyOf(lines);
        objections = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(objections));
    }

    /// One consent.
    ///
    /// @param state such as `given`
    /// @param since when it came to stand so
    /// @param until when the yes ends by itself
    /// @param notice the words shown when she last said yes
    /// @param leaf where its last act stands in the ledger
    public record Line(
            PurposeId purpose,
            ChannelId channel,
            String state,
            Optional<Instant> since,
            Optional<Instant> until,
            Optional<NoticeDigest> notice,
            Optional<Language> language,
            Optional<String> method,
            Optional<String> source,
            Optional<String> form,
            Optional<String> evidence,
            Optional<Long> leaf) {

        /// True where a yes stands.
        public boolean isYes() {
            return state.equals("given") || state.equals("renewed");
        }

        /// Redacted: evidence may name a person.
        @Override
        public String toString() {
            return "Line[" + purpose.value() + ", " + channel.value() + ", " + state + "]";
        }
    }
}
