package custos.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Fictional people, the same for the same seed. Their addresses are on example.org, which belongs
/// to nobody (RFC 2606).
final class DemoPeople {
    private static final List<Land> LANDS =
            List.of(
                    new Land(
                            "CZ",
                            "cs",
                            "+420 601 000 %03d",
                            List.of(
                                    "Jan", "Petr", "Tomáš", "Eva", "Hana", "Lenka", "Šárka",
                                    "Jiří"),
                            List.of("Nový", "Dvořák", "Černý", "Procházka", "Kučera", "Řehoř"),
                            List.of("Lipová", "Zahradní", "Školní", "Na Příkopě"),
                            List.of(
                                    "110 00 Praha",
                                    "602 00 Brno",
                                    "702 00 Ostrava",
                                    "301 00 Plzeň")),
                    new Land(
                            "MY",
                            "ms",
                            "+60 12-000 0%03d",
                            List.of(
                                    "Ahmad",
                                    "Siti",
                                    "Nurul",
                                    "Faiz",
                                    "Mei Ling",
                                    "Kavitha",
                                    "Aina"),
                            List.of("bin Osman", "binti Rahman", "Tan", "a/l Muthu", "Lim", "Aziz"),
                            List.of("Jalan Melati", "Jalan Ampang", "Lorong Kenanga"),
                            List.of(
                                    "50450 Kuala Lumpur",
                                    "10200 George Town",
                                    "80000 Johor Bahru")),
                    new Land(
                            "GB",
                            "en",
                            "+44 7700 900%03d",
                            List.of("Alice", "Oliver", "Grace", "Henry", "Ruth", "Samuel", "Zoë"),
                            List.of("Smith", "O'Neill", "Brown", "Taylor", "Ward", "Łukasz"),
                            List.of("High Street", "Mill Lane", "Station Road"),
                            List.of("SW1A 1AA London", "M1 1AE Manchester", "EH1 1YZ Edinburgh")));

    private final Random chance;

    DemoPeople(long seed) {
        this.chance = new Random(seed);
    }

    private record Land(
            String country,
            String language,
            String phone,
            List<String> first,
            List<String> last,
            List<String> streets,
            List<String> towns) {}

    /// The plain fields of one person, as a form would hand them over.
    Map<String, Object> person(int no) {
        Land land = LANDS.get(no % LANDS.size());
        String first = any(land.first());
        String last = any(land.last());
        var fields = new LinkedHashMap<String, Object>();
        fields.put("full_name", first + " " + last);
        fields.put("email", email(first, no));
        fields.put("phone", land.phone().formatted(no));
        fields.put("language", land.language());
        fields.put("number", "D-%05d".formatted(no));
        if (chance.nextInt(10) < 8) {
            fields.put("address", address(land));
        }
        if (chance.nextInt(10) < 4) {
            fields.put("birth_date", birthDate().toString());
        }
        return fields;
    }

    boolean maybe(int percent) {
        return chance.nextInt(100) < percent;
    }

    int upTo(int bound) {
        return chance.nextInt(bound);
    }

    <T> T any(List<T> choices) {
        return choices.get(chance.nextInt(choices.size()));
    }

    private static String email(String first, int no) {
        String plain =
                java.text.Normalizer.normalize(first, java.text.Normalizer.Form.NFD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z]", "");
        return "%s.%d@example.org".formatted(plain, no);
    }

    private Map<String, Object> address(Land land) {
        String town = any(land.towns());
        int cut = town.indexOf(' ', land.country().equals("MY") ? 0 : town.indexOf(' ') + 1);
        return Map.of(
                "line1",
                any(land.streets()) + " " + (1 + chance.nextInt(80)),
                "postcode",
                town.substring(0, cut),
                "city",
                town.substring(cut + 1),
                "country",
                land.country());
    }

    private LocalDate birthDate() {
        return LocalDate.of(1945, 1, 1).plusDays(chance.nextInt(365 * 60));
    }
}
