package custos.vault.consents;

import custos.consent.ConsentBook;
import custos.customer.FieldValue;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.policy.Field;
import custos.policy.Policy;
import custos.vault.core.Addresses;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the vault knows of one customer in its fixed records, opened.
///
/// @param contact by field number
/// @param profile by field number
public record Profile(
        SortedMap<Integer, FieldValue> contact,
        SortedMap<Integer, FieldValue> profile,
        ConsentBook book) {

    public static final Profile EMPTY =
            new Profile(new TreeMap<>(), new TreeMap<>(), ConsentBook.EMPTY);

    /// Opens all of it.
    public static Profile of(CustomerFile file, Policy policy) {
        return new Profile(
                file.openFixed(Slots.CONTACT), file.openFixed(Slots.PROFILE), book(file, policy));
    }

    /// Opens the consents alone.
    public static ConsentBook book(CustomerFile file, Policy policy) {
        return file.textOf(Slots.CONSENTS, Kinds.bookField(policy).number())
                .map(Profile::decode)
                .orElse(ConsentBook.EMPTY);
    }

    /// The consents in the opened fields of their record.
    public static ConsentBook book(SortedMap<Integer, FieldValue> consents, Policy policy) {
        return Optional.ofNullable(consents.get(Kinds.bookField(policy).number()))
                .map(Profile::decode)
                .orElse(ConsentBook.EMPTY);
    }

    private static ConsentBook decode(String text) {
        return ConsentBook.decode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ConsentBook decode(FieldValue value) {
        if (value instanceof FieldValue.Json(JsonValue json)) {
            return ConsentBook.decode(CanonicalJson.encode(json));
        }
        throw new VaultFault.Damaged("a customer's consents are not a book");
    }

    /// The consents as the one field of their record.
    public static SortedMap<Integer, FieldValue> values(ConsentBook book, Policy policy) {
        SortedMap<Integer, FieldValue> values = new TreeMap<>();
        values.put(
                Kinds.bookField(policy).number(),
                new FieldValue.Json(CanonicalJson.parse(book.encode())));
        return values;
    }

    Optional<LocalDate> birth(Policy policy) {
        return policy.field(Kinds.BIRTH_DATE)
                .map(Field::number)
                .flatMap(number -> Optional.ofNullable(profile.get(number)))
                .flatMap(value ->
                        value instanceof FieldValue.Day(LocalDate day)
                                ? Optional.of(day)
                                : Optional.empty());
    }

    public ConsentChange.Person person(Policy policy) {
        return new ConsentChange.Person(book, new Addresses(policy, contact), birth(policy));
    }

    /// Redacted: it is all personal data.
    @Override
    public String toString() {
        return "Profile[redacted]";
    }
}
