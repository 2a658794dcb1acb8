package custos.vault.portal;

import custos.customer.ExternalReference;
import custos.customer.FieldValue;
import custos.customer.PostalAddress;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/// What tells customers apart to whom one code may belong: the customer number or the postcode, as
/// somebody types it.
record PortalMark(String typed) {
    private static final FieldId NUMBER = new FieldId("number");
    private static final FieldId ADDRESS = new FieldId("address");
    private static final int MAX = 64;

    /// Whether nothing was typed, or more than any number has.
    boolean isMissing() {
        return typed.isBlank() || typed.length() > MAX;
    }

    /// Whether a customer has this number or lives at this postcode.
    boolean fits(Policy policy, SortedMap<Integer, FieldValue> contact) {
        return !isMissing() && (isNumber(policy, contact) || isPostcode(policy, contact));
    }

    /// Whether a customer has anything that this could fit.
    static boolean exists(Policy policy, SortedMap<Integer, FieldValue> contact) {
        return value(policy, contact, NUMBER).isPresent()
                || postcode(policy, contact).filter(code -> !code.isEmpty()).isPresent();
    }

    private boolean isNumber(Policy policy, SortedMap<Integer, FieldValue> contact) {
        Optional<String> wanted = number(typed);
        return wanted.isPresent()
                && value(policy, contact, NUMBER)
                        .filter(known -> number(known.plain()).equals(wanted))
                        .isPresent();
    }

    private static Optional<String> number(String text) {
        try {
            return Optional.of(new ExternalReference(text).indexForm().value());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isPostcode(Policy policy, SortedMap<Integer, FieldValue> contact) {
        String code = tight(typed);
        return !code.isEmpty()
                && postcode(policy, contact).filter(known -> known.equals(code)).isPresent();
    }

    private static Optional<String> postcode(
            Policy policy, SortedMap<Integer, FieldValue> contact) {
        return value(policy, contact, ADDRESS)
                .map(address -> tight(PostalAddress.of(address).postcode()));
    }

    /// Without spacing: people write 349 01 and 34901.
    private static String tight(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private static Optional<FieldValue> value(
            Policy policy, SortedMap<Integer, FieldValue> contact, FieldId id) {
        return policy.field(id)
                .map(Field::number)
                .flatMap(number -> Optional.ofNullable(contact.get(number)));
    }

    /// Redacted: it is personal data.
    @Override
    public String toString() {
        return "PortalMark[redacted]";
    }
}
