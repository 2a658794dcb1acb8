package custos.web.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Files of what no public file tells: what people are, which rewards they had, what they answered
/// and wished, whose fields staff looked at. Made by chance that is always the same.
final class OwnFiles {
    static final LocalDate BEGIN = LocalDate.of(2026, 11, 22);
    static final LocalDate END = LocalDate.of(2027, 4, 10);
    static final int PEOPLE = 150;

    private static final int DAYS = 130;

    private final Path dir;
    private final Random chance = new Random(20_261_122);

    OwnFiles(Path dir) {
        this.dir = dir;
    }

    Path people() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < PEOPLE; i++) {
            lines.add(
                    String.join(
                            ",",
                            "P" + i,
                            "Person " + words(i),
                            "p" + i + "@example.org",
                            maybe(BEGIN.minusDays(6_800L + chance.nextInt(20_000)).toString()),
                            oneOf("female", "female", "male", "male", "other", ""),
                            maybe(Integer.toString(chance.nextInt(6))),
                            oneOf("primary", "secondary", "secondary", "university", ""),
                            oneOf("Baker", "Cook", "Cook", "Judge " + i, "other", ""),
                            oneOf("0-19999", "20000-39999", ""),
                            oneOf("Radio", " radio", "The Market", "a friend of " + i, ""),
                            oneOf("yes", "yes", "yes", "no", ""),
                            BEGIN.minusDays(chance.nextInt(900)).toString()));
        }
        return write(
                "people.csv",
                "number,name,email,birth date,gender,children,education,profession,income,"
                        + "heard from,counted,counted on",
                lines);
    }

    /// Nobody is taken for somebody else.
    private static String words(int i) {
        return "" + (char) ('A' + i % 26) + (char) ('a' + i / 26) + "vard";
    }

    private String oneOf(String... all) {
        return all[chance.nextInt(all.length)];
    }

    private String maybe(String text) {
        return chance.nextInt(5) == 0 ? "" : text;
    }

    private String somebody() {
        return "P" + chance.nextInt(PEOPLE);
    }

    private LocalDate before() {
        return BEGIN.minusDays(chance.nextInt(1_000));
    }

    Path movements() {
        var lines = new ArrayList<String>();
        var held = new HashMap<String, Integer>();
        for (int i = 0; i < 300; i++) {
            String who = somebody();
            String unit = oneOf("points", "stamps");
            int had = held.getOrDefault(who + unit, 0);
            int moved = had > 20 && chance.nextBoolean() ? -(1 + chance.nextInt(20)) : had + 5;
            held.merge(who + unit, moved, Integer::sum);
            lines.add(who + "," + moved + "," + unit + "," + before());
        }
        return write("movements.csv", "number,movement,unit,moved on", lines);
    }

    /// Where no number stands the answer is anonymous.
    Path answers() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 240; i++) {
            boolean ten = chance.nextInt(3) > 0;
            lines.add(
                    (chance.nextInt(4) == 0 ? "" : somebody())
                            + ","
                            + (ten
                                    ? "0-10," + chance.nextInt(11)
                                    : "1-10," + (1 + chance.nextInt(10)))
                            + ","
                            + before());
        }
        return write("answers.csv", "number,scale,score,answered on", lines);
    }

    Path wishes() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            lines.add(
                    somebody()
                            + ","
                            + oneOf("lamp", "chair", "kettle", "rug", "clock")
                            + ","
                            + oneOf("true", "false", "false")
                            + ","
                            + oneOf("", "1", "2", "3", "4", "5"));
        }
        return write("wishes.csv", "number,item,favourite,rating", lines);
    }

    /// What customers say of the newsletter and whose fields are looked at, day by day.
    Path days() {
        var lines = new ArrayList<String>();
        Set<String> agreed = new HashSet<>();
        for (int day = 1; day < DAYS; day++) {
            LocalDate on = BEGIN.plusDays(day);
            for (int i = 0; i < 3; i++) {
                String who = somebody();
                String by = oneOf("email", "email", "sms");
                boolean yes = !agreed.remove(who + by);
                if (yes) {
                    agreed.add(who + by);
                }
                lines.add(on + "," + who + "," + (yes ? "yes" : "no") + "," + by);
            }
            if (chance.nextInt(3) == 0) {
                lines.add(on + "," + somebody() + ",look," + oneOf("olga", "olga", "petr"));
            }
        }
        return write("days.csv", "on,number,what,by", lines);
    }

    private Path write(String name, String head, List<String> lines) {
        Path file = dir.resolve(name);
        var all = new ArrayList<String>();
        all.add(head);
        all.addAll(lines);
        try {
            Files.write(file, all, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /// How to read the people.
    static String map() {
        return """
        columns:
          "number": number
          "name": full_name
          "email": email
          "birth date": birth_date
          "gender": field:gender
          "children": field:children
          "education": field:education
          "profession": field:profession
          "income": field:income_band
          "heard from": heard_from
        match_by: [number]
        country: CZ
        dates: day-first
        source: import
        consents:
          - column: "counted"
            date_column: "counted on"
            purposes: [profiling]
            channels: [web]
            method: import
            proof: "signed forms in the office"
            language: en
            notice: current
        """;
    }

    static final Map<String, String> WORDS =
            Map.of(
                    "female", "Female",
                    "male", "Male",
                    "other", "Other",
                    "primary", "Primary school",
                    "secondary", "Secondary school",
                    "vocational", "Vocational training",
                    "university", "University");
}
