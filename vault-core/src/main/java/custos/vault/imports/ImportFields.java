package custos.vault.imports;

import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.FieldValue;
import custos.customer.FullName;
import custos.customer.PhoneNumber;
import custos.customer.PostalAddress;
import custos.json.JsonValue;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.sheet.ImportedPerson;
import custos.sheet.Particulars;
import custos.sheet.RowProblem;
import custos.sheet.SurveyAnswer;
import custos.vault.core.FieldForms;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a sheet says of a person, as the policy's fields, and back for comparing.
public final class ImportFields {
    static final FieldId NUMBER = new FieldId("number");
    static final FieldId FULL_NAME = new FieldId("full_name");
    static final FieldId EMAIL = new FieldId("email");
    static final FieldId PHONE = new FieldId("phone");
    static final FieldId ADDRESS = new FieldId("address");
    static final FieldId COMPANY = new FieldId("company");
    static final FieldId JOB_TITLE = new FieldId("job_title");
    static final FieldId HEARD_FROM = new FieldId("heard_from");
    static final FieldId NOTE = new FieldId("note");
    static final FieldId REVIEW = new FieldId("needs_review");

    private ImportFields() {}

    /// The values by field; those that the policy does not have are left out.
    static Map<FieldId, FieldValue> values(Policy policy, FieldForms forms, ImportedPerson person) {
        var values = new TreeMap<FieldId, FieldValue>((a, b) -> a.value().compareTo(b.value()));
        Particulars who = person.who();
        who.number().ifPresent(number -> values.put(NUMBER, number.toValue()));
        who.name().ifPresent(name -> values.put(FULL_NAME, name.toValue()));
        who.email().ifPresent(email -> values.put(EMAIL, email.toValue()));
        who.phone().ifPresent(phone -> values.put(PHONE, phone.toValue()));
        who.address().ifPresent(address -> values.put(ADDRESS, address.toValue()));
        who.birth().ifPresent(day -> values.put(Kinds.BIRTH_DATE, new FieldValue.Day(day)));
        text(who.company(), COMPANY, values);
        text(who.jobTitle(), JOB_TITLE, values);
        text(who.heardFrom(), HEARD_FROM, values);
        text(who.note(), NOTE, values);
        who.fields()
                .forEach((field, typed) ->
                        typed(policy, forms, field, typed)
                                .ifPresent(value -> values.put(field, value)));
        review(person).ifPresent(value -> values.put(REVIEW, value));
        values.keySet().removeIf(field -> policy.field(field).isEmpty());
        return values;
    }

    private static void text(
            Optional<String> text, FieldId field, Map<FieldId, FieldValue> values) {
        text.ifPresent(words -> values.put(field, new FieldValue.Text(words)));
    }

    /// A cell of another field; what is not in the field's form was reported with its row.
    private static Optional<FieldValue> typed(
            Policy policy, FieldForms forms, FieldId id, String cell) {
        try {
            return policy.field(id).map(field -> forms.read(policy, field, cell));
        } catch (Refusal.BadField e) {
            return Optional.empty();
        }
    }

    /// The codes of what a person should look at.
    private static Optional<FieldValue> review(ImportedPerson person) {
        List<String> codes =
                person.problems().stream()
                        .map(RowProblem::code)
                        .filter(RowProblem.Code::review)
                        .distinct()
                        .map(code -> code.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .sorted()
                        .toList();
        return codes.isEmpty()
                ? Optional.empty()
                : Optional.of(new FieldValue.Json(JsonValue.texts(codes)));
    }

    /// The survey answer's record, by field number.
    static SortedMap<Integer, FieldValue> survey(
            Policy policy, RecordKind kind, SurveyAnswer answer, LocalDate day) {
        var values = new TreeMap<Integer, FieldValue>();
        put(policy, values, "survey", new FieldValue.Text("import"));
        put(policy, values, "scale", new FieldValue.Text(answer.scale().lowest() + "-10"));
        put(policy, values, "score", new FieldValue.Whole(answer.score()));
        answer.why().ifPresent(why -> put(policy, values, "why", new FieldValue.Text(why)));
        put(policy, values, "answered_on", new FieldValue.Day(day));
        values.keySet()
                .retainAll(
                        kind.fields().stream()
                                .flatMap(id -> policy.field(id).stream())
                                .map(Field::number)
                                .toList());
        return values;
    }

    private static void put(
            Policy policy, SortedMap<Integer, FieldValue> values, String field, FieldValue value) {
        policy.field(new FieldId(field)).ifPresent(known -> values.put(known.number(), value));
    }

    /// What is compared when a sheet's person may be a customer.
    public static Particulars particulars(Policy policy, SortedMap<Integer, FieldValue> values) {
        return new Particulars(
                text(policy, values, NUMBER).map(ExternalReference::new),
                text(policy, values, FULL_NAME).map(FullName::new),
                text(policy, values, EMAIL).map(EmailAddress::new),
                value(policy, values, PHONE).map(PhoneNumber::of),
                value(policy, values, Kinds.BIRTH_DATE)
                        .flatMap(day ->
                                day instanceof FieldValue.Day(LocalDate date)
                                        ? Optional.of(date)
                                        : Optional.empty()),
                value(policy, values, ADDRESS).map(PostalAddress::of),
                text(policy, values, COMPANY),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    private static Optional<FieldValue> value(
            Policy policy, SortedMap<Integer, FieldValue> values, FieldId field) {
        return policy.field(field)
                .flatMap(known -> Optional.ofNullable(values.get(known.number())));
    }

    private static Optional<String> text(
            Policy policy, SortedMap<Integer, FieldValue> values, FieldId field) {
        return value(policy, values, field)
                .flatMap(value ->
                        value instanceof FieldValue.Text(String words)
                                ? Optional.of(words)
                                : Optional.empty());
    }
}
