package custos.vault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// People whom nobody has ever met: every value is made by chance from a seed, so that it stands in
/// no file of ours unless the vault put it there.
public final class Strangers {
    private static final String[] SYLLABLES = {
        "ba", "vě", "ro", "lu", "mi", "še", "ta", "du", "ky", "ře", "no", "zi", "ja", "pů", "hla"
    };

    private final Random random;
    private int made;

    public Strangers(long seed) {
        random = new Random(seed);
    }

    public record Stranger(
            String given,
            String family,
            String email,
            String phone,
            String line1,
            String city,
            String postcode,
            String birthDate,
            String company,
            String number,
            String note,
            String profession,
            String hobby) {

        public String fullName() {
            return given + " " + family;
        }

        public Map<String, Object> fields() {
            var raw = new LinkedHashMap<String, Object>();
            raw.put("full_name", fullName());
            raw.put("email", email);
            raw.put("phone", phone);
            raw.put(
                    "address",
                    Map.of("line1", line1, "city", city, "postcode", postcode, "country", "PL"));
            raw.put("birth_date", birthDate);
            raw.put("company", company);
            raw.put("number", number);
            raw.put("note", note);
            raw.put("profession", profession);
            raw.put("hobbies", List.of(hobby));
            return raw;
        }

        /// Whatever would tell that she is a customer, each of 5 bytes or more.
        public List<String> values() {
            String national = phone.substring(4);
            String spaced =
                    national.substring(0, 3)
                            + " "
                            + national.substring(3, 6)
                            + " "
                            + national.substring(6);
            return Stream.of(
                            given,
                            family,
                            fullName(),
                            email,
                            email.substring(0, email.indexOf('@')),
                            phone,
                            national,
                            spaced,
                            line1,
                            city,
                            postcode,
                            birthDate,
                            company,
                            number,
                            note,
                            profession,
                            hobby)
                    .toList();
        }
    }

    public Stranger next() {
        made++;
        String family = word(4);
        return new Stranger(
                word(3),
                family,
                plain(9) + "." + made + "@" + plain(8) + ".example",
                "+420601" + digits(6),
                word(4) + " " + (1 + random.nextInt(900)),
                word(4),
                digits(2) + "-" + digits(3),
                "19%02d-%02d-%02d"
                        .formatted(
                                40 + random.nextInt(60),
                                1 + random.nextInt(12),
                                1 + random.nextInt(28)),
                word(4) + " " + word(3),
                "C" + digits(9),
                "volat " + word(4) + " po šesté",
                word(5),
                word(5));
    }

    public List<Stranger> next(int count) {
        var strangers = new ArrayList<Stranger>(count);
        for (int i = 0; i < count; i++) {
            strangers.add(next());
        }
        return strangers;
    }

    /// A word of so many syllables, with a capital.
    public String word(int syllables) {
        var word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        word.setCharAt(0, Character.toUpperCase(word.charAt(0)));
        return word.toString();
    }

    private String plain(int letters) {
        var word = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    public String digits(int count) {
        var digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }
}
