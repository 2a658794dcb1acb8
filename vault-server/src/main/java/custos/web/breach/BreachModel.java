package custos.web.breach;

import custos.web.Choice;
import java.util.List;

/// What the page of one breach shows.
///
/// @param version that is shown
/// @param newest whether it is the newest, which alone can be changed
/// @param safe whether what was taken cannot be read without keys that were not
/// @param ways to tell somebody
/// @param latest the latest moment that the form takes
public record BreachModel(
        int no,
        String path,
        int version,
        boolean newest,
        boolean safe,
        String done,
        List<Fact> facts,
        List<Affected> affected,
        List<DutyRow> duties,
        List<NoticeRow> notices,
        List<Letter> letters,
        List<VersionRow> versions,
        List<Choice> ways,
        String latest,
        NoticeForm form) {

    /// A line of the list of breaches.
    ///
    /// @param mark the look of where it stands
    public record Row(
            int no,
            String path,
            String found,
            String extent,
            long people,
            String mark,
            String state) {}

    /// Something that was written down.
    ///
    /// @param id of its line on the page, `fact-` before it
    public record Fact(String id, String label, String value) {
        /// Redacted: what happened may name people.
        @Override
        public String toString() {
            return "Fact[" + id + "]";
        }
    }

    /// A class of data, how many people have something in it, and which fields it has.
    public record Affected(String name, long people, String fields) {}

    /// Whom a law has told, by when, and how that stands.
    ///
    /// @param code for the form
    /// @param mark the look of the state
    public record DutyRow(
            String code, String regime, String who, String when, String mark, String state) {}

    /// That somebody was told.
    public record NoticeRow(
            String regime,
            String who,
            String at,
            String way,
            String people,
            String languages,
            String reason) {
        /// Redacted: a reason may name people.
        @Override
        public String toString() {
            return "NoticeRow[" + regime + "]";
        }
    }

    /// A letter to those concerned.
    public record Letter(String language, String name, List<String> paragraphs) {
        /// Redacted: what happened may name people.
        @Override
        public String toString() {
            return "Letter[" + language + "]";
        }
    }

    /// One version of the file.
    public record VersionRow(int version, String path, String at, String by) {}

    @Override
    public String toString() {
        return "BreachModel[" + no + "]";
    }
}
