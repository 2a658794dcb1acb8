package custos.list;

import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.PurposeId;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What of one customer is open to a question: exactly what the question says it needs.
public interface Opened {
    /// Today in UTC.
    LocalDate today();

    /// For what it is asked.
    PurposeId purpose();

    /// A field of hers that the question names.
    Optional<FieldValue> field(FieldId id);

    /// What her purchases add up to.
    Bought bought();

    /// Her records of a kind that the question names, oldest first, opened as they are asked for,
    /// no further than it says.
    Stream<Noted> records(KindId kind);

    /// A record.
    ///
    /// @param day that it is of
    record Noted(LocalDate day, Map<FieldId, FieldValue> fields) {
        public Optional<FieldValue> field(FieldId id) {
            return Optional.ofNullable(fields.get(id));
        }

        public Optional<String> text(FieldId id) {
            return field(id)
                    .flatMap(value ->
                            value instanceof FieldValue.Text(String text)
                                    ? Optional.of(text)
                                    : Optional.empty());
        }

        public Optional<LocalDate> dayOf(FieldId id) {
            return field(id)
                    .flatMap(value ->
                            value instanceof FieldValue.Day(LocalDate when)
                                    ? Optional.of(when)
                                    : Optional.empty());
        }

        /// Redacted: it is personal data.
        @Override
        public String toString() {
            return "Noted[redacted]";
        }
    }
}
