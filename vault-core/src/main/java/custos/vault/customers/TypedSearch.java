package custos.vault.customers;

import custos.customer.CountryCode;
import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.IndexForm;
import custos.customer.PhoneNumber;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.Policy;
import custos.search.NameSearch;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.rows.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Customers by what somebody typed into one box. What is half typed finds nothing and is no
/// mistake; all hits are read in one view of the store.
final class TypedSearch {
    /// Digits in any grouping, as people write telephone numbers.
    private static final String GROUPED = "\\+?[0-9 ()./\\u00A0-]+";

    private static final int MIN_CHARS = 2;
    private static final int MIN_PHONE_DIGITS = 6;

    private final Core core;
    private final Finder finder;
    private final Customers customers;

    TypedSearch(Core core, Finder finder, Customers customers) {
        this.core = core;
        this.finder = finder;
        this.customers = customers;
    }

    Customers.Found find(String typed, String role) {
        String text = typed.strip();
        if (text.length() > NameSearch.MAX_QUERY_CHARS) {
            throw new Refusal.BadField(
                    "q", "a search has at most " + NameSearch.MAX_QUERY_CHARS + " characters");
        }
        if (text.codePointCount(0, text.length()) < MIN_CHARS) {
            return new Customers.Found(List.of(), Optional.empty(), finder.building());
        }
        boolean email = text.indexOf('@') >= 0;
        Map<Long, Customers.Masked> found = new LinkedHashMap<>();
        try (ReadSession read = core.store().read()) {
            for (Value value : values(core.policies().current(), text)) {
                for (long no : finder.hits(value.field().number(), value.form())) {
                    take(found, no, () -> exact(read, no, value, role));
                }
            }
            if (!email) {
                for (long no : finder.named(text, Customers.MAX_FOUND)) {
                    take(found, no, () -> finder.show(read, customers, no, role));
                }
            }
        }
        return new Customers.Found(
                List.copyOf(found.values()), Optional.empty(), !email && finder.building());
    }

    private Optional<Customers.Masked> exact(ReadSession read, long no, Value value, String role) {
        return finder.showIfEqual(read, customers, no, value.field(), value.form(), role);
    }

    private static void take(
            Map<Long, Customers.Masked> found,
            long no,
            Supplier<Optional<Customers.Masked>> opening) {
        if (found.size() < Customers.MAX_FOUND && !found.containsKey(no)) {
            opening.get().ifPresent(masked -> found.put(no, masked));
        }
    }

    /// A value of an indexed field that the text may mean.
    private record Value(Field field, IndexForm form) {}

    private static List<Value> values(Policy policy, String text) {
        var values = new ArrayList<Value>();
        String digits = text.replaceAll("[^0-9]", "");
        if (text.indexOf('@') >= 0) {
            add(values, policy, FieldForm.EMAIL, text);
            return values;
        }
        boolean grouped = text.matches(GROUPED);
        if (grouped && digits.length() >= MIN_PHONE_DIGITS) {
            add(values, policy, FieldForm.PHONE, text);
        }
        if (!digits.isEmpty()) {
            add(values, policy, FieldForm.REFERENCE, text);
            if (grouped && !digits.equals(text)) {
                add(values, policy, FieldForm.REFERENCE, digits);
            }
        }
        return values;
    }

    private static void add(List<Value> values, Policy policy, FieldForm form, String text) {
        form(policy, form, text)
                .ifPresent(found ->
                        policy.fields().stream()
                                .filter(field -> field.indexed() && field.form() == form)
                                .forEach(field -> values.add(new Value(field, found))));
    }

    private static Optional<IndexForm> form(Policy policy, FieldForm form, String text) {
        try {
            return switch (form) {
                case EMAIL -> Optional.of(new EmailAddress(text).indexForm());
                case PHONE ->
                        PhoneNumber.parse(text, new CountryCode(policy.defaultCountry()))
                                .indexForm();
                default -> Optional.of(new ExternalReference(text).indexForm());
            };
        } catch (IllegalArgumentException halfTyped) {
            return Optional.empty();
        }
    }
}
