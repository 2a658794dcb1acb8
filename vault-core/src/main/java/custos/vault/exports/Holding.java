package custos.vault.exports;

import custos.consent.ConsentBook;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.Subject;
import custos.policy.DataClass;
import custos.policy.Field;
import custos.policy.LawfulBasis;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.RecordKind;
import custos.policy.RetentionStart;
import custos.policy.SourceId;
import custos.vault.records.Records;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the vault holds of one customer, as she sees it herself: values, and for each class of data
/// why it is kept, on what basis, since when and until when. Staff stand in it by role alone.
///
/// @param mark her customer number, or where she has none the first eight characters of her id:
///   what she types to confirm an erasure
/// @param classes those of which there is anything
/// @param history her acts in the ledger, newest first
/// @param looks who opened her data, newest first
public record Holding(
        CustomerId id,
        long version,
        LocalDate activeOn,
        Policy policy,
        String mark,
        List<OfClass> classes,
        ConsentBook book,
        List<Happened> history,
        List<Happened> looks) {

    /// The most records of a kind that are shown; all of them are in an export.
    public static final int MAX_SHOWN = 20;

    /// What is held of one class.
    ///
    /// @param since the first day of which the ledger knows
    public record OfClass(
            DataClass dataClass,
            List<Why> why,
            List<HeldField> fields,
            List<HeldKind> kinds,
            Optional<LocalDate> since,
            Kept kept) {}

    /// Why data is kept: a purpose that needs no consent, or one she agreed to.
    public record Why(Purpose purpose, Set<LawfulBasis> bases) {}

    /// A field with its value, how it was collected and when it was last written.
    public record HeldField(
            Field field, FieldValue value, Optional<SourceId> source, Optional<Instant> since) {
        /// Redacted: it is personal data.
        @Override
        public String toString() {
            return "HeldField[" + field.id() + "]";
        }
    }

    /// Records of one kind.
    ///
    /// @param count how many there are
    /// @param newest the newest of them, newest first
    public record HeldKind(RecordKind kind, int count, List<HeldRecord> newest) {}

    /// A record and how it was collected.
    public record HeldRecord(Records.Entry entry, Optional<SourceId> source) {
        /// Redacted: it is personal data.
        @Override
        public String toString() {
            return "HeldRecord[redacted]";
        }
    }

    /// Until when something is kept.
    ///
    /// @param until the day, where it is certain; a newer record or act of hers moves it
    /// @param from what the period runs from
    /// @param ground why it is kept that long, a code of the policy
    public record Kept(
            Optional<LocalDate> until,
            RetentionStart from,
            Period period,
            Optional<String> ground) {}

    /// An act in the ledger that concerned her.
    ///
    /// @param role in which somebody acted, such as `staff` or `customer`
    public record Happened(long leaf, Act act, Subject.Part part, Instant recorded, String role) {}

    /// Redacted: it is all personal data.
    @Override
    public String toString() {
        return "Holding[redacted]";
    }
}
