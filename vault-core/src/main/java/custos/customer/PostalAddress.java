package custos.customer;

import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A postal address: two lines, town, postcode, region, country; each part may be missing (empty),
/// not all of them.
///
/// Postcodes are read with any spacing. Where we know the country's form it is checked and kept in
/// its normal form (Czechia, Slovakia and Malaysia: five digits); elsewhere it is kept as typed.
public record PostalAddress(
        String line1,
        String line2,
        String city,
        String postcode,
        String region,
        Optional<CountryCode> country) {
    private static final int MAX_LINE = 120;
    private static final int MAX_POSTCODE = 16;
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Zs}]+");
    private static final Pattern SPACES_AND_DASHES = Pattern.compile("[\\s\\p{Zs}-]+");
    private static final Pattern FIVE = Pattern.compile("[0-9]{5}");
    private static final Map<String, String> FIVE_DIGITS =
            Map.of("CZ", "a Czech PSČ", "SK", "a Slovak PSČ", "MY", "a Malaysian postcode");

    public PostalAddress {
        line1 = PlainText.line("an address line", line1, 0, MAX_LINE);
        line2 = PlainText.line("an address line", line2, 0, MAX_LINE);
        city = PlainText.line("a town", city, 0, MAX_LINE);
        region = PlainText.line("a region", region, 0, MAX_LINE);
        postcode = normalPostcode(postcode, country);
        if (Stream.of(line1, line2, city, postcode, region).allMatch(String::isEmpty)
                && country.isEmpty()) {
            throw new IllegalArgumentException("an address has at least one part");
        }
    }

    /// Reads the object that [#toValue] makes. Unknown members are ignored, so that an address of a
    /// later edition still reads.
    public static PostalAddress of(FieldValue value) {
        if (value instanceof FieldValue.Json(Members parts)) {
            return new PostalAddress(
                    part(parts, "line1"),
                    part(parts, "line2"),
                    part(parts, "city"),
                    part(parts, "postcode"),
                    part(parts, "region"),
                    Optional.of(part(parts, "country"))
                            .filter(code -> !code.isEmpty())
                            .map(CountryCode::new));
        }
        throw new IllegalArgumentException("an address is stored as an object");
    }

    /// The value as it is stored: an object without its empty parts.
    public FieldValue toValue() {
        return new FieldValue.Json(
                JsonValue.object()
                        .put("line1", filled(line1))
                        .put("line2", filled(line2))
                        .put("city", filled(city))
                        .put("postcode", filled(postcode))
                        .put("region", filled(region))
                        .put("country", country.map(CountryCode::value))
                        .build());
    }

    /// The address for comparing: case, accents, punctuation and spacing do not count.
    public String compareForm() {
        String words =
                Stream.of(line1, line2, city, region)
                        .map(SearchText::fold)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "));
        return words + "|" + tight(postcode) + "|" + country.map(CountryCode::value).orElse("");
    }

    /// The filled parts in the order in which they are written, for a label or a line.
    public List<String> parts() {
        return Stream.of(
                        line1,
                        line2,
                        (postcode + " " + city).strip(),
                        region,
                        country.map(CountryCode::value).orElse(""))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "PostalAddress[redacted]";
    }

    private static String normalPostcode(String typed, Optional<CountryCode> country) {
        String clean = PlainText.line("a postcode", typed, 0, MAX_POSTCODE);
        String name = country.map(code -> FIVE_DIGITS.getOrDefault(code.value(), "")).orElse("");
        if (clean.isEmpty() || name.isEmpty()) {
            return SPACES.matcher(clean).replaceAll(" ");
        }
        String digits = SPACES_AND_DASHES.matcher(clean).replaceAll("");
        if (!FIVE.matcher(digits).matches()) {
            throw new IllegalArgumentException(name + " has five digits");
        }
        return digits;
    }

    private static String tight(String postcode) {
        return postcode.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private static Optional<String> filled(String part) {
        return Optional.of(part).filter(text -> !text.isEmpty());
    }

    private static String part(Members parts, String name) {
        return parts.find(name).isPresent() ? parts.text(name) : "";
    }
}
