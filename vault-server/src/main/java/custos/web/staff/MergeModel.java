package custos.web.staff;

import custos.web.Mistakes;
import java.util.List;

/// What the pages of a merge show: whom to join a customer with, and the two side by side.
public final class MergeModel {
    private MergeModel() {}

    /// Looking for the other one.
    ///
    /// @param asked whether anything was looked for
    /// @param alike who looks like the same person, without looking for anybody
    /// @param apart who is not the same person, as somebody said
    public record Find(
            String id,
            String name,
            String typed,
            boolean asked,
            List<SearchPage.Row> rows,
            List<SearchPage.Row> alike,
            List<Apart> apart,
            Mistakes mistakes) {
        public String path() {
            return "/customers/" + id;
        }

        /// Redacted: people search for people.
        @Override
        public String toString() {
            return "Find[" + rows.size() + " rows]";
        }
    }

    /// Somebody who is not the same person, as somebody said.
    public record Apart(SearchPage.Row customer, String by, String at) {}

    /// The two side by side.
    ///
    /// @param staysVersion of what was shown, so that nobody merges what nobody saw
    /// @param records how many records are copied
    /// @param doubtful two birth dates differ
    public record Pair(
            String stays,
            long staysVersion,
            String staysName,
            String goes,
            long goesVersion,
            String goesName,
            List<Line> lines,
            List<Consent> consents,
            List<String> objections,
            boolean restricted,
            int records,
            boolean doubtful,
            Mistakes mistakes) {
        public String path() {
            return "/customers/" + stays + "/merge/" + goes;
        }

        /// The same with the two exchanged.
        public String swapped() {
            return "/customers/" + goes + "/merge/" + stays;
        }

        @Override
        public String toString() {
            return "Pair[" + stays + ", " + goes + "]";
        }
    }

    /// One field; an empty text where one has no value.
    ///
    /// @param open whether there is a value to choose
    /// @param takesOther whether the value of the one who goes stands
    public record Line(
            String field,
            String label,
            String stays,
            String goes,
            boolean open,
            boolean takesOther) {
        @Override
        public String toString() {
            return "Line[" + field + "]";
        }
    }

    /// One consent, by the codes of its states.
    public record Consent(
            String purpose,
            String channel,
            String stays,
            String goes,
            String result,
            boolean changes) {}

    /// A merge that can be taken back.
    public record Undo(String merge, String until) {}
}
