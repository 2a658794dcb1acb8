package custos.web.data;

import custos.web.data.SourceFile.Row;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The people of the Czech e-shop's export, read by rules written down once more: who they are is
/// in the answer key, what they said is in the export.
final class CzechExport {
    static final Path FILE = SourceFile.data("cz-eshop-export-windows1250.csv");
    private static final Set<String> YES = Set.of("ano", "a", "1", "x", "true");
    private static final Set<String> NO = Set.of("ne", "n", "0", "false");
    private static final int GROWN_UP = 18;

    private final LocalDate today;

    CzechExport(LocalDate today) {
        this.today = today;
    }

    /// @param given the day of a yes that counts
    /// @param refused whether any row says no
    /// @param told the day of what was said, where it was not today
    record Person(
            String email,
            Optional<LocalDate> birth,
            String heardFrom,
            List<Integer> scores,
            Optional<LocalDate> given,
            boolean refused,
            Optional<LocalDate> told) {}

    private record Pair(Row raw, Row key) {}

    List<Person> people() {
        List<Row> raw = SourceFile.rows(FILE, Charset.forName("windows-1250"), ';');
        List<Row> key = SourceFile.rows(SourceFile.data("cz-eshop-export-expected.csv"));
        var people = new TreeMap<Integer, List<Pair>>();
        for (int i = 0; i < raw.size(); i++) {
            people.computeIfAbsent(
                            Integer.valueOf(key.get(i).of("person_cluster")),
                            _ -> new ArrayList<>())
                    .add(new Pair(raw.get(i), key.get(i)));
        }
        return people.values().stream().map(this::person).toList();
    }

    private Person person(List<Pair> rows) {
        Optional<LocalDate> birth =
                Optional.of(first(rows.stream().map(row -> row.key().of("birth_iso")).toList()))
                        .filter(text -> !text.isEmpty())
                        .map(LocalDate::parse);
        String note = first(rows.stream().map(row -> row.raw().of("Poznámka")).toList());
        boolean barred = note.contains("nechce reklamu");
        Optional<LocalDate> refusedOn = Optional.empty();
        Optional<LocalDate> given = Optional.empty();
        boolean refused = false;
        for (Pair row : rows) {
            String said = row.raw().of("Souhlas s marketingem").toLowerCase(Locale.ROOT);
            Optional<LocalDate> on = day(row.raw().of("Datum souhlasu"));
            if (NO.contains(said) && !refused) {
                refused = true;
                refusedOn = on.filter(day -> !day.isAfter(today));
            }
            if (YES.contains(said)) {
                barred |= row.raw().of("Poznámka").contains("nechce reklamu");
                barred |= isYoung(birth, on.orElse(today));
                given = given.or(() -> on.filter(day -> !day.isAfter(today)));
            }
        }
        boolean counts = given.isPresent() && !refused && !barred;
        return new Person(
                first(rows.stream().map(row -> row.key().of("email_norm")).toList()),
                birth,
                first(rows.stream().map(row -> row.raw().of("Jak nás našli")).toList()),
                rows.stream()
                        .map(row -> row.raw().of("NPS"))
                        .filter(score -> !score.isEmpty())
                        .map(Integer::valueOf)
                        .toList(),
                counts ? given : Optional.empty(),
                refused,
                refused ? refusedOn : counts ? given : Optional.empty());
    }

    private static boolean isYoung(Optional<LocalDate> birth, LocalDate on) {
        return birth.map(born -> Period.between(born, on).getYears() < GROWN_UP).orElse(false);
    }

    private static String first(List<String> cells) {
        return cells.stream().filter(cell -> !cell.isBlank()).findFirst().orElse("");
    }

    /// `2022-09-12`, or day, month and year with dots or slashes, with or without spaces.
    private static Optional<LocalDate> day(String written) {
        if (written.isBlank()) {
            return Optional.empty();
        }
        if (written.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return Optional.of(LocalDate.parse(written));
        }
        String[] part = written.split("[./]\\s*", -1);
        return Optional.of(
                LocalDate.of(
                        Integer.parseInt(part[2].strip()),
                        Integer.parseInt(part[1].strip()),
                        Integer.parseInt(part[0].strip())));
    }

    /// The text of the answer key's map file with these purposes.
    static String map(String purposes) throws java.io.IOException {
        return java.nio.file.Files.readString(
                        Path.of("../docs/examples/czech-eshop-map.yaml"), StandardCharsets.UTF_8)
                .replace("purposes: [marketing]", "purposes: [" + purposes + "]");
    }
}
