package custos.web.staff;

import custos.web.Choice;
import custos.web.Mistakes;
import java.util.List;
import java.util.Optional;

/// What the page for a breach shows. Nothing of it is kept: it is printed.
///
/// @param latest the latest moment at which it can have been found, as a form takes it
public record BreachModel(
        List<Choice> classes,
        List<Choice> extents,
        String latest,
        Typed typed,
        Mistakes mistakes,
        Optional<File> file) {

    /// What was typed.
    ///
    /// @param found when the breach was found, in the time zone of the pages
    public record Typed(
            String found,
            String what,
            List<String> classes,
            String extent,
            String consequences,
            String measures) {
        static Typed nothing() {
            return new Typed("", "", List.of(), "", "", "");
        }

        /// Redacted: what happened may name people.
        @Override
        public String toString() {
            return "Typed[" + extent + "]";
        }
    }

    /// The file of the breach.
    ///
    /// @param people how many it concerns
    /// @param safe whether what was taken cannot be read without keys that were not
    public record File(
            String found,
            long people,
            List<Affected> affected,
            boolean safe,
            List<Deadline> deadlines,
            List<Letter> letters) {}

    /// A class of data, how many people have something in it, and which fields it has.
    public record Affected(String name, long people, String fields) {}

    /// What a law asks for, and by when.
    ///
    /// @param late whether that time is over
    public record Deadline(String regime, String who, String when, boolean late) {}

    /// A letter to those concerned.
    public record Letter(String language, String name, List<String> paragraphs) {
        /// Redacted: what happened may name people.
        @Override
        public String toString() {
            return "Letter[" + language + "]";
        }
    }

    @Override
    public String toString() {
        return "BreachModel[" + file.isPresent() + "]";
    }
}
