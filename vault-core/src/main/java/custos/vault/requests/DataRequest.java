package custos.vault.requests;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.policy.Language;
import custos.request.Course;
import custos.request.Decision;
import custos.request.RequestState;
import custos.request.Right;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A customer's data subject request: the minimal file, and what it is worked with while there is
/// more (DESIGN 8).
///
/// @param erased whether the customer was erased, so that only the minimal file is left, or was
///   merged into another, so that she has no page
/// @param work empty once the customer was erased, or its time is over
public record DataRequest(
        RecordId id,
        CustomerId customer,
        boolean erased,
        Right right,
        LocalDate received,
        Optional<Decided> decided,
        Optional<Work> work) {

    /// What the minimal file says of the decision.
    public record Decided(LocalDate on, Decision decision) {}

    /// The working file.
    ///
    /// @param language in which she is written to where her own is not known
    /// @param words what she asked for in her own words
    /// @param question that she was asked last
    /// @param version rises with every change
    public record Work(
            Course course,
            Language language,
            Optional<String> words,
            Optional<String> question,
            List<Note> notes,
            List<Made> steps,
            long version) {
        public Work {
            notes = List.copyOf(notes);
            steps = List.copyOf(steps);
        }

        /// Redacted: words and notes are about a person.
        @Override
        public String toString() {
            return "Work[" + course.state() + ", version " + version + "]";
        }
    }

    /// What an officer wrote down.
    ///
    /// @param role of whoever wrote it; the ledger knows the name
    public record Note(Instant at, String role, String text) {
        /// Redacted: it is about a person.
        @Override
        public String toString() {
            return "Note[" + at + "]";
        }
    }

    /// A step that was made.
    ///
    /// @param role of whoever made it; the ledger knows the name
    public record Made(Instant at, String role, RequestState to) {}

    /// Where it stands; none when only the minimal file is left.
    public Optional<RequestState> state() {
        return work.map(one -> one.course().state());
    }

    /// Whether nothing is left to do.
    public boolean isClosed() {
        return state().map(RequestState.CLOSED::equals).orElse(true);
    }
}
