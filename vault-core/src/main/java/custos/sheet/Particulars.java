package custos.sheet;

import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.FullName;
import custos.customer.PhoneNumber;
import custos.customer.PostalAddress;
import custos.policy.FieldId;
import custos.policy.SourceId;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a row, or a person's rows together, say about her. `fields` are the other fields of the
/// policy by id, as text.
public record Particulars(
        Optional<ExternalReference> number,
        Optional<FullName> name,
        Optional<EmailAddress> email,
        Optional<PhoneNumber> phone,
        Optional<LocalDate> birth,
        Optional<PostalAddress> address,
        Optional<String> company,
        Optional<String> jobTitle,
        Optional<SourceId> source,
        Optional<String> heardFrom,
        Optional<String> note,
        Map<FieldId, String> fields) {
    /// The most characters of a note.
    static final int MAX_NOTE = 2_000;

    public Particulars {
        fields = Map.copyOf(fields);
    }

    /// True when nothing says who this is: no number, name, address for messages or company.
    boolean isNobody() {
        return number.isEmpty()
                && name.isEmpty()
                && email.isEmpty()
                && phone.isEmpty()
                && company.isEmpty();
    }

    /// These, with gaps filled from a later row. A telephone number that is not valid is a gap;
    /// notes that differ stand one after the other.
    Particulars filledFrom(Particulars later) {
        var allFields = new LinkedHashMap<>(later.fields);
        allFields.putAll(fields);
        boolean better = phone.isEmpty() || phone.get().e164().isEmpty();
        boolean usable = later.phone.isPresent() && later.phone.get().e164().isPresent();
        return new Particulars(
                number.or(later::number),
                name.or(later::name),
                email.or(later::email),
                better && usable ? later.phone : phone.or(later::phone),
                birth.or(later::birth),
                address.or(later::address),
                company.or(later::company),
                jobTitle.or(later::jobTitle),
                source.or(later::source),
                heardFrom.or(later::heardFrom),
                joined(note, later.note),
                allFields);
    }

    private static Optional<String> joined(Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        boolean known = ("\n" + one.get() + "\n").contains("\n" + other.get() + "\n");
        boolean tooLong = one.get().length() + other.get().length() >= MAX_NOTE;
        return known || tooLong ? one : Optional.of(one.get() + "\n" + other.get());
    }

    @Override
    public String toString() {
        return "Particulars[redacted]";
    }
}
