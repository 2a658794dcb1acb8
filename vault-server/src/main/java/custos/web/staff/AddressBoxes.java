package custos.web.staff;

import custos.customer.FieldValue;
import custos.customer.PostalAddress;
import custos.web.Form;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The boxes in which an address is typed: those of its country where we know it, free lines
/// otherwise. Everything typed stays when the country changes.
///
/// @param prefix stands before the name of each box
/// @param country ISO code; empty for none
/// @param countries all to choose from, by name
public record AddressBoxes(
        String prefix,
        Layout layout,
        String line1,
        String line2,
        String postcode,
        String city,
        String region,
        String country,
        List<Country> countries,
        List<String> states) {
    private static final List<String> NEAR = List.of("CZ", "SK", "MY");

    /// The states and federal territories of Malaysia.
    private static final List<String> MALAYSIA =
            List.of(
                    "Johor",
                    "Kedah",
                    "Kelantan",
                    "Kuala Lumpur",
                    "Labuan",
                    "Melaka",
                    "Negeri Sembilan",
                    "Pahang",
                    "Perak",
                    "Perlis",
                    "Pulau Pinang",
                    "Putrajaya",
                    "Sabah",
                    "Sarawak",
                    "Selangor",
                    "Terengganu");

    /// Which boxes there are.
    public enum Layout {
        /// Street and house number, PSČ, town.
        CZECH,
        /// Lines, poskod, bandar, negeri.
        MALAYSIAN,
        FREE;

        static Layout of(String country) {
            return switch (country) {
                case "CZ", "SK" -> CZECH;
                case "MY" -> MALAYSIAN;
                default -> FREE;
            };
        }
    }

    /// A country to choose.
    public record Country(String code, String name) {}

    /// Redacted: an address is personal data.
    @Override
    public String toString() {
        return "AddressBoxes[" + layout + "]";
    }

    static AddressBoxes empty(String prefix, String country, Locale locale) {
        return of(prefix, Map.of("country", country), locale);
    }

    static AddressBoxes of(String prefix, FieldValue value, Locale locale) {
        PostalAddress address = PostalAddress.of(value);
        var parts = new LinkedHashMap<String, String>();
        parts.put("line1", address.line1());
        parts.put("line2", address.line2());
        parts.put("postcode", address.postcode());
        parts.put("city", address.city());
        parts.put("region", address.region());
        parts.put("country", address.country().map(code -> code.value()).orElse(""));
        return of(prefix, parts, locale);
    }

    /// As they were typed.
    static AddressBoxes of(String prefix, Form form, Locale locale) {
        return of(prefix, typed(prefix, form), locale);
    }

    private static Map<String, String> typed(String prefix, Form form) {
        var parts = new LinkedHashMap<String, String>();
        for (String name : List.of("line1", "line2", "postcode", "city", "region", "country")) {
            parts.put(name, form.text(prefix + name));
        }
        return parts;
    }

    /// What was typed, for the vault; empty when no box but the country's was filled.
    static Map<String, Object> raw(String prefix, Form form) {
        var filled = new LinkedHashMap<String, Object>();
        typed(prefix, form)
                .forEach((name, text) -> {
                    if (!text.isEmpty()) {
                        filled.put(name, text);
                    }
                });
        return filled.keySet().stream().allMatch("country"::equals) ? Map.of() : filled;
    }

    private static AddressBoxes of(String prefix, Map<String, String> parts, Locale locale) {
        String country = parts.getOrDefault("country", "");
        String region = parts.getOrDefault("region", "");
        return new AddressBoxes(
                prefix,
                Layout.of(country),
                parts.getOrDefault("line1", ""),
                parts.getOrDefault("line2", ""),
                parts.getOrDefault("postcode", ""),
                parts.getOrDefault("city", ""),
                region,
                country,
                countries(locale),
                states(region));
    }

    /// A state that somebody typed differently stays to be chosen.
    private static List<String> states(String region) {
        var states = new ArrayList<>(MALAYSIA);
        if (!region.isEmpty() && !states.contains(region)) {
            states.addFirst(region);
        }
        return states;
    }

    private static List<Country> countries(Locale locale) {
        Comparator<Country> byName =
                Comparator.comparing(Country::name, Collator.getInstance(locale)::compare);
        var all = new ArrayList<Country>();
        NEAR.forEach(code -> all.add(country(code, locale)));
        java.util.Arrays.stream(Locale.getISOCountries())
                .filter(code -> !NEAR.contains(code))
                .map(code -> country(code, locale))
                .sorted(byName)
                .forEach(all::add);
        return all;
    }

    private static Country country(String code, Locale locale) {
        return new Country(code, Locale.of("", code).getDisplayCountry(locale));
    }
}
