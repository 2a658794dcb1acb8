package custos.web;

import custos.customer.FieldValue;
import custos.customer.PostalAddress;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The boxes in which an address is typed: those of its country where we know how it writes
/// addresses, general ones otherwise. What is filled is shown in any case, so that nothing typed is
/// lost when the country changes.
public final class AddressBoxes {
    /// The countries that most of our customers live in stand first.
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

    private final Writer writer;
    private final EnumMap<Part, String> texts;

    private AddressBoxes(Writer writer, Function<Part, String> texts) {
        this.writer = writer;
        this.texts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            this.texts.put(part, texts.apply(part));
        }
    }

    /// Who fills the boxes in.
    public enum Writer {
        /// On the shop's computer: its browser must keep nothing of a customer.
        STAFF("address."),
        /// On her own: her browser may fill in what it knows of her.
        CUSTOMER("");

        private final String prefix;

        Writer(String prefix) {
            this.prefix = prefix;
        }

        /// The name and the id of a box. A mistake that is about the whole address stands at the
        /// first line.
        public String name(Part part) {
            return prefix + part.code();
        }
    }

    /// A part of an address: the country and what has a box of its own.
    public enum Part {
        LINE1("address-line1"),
        LINE2("address-line2"),
        POSTCODE("postal-code"),
        CITY("address-level2"),
        REGION("address-level1"),
        COUNTRY("country");

        private final String token;

        Part(String token) {
            this.token = token;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public int max() {
            return this == POSTCODE ? 16 : 120;
        }
    }

    /// How a country writes addresses.
    public enum Layout {
        /// Czech and Slovak: street and house number, PSČ, town.
        CZ,
        /// Malaysian: lines, poskod, bandar, negeri.
        MY,
        ANY;

        private static Layout of(String country) {
            return switch (country) {
                case "CZ", "SK" -> CZ;
                case "MY" -> MY;
                default -> ANY;
            };
        }
    }

    /// The boxes of an address that is kept; where there is none, empty ones of a country.
    public static AddressBoxes of(Writer writer, Optional<FieldValue> kept, String defaultCountry) {
        return kept.map(PostalAddress::of)
                .map(address -> new AddressBoxes(writer, part -> text(address, part)))
                .orElseGet(() ->
                        new AddressBoxes(
                                writer, part -> part == Part.COUNTRY ? defaultCountry : ""));
    }

    private static String text(PostalAddress address, Part part) {
        return switch (part) {
            case LINE1 -> address.line1();
            case LINE2 -> address.line2();
            case POSTCODE -> address.postcode();
            case CITY -> address.city();
            case REGION -> address.region();
            case COUNTRY -> address.country().map(code -> code.value()).orElse("");
        };
    }

    /// The boxes as they were typed.
    public static AddressBoxes of(Writer writer, Form form) {
        return new AddressBoxes(writer, part -> form.text(writer.name(part)));
    }

    /// The boxes with the texts of a form, by the names of the boxes.
    public static AddressBoxes of(Writer writer, Map<String, String> texts) {
        return new AddressBoxes(writer, part -> texts.getOrDefault(writer.name(part), ""));
    }

    public String text(Part part) {
        return texts.getOrDefault(part, "");
    }

    public String country() {
        return text(Part.COUNTRY);
    }

    public Layout layout() {
        return Layout.of(country());
    }

    public String name(Part part) {
        return writer.name(part);
    }

    /// The end of the key that names a box in the way of its country.
    public String wording(Part part) {
        return layout().name().toLowerCase(Locale.ROOT) + "." + part.code();
    }

    /// What the browser may fill in and keep.
    public String autocomplete(Part part) {
        return writer == Writer.STAFF ? "off" : part.token;
    }

    /// Whether another country's boxes can be had without sending the form.
    public boolean follow() {
        return writer == Writer.STAFF;
    }

    public boolean showsRegion() {
        return layout() != Layout.CZ || !text(Part.REGION).isEmpty();
    }

    /// Whether nothing but a country stands in them.
    public boolean isEmpty() {
        return texts.entrySet().stream()
                .allMatch(part -> part.getKey() == Part.COUNTRY || part.getValue().isEmpty());
    }

    /// Whether the country's postcodes have five digits and this one has not.
    public boolean hasWrongPostcode() {
        String digits = text(Part.POSTCODE).replaceAll("[\\s\\p{Zs}-]", "");
        return layout() != Layout.ANY && !digits.isEmpty() && !digits.matches("[0-9]{5}");
    }

    /// As the vault reads an address: the filled parts.
    public Map<String, Object> raw() {
        var filled = new LinkedHashMap<String, Object>();
        texts.forEach((part, text) -> {
            if (!text.isEmpty()) {
                filled.put(part.code(), text);
            }
        });
        return filled;
    }

    /// The states to choose from; one that somebody wrote differently stays to be chosen.
    public List<String> states() {
        return with(MALAYSIA, text(Part.REGION));
    }

    /// All countries in a reader's language and order, near ones first.
    public List<Choice> countries(Locale locale) {
        return countries(locale, country());
    }

    /// All countries, with none chosen.
    public static List<Choice> allCountries(Locale locale) {
        return countries(locale, "");
    }

    private static List<Choice> countries(Locale locale, String typed) {
        Comparator<Choice> byName =
                Comparator.comparing(Choice::label, Collator.getInstance(locale)::compare);
        var all = new ArrayList<Choice>();
        NEAR.forEach(code -> all.add(country(code, locale)));
        with(List.of(Locale.getISOCountries()), typed).stream()
                .filter(code -> !NEAR.contains(code))
                .map(code -> country(code, locale))
                .sorted(byName)
                .forEach(all::add);
        return all;
    }

    private static List<String> with(List<String> known, String typed) {
        var all = new ArrayList<>(known);
        if (!typed.isEmpty() && !known.contains(typed)) {
            all.addFirst(typed);
        }
        return all;
    }

    private static Choice country(String code, Locale locale) {
        return new Choice(code, Locale.of("", code).getDisplayCountry(locale));
    }

    /// Whether the same stands in the same boxes.
    @Override
    public boolean equals(Object other) {
        return other instanceof AddressBoxes boxes
                && boxes.writer == writer
                && boxes.texts.equals(texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    /// Redacted: an address is personal data.
    @Override
    public String toString() {
        return "AddressBoxes[redacted]";
    }
}
