package custos.vault.exports;

import custos.customer.CountryCode;
import custos.customer.FieldValue;
import custos.customer.PhoneNumber;
import custos.customer.PostalAddress;
import custos.policy.FieldId;
import custos.vault.rows.Kinds;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A customer as a vCard 4.0 (RFC 6350), for an address book.
final class VCard {
    private static final int MAX_OCTETS = 75;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Map<FieldId, FieldValue> fields;
    private final StringBuilder out = new StringBuilder();

    private VCard(Map<FieldId, FieldValue> fields) {
        this.fields = fields;
    }

    static byte[] of(Dossier dossier) {
        return new VCard(dossier.fields()).write(dossier.head()).getBytes(StandardCharsets.UTF_8);
    }

    private String write(Dossier.Head head) {
        line("BEGIN:VCARD");
        line("VERSION:4.0");
        line("REV:" + TIMESTAMP.format(head.at()));
        // A card must have a name (6.2.1), and a customer need not.
        line(
                "FN:"
                        + text("full_name")
                                .or(() -> text("company"))
                                .or(() -> text("email"))
                                .orElse("-"));
        text("company").ifPresent(company -> line("ORG:" + company));
        text("job_title").ifPresent(title -> line("TITLE:" + title));
        text("email").ifPresent(email -> line("EMAIL:" + email));
        phone("phone", "voice");
        phone("fax", "fax");
        value("address").map(PostalAddress::of).ifPresent(this::address);
        text("language").ifPresent(language -> line("LANG:" + language));
        if (fields.get(Kinds.BIRTH_DATE) instanceof FieldValue.Day(LocalDate day)) {
            line("BDAY:" + day.format(DateTimeFormatter.BASIC_ISO_DATE));
        }
        line("END:VCARD");
        return out.toString();
    }

    private void phone(String field, String type) {
        value(field)
                .map(PhoneNumber::of)
                .ifPresent(phone ->
                        line(
                                phone.e164()
                                        .map(number ->
                                                "TEL;TYPE=" + type + ";VALUE=uri:tel:" + number)
                                        .orElse("TEL;TYPE=" + type + ":" + escape(phone.typed()))));
    }

    /// Post box and extended address stay empty (6.3.1); lines stand in the street.
    private void address(PostalAddress address) {
        String street =
                Stream.of(address.line1(), address.line2())
                        .filter(part -> !part.isEmpty())
                        .map(VCard::escape)
                        .collect(Collectors.joining(","));
        line(
                "ADR:;;"
                        + street
                        + ";"
                        + escape(address.city())
                        + ";"
                        + escape(address.region())
                        + ";"
                        + escape(address.postcode())
                        + ";"
                        + address.country().map(CountryCode::value).orElse(""));
    }

    private Optional<FieldValue> value(String field) {
        return Optional.ofNullable(fields.get(new FieldId(field)));
    }

    private Optional<String> text(String field) {
        return value(field).map(FieldValue::plain).map(VCard::escape);
    }

    /// RFC 6350, 3.4.
    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace(";", "\\;")
                .replace("\n", "\\n");
    }

    /// Folds after 75 octets, never inside a character (RFC 6350, 3.2).
    private void line(String text) {
        int octets = 0;
        for (int c : text.codePoints().toArray()) {
            String character = Character.toString(c);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > MAX_OCTETS) {
                out.append("\r\n ");
                octets = 1;
            }
            out.append(character);
            octets += size;
        }
        out.append("\r\n");
    }
}
