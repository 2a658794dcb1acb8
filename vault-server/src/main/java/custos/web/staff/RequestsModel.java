package custos.web.staff;

import custos.web.Choice;
import custos.web.Mistakes;
import java.util.List;
import java.util.Optional;

/// What the pages of data subject requests show.
public final class RequestsModel {
    private RequestsModel() {}

    /// The queue.
    ///
    /// @param filter which requests are shown, a code
    /// @param more whether there are more than are shown
    public record Queue(
            List<Row> rows,
            List<Choice> filters,
            String filter,
            int open,
            int overdue,
            int soon,
            boolean more) {}

    /// A request in the reader's language.
    ///
    /// @param customer her page; empty when she was erased
    /// @param state its code; empty when only the minimal file is left
    /// @param due empty when only the minimal file is left
    /// @param age whole days since it came, until today or the decision
    /// @param days whole days from its receipt to its deadline
    public record Row(
            String id,
            String name,
            String customer,
            String right,
            String received,
            String state,
            String stateWord,
            String due,
            Urgency urgency,
            long age,
            long days,
            String decision) {
        public String path() {
            return "/requests/" + id;
        }

        /// Redacted: who asked for what is personal data.
        @Override
        public String toString() {
            return "Row[" + id + "]";
        }
    }

    /// How near a deadline is.
    public enum Urgency {
        /// Answered, or without a deadline.
        NONE,
        LATER,
        /// Within a week.
        SOON,
        OVERDUE
    }

    /// A line of facts.
    public record Fact(String id, String label, String value) {
        @Override
        public String toString() {
            return "Fact[" + id + "]";
        }
    }

    /// One request.
    ///
    /// @param version of the working file, that forms send back
    /// @param words what she asked for; empty for none
    /// @param question that she was asked; empty for none
    /// @param letters that may be printed, by the codes of their pages
    /// @param course what may be done next; none when nothing is left to do
    /// @param done what was just done, a code; empty for nothing
    public record One(
            Row row,
            List<Fact> facts,
            List<String> reasons,
            String words,
            String question,
            List<Line> steps,
            List<Line> notes,
            long version,
            List<Choice> letters,
            Optional<Next> course,
            Mistakes mistakes,
            String done) {}

    /// Something at a time.
    public record Line(String at, String machine, String what, String who) {
        /// Redacted: notes are about a person.
        @Override
        public String toString() {
            return "Line[" + at + "]";
        }
    }

    /// What may be done next.
    ///
    /// @param moves steps that need no more than a button
    /// @param delays reasons to extend; empty when it cannot be extended
    /// @param decisions empty when it cannot be decided
    /// @param askable whether she can be asked something
    /// @param letterTo where a letter goes, masked; empty when she has no e-mail address
    /// @param task where what she asks for is done; empty for nowhere in particular
    public record Next(
            List<Choice> moves,
            List<Choice> delays,
            String extendUntil,
            String extendTo,
            List<Choice> decisions,
            List<Choice> refusals,
            boolean askable,
            String letterTo,
            String task,
            Typed typed) {}

    /// What was typed into the form of a step.
    public record Typed(
            String delay, String decision, List<String> reasons, String question, String note) {
        static Typed nothing() {
            return new Typed("", "", List.of(), "", "");
        }

        /// Redacted: the note is about a person.
        @Override
        public String toString() {
            return "Typed[" + decision + "]";
        }
    }

    /// One customer's requests, and the form of a new one.
    public record OfCustomer(String id, String name, List<Row> rows, Form form, Mistakes mistakes) {
        public String path() {
            return "/customers/" + id + "/requests";
        }

        @Override
        public String toString() {
            return "OfCustomer[" + id + "]";
        }
    }

    /// The form of a new request.
    ///
    /// @param first the earliest day on which it may have come
    /// @param last today
    public record Form(
            List<Choice> rights,
            List<Choice> regimes,
            List<Choice> languages,
            String first,
            String last,
            Entered entered) {}

    /// What was typed into it.
    public record Entered(
            String right, String regime, String received, String language, String words) {
        /// Redacted: the words are the customer's.
        @Override
        public String toString() {
            return "Entered[" + right + "]";
        }
    }
}
