package custos.web.portal;

import custos.customer.FieldValue;
import custos.customer.PostalAddress;
import custos.web.Form;

import java.text.Collator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The boxes of a postal address, as they are shown and as they were typed.
///
/// For countries whose form we know (Czechia, Slovakia, Malaysia) only their boxes are shown, under
/// their names; for all others the general ones. What is filled is shown in any case, so that
/// nothing typed is lost when the country changes.
///
/// @param country ISO 3166 code
public record AddressBoxes(
        String country, String line1, String line2, String postcode, String city, String region) {
    /// The names of the inputs; `line1` stands for the whole address in mistakes.
    public static final List<String> NAMES =
            List.of("line1", "line2", "postcode", "city", "region");

    private static final List<String> WITHOUT_REGION = List.of("CZ", "SK");

    /// A country to choose.
    public record Country(String code, String name) {}

    /// The boxes of an address that is kept; empty ones where there is none.
    public static AddressBoxes of(Optional<FieldValue> kept, String defaultCountry) {
        if (kept.isEmpty()) {
            return new AddressBoxes(defaultCountry, "", "", "", "", "");
        }
        PostalAddress address = PostalAddress.of(kept.get());
        return new AddressBoxes(
                address.country().map(code -> code.value()).orElse(""),
                address.line1(),
                address.line2(),
                address.postcode(),
                address.city(),
                address.region());
    }

    /// What was typed.
    public static AddressBoxes of(Form form) {
        String code = form.text("country").toUpperCase(Locale.ROOT);
        return new AddressBoxes(
                code.matches("[A-Z]{2}") ? code : "",
                form.text("line1"),
                form.text("line2"),
                form.text("postcode"),
                form.text("city"),
                form.text("region"));
    }

    /// Whether nothing but a country stands in them.
    public boolean isEmpty() {
        return NAMES.stream().allMatch(name -> text(name).isEmpty());
    }

    public String text(String name) {
        return switch (name) {
            case "line1" -> line1;
            case "line2" -> line2;
            case "postcode" -> postcode;
            case "city" -> city;
            case "region" -> region;
            default -> throw new IllegalArgumentException("an address has no such box");
        };
    }

    /// The boxes to show, in the order in which this country writes them.
    public List<String> shown() {
        return NAMES.stream().filter(this::isShown).toList();
    }

    private boolean isShown(String name) {
        boolean spare =
                WITHOUT_REGION.contains(country) && (name.equals("line2") || name.equals("region"));
        return !spare || !text(name).isEmpty();
    }

    /// The ending of the key that names a box where this country has a name of its own for it.
    public String naming() {
        return switch (country) {
            case "CZ", "SK" -> "cz";
            case "MY" -> "my";
            default -> "any";
        };
    }

    /// As the API takes an address: the filled parts.
    public Map<String, Object> raw() {
        var raw = new LinkedHashMap<String, Object>();
        for (String name : NAMES) {
            if (!text(name).isEmpty()) {
                raw.put(name, text(name));
            }
        }
        if (!country.isEmpty()) {
            raw.put("country", country);
        }
        return raw;
    }

    /// All countries in a reader's language and order.
    public static List<Country> countries(Locale locale) {
        var all = new ArrayList<Country>();
        for (String code : Locale.getISOCountries()) {
            all.add(new Country(code, Locale.of("", code).getDisplayCountry(locale)));
        }
        Collator order = Collator.getInstance(locale);
        all.sort((one, other) -> order.compare(one.name(), other.name()));
        return all;
    }

    /// Redacted: an address is personal data.
    @Override
    public String toString() {
        return "AddressBoxes[redacted]";
    }
}
