package custos.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.consents.ConsentAnswer;
import custos.vault.imports.ImportLines.Outcome;
import custos.web.data.FileShop.At;
import custos.web.data.SourceFile.Row;
import custos.web.lists.Listed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists and figures about what customers are, had, answered and wished, beside files that say so.
class OwnFilesTest {
    @TempDir private Path dir;
    private FileShop shop;
    private OwnFiles files;
    private List<Row> people;

    @BeforeEach
    void open() {
        shop = new FileShop(dir);
        files = new OwnFiles(dir);
        Path file = files.people();
        people = SourceFile.rows(file);
        assertThat(shop.bring(file, OwnFiles.map()).count(Outcome.CREATED))
                .isEqualTo(OwnFiles.PEOPLE);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void add(Row row, String kind, Map<String, ?> fields) {
        Listed.add(shop.shop(), shop.withNumber(row.of("number")), kind, fields);
    }

    @Test
    void favourites_are_who_wished_for_something_dearly() {
        var liked = new TreeMap<String, List<Row>>();
        List<Row> wishes = SourceFile.rows(files.wishes());
        for (Row row : wishes) {
            var fields = new HashMap<String, Object>();
            fields.put("item", row.of("item"));
            fields.put("favourite", Boolean.valueOf(row.of("favourite")));
            if (row.has("rating")) {
                fields.put("rating", Integer.valueOf(row.of("rating")));
            }
            add(row, "wish", fields);
            if (row.of("favourite").equals("true")
                    || (row.has("rating") && Integer.parseInt(row.of("rating")) >= 5)) {
                liked.computeIfAbsent(row.of("number"), _ -> new ArrayList<>()).add(row);
            }
        }
        var expected = new TreeMap<String, String>();
        liked.forEach((number, rows) -> expected.put(number, told(rows)));

        var listed = new TreeMap<String, String>();
        for (Row row : shop.list("favourites", "service/email", "rating", "5")) {
            listed.put(
                    row.of("number"),
                    row.of("reason") + " " + row.of("items") + " " + row.of("best_rating"));
        }
        assertThat(listed).isEqualTo(expected).hasSizeGreaterThan(40);
    }

    private static String told(List<Row> rows) {
        boolean favourite = rows.stream().anyMatch(row -> row.of("favourite").equals("true"));
        var items = new LinkedHashSet<String>();
        rows.forEach(row -> items.add(row.of("item")));
        String best =
                rows.stream().map(row -> row.of("rating")).max(String::compareTo).orElseThrow();
        return (favourite ? "favourite" : "rated") + " " + String.join("; ", items) + " " + best;
    }

    @Test
    void sources_are_named_from_five_on() {
        var counts = new HashMap<String, Integer>();
        for (Row row : people) {
            if (row.has("heard from")) {
                String told = row.of("heard from").strip().toLowerCase(java.util.Locale.ROOT);
                counts.merge(told.startsWith("a friend") ? "others" : told, 1, Integer::sum);
            }
        }
        assertThat(counts).containsOnlyKeys("radio", "the market", "others");
        var expected = new HashMap<At, String>();
        counts.forEach((source, count) ->
                expected.put(
                        new At("Where customers heard of us", source, "Customers"),
                        count.toString()));
        assertThat(shop.figure("sources", "")).isEqualTo(expected);
    }

    @Test
    void a_profile_is_of_those_whose_yes_is_not_two_years_old() {
        Map<String, Function<Row, String>> dimensions = new LinkedHashMap<>();
        dimensions.put("Age", row -> age(row.of("birth date")));
        dimensions.put("Gender", row -> word(row.of("gender")));
        dimensions.put(
                "Number of children",
                row -> row.of("children").matches("[3-9]") ? "3+" : word(row.of("children")));
        dimensions.put("Education", row -> word(row.of("education")));
        dimensions.put(
                "Profession",
                row ->
                        switch (row.of("profession")) {
                            case "" -> "not known";
                            case "Baker", "Cook" -> row.of("profession");
                            default -> "others";
                        });
        dimensions.put("Income band", row -> row.has("income") ? row.of("income") : "not known");
        List<Row> counted = people.stream().filter(OwnFilesTest::isCounted).toList();
        assertThat(counted).hasSizeBetween(30, 120);

        Map<At, String> cells = shop.figure("profile", "");

        dimensions.forEach((name, category) -> {
            var counts = new HashMap<String, Integer>();
            counted.forEach(row -> counts.merge(category.apply(row), 1, Integer::sum));
            Set<String> hidden = Hidden.of(counts);
            counts.forEach((label, count) -> {
                boolean shown = !hidden.contains(label);
                assertThat(cells.remove(new At(name, label, "Customers")))
                        .as("%s %s", name, label)
                        .isEqualTo(shown ? count.toString() : Hidden.WORD);
                assertThat(cells.remove(new At(name, label, "Customers, percent")))
                        .as("%s %s in percent", name, label)
                        .isEqualTo(shown ? Hidden.percent(count, counted.size()) : Hidden.WORD);
            });
        });
        assertThat(cells.values()).as("all else is empty").containsOnly("0", "0.0");
    }

    /// A yes that is too old by now is not taken in, nor is that of somebody too young.
    private static boolean isCounted(Row row) {
        LocalDate on = LocalDate.parse(row.of("counted on"));
        boolean grown =
                !row.has("birth date")
                        || Period.between(LocalDate.parse(row.of("birth date")), on).getYears()
                                >= 18;
        return row.of("counted").equals("yes") && grown && on.plusYears(2).isAfter(OwnFiles.BEGIN);
    }

    private static String word(String code) {
        return code.isEmpty() ? "not known" : OwnFiles.WORDS.getOrDefault(code, code);
    }

    private static String age(String born) {
        if (born.isEmpty()) {
            return "not known";
        }
        int years = Period.between(LocalDate.parse(born), OwnFiles.BEGIN).getYears();
        return Stream.of("0-17", "18-24", "25-34", "35-44", "45-54", "55-64")
                .filter(band -> years <= Integer.parseInt(band.replaceFirst(".*-", "")))
                .findFirst()
                .orElse("65+");
    }

    @Test
    void rewards_are_what_was_given_and_used_in_a_month() {
        var expected = new HashMap<At, String>();
        var sums = new TreeMap<String, Map<YearMonth, int[]>>();
        var people = new HashMap<String, Set<String>>();
        for (Row row : SourceFile.rows(files.movements())) {
            int movement = Integer.parseInt(row.of("movement"));
            LocalDate on = LocalDate.parse(row.of("moved on"));
            add(
                    row,
                    "reward-movement",
                    Map.of(
                            "movement", movement,
                            "unit", row.of("unit"),
                            "moved_on", row.of("moved on")));
            int[] sum =
                    sums.computeIfAbsent(row.of("unit"), _ -> new TreeMap<>())
                            .computeIfAbsent(YearMonth.from(on), _ -> new int[2]);
            sum[movement > 0 ? 0 : 1] += Math.abs(movement);
            people.computeIfAbsent(row.of("unit") + YearMonth.from(on), _ -> new HashSet<>())
                    .add(row.of("number"));
        }
        sums.forEach((unit, months) -> {
            String table = unit.equals("points") ? "Points" : "Stamps";
            newest(months)
                    .forEach((month, sum) -> {
                        boolean shown = people.getOrDefault(unit + month, Set.of()).size() >= 5;
                        String given = shown ? "" + sum[0] : Hidden.WORD;
                        String used = shown ? "" + sum[1] : Hidden.WORD;
                        expected.put(new At(table, month.toString(), "Given"), given);
                        expected.put(new At(table, month.toString(), "Used"), used);
                    });
        });
        assertThat(shop.figure("rewards", "")).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(80);
        assertThat(expected.values()).contains(Hidden.WORD).anyMatch(cell -> cell.matches("\\d+"));
    }

    /// The 24 newest months that have anything.
    private static <T> Map<YearMonth, T> newest(Map<YearMonth, T> months) {
        var newest = new TreeMap<>(months);
        while (newest.size() > 24) {
            newest.pollFirstEntry();
        }
        return newest;
    }

    @Test
    void consents_and_reveals_are_counted_as_the_days_went_by() {
        List<Row> days = SourceFile.rows(files.days());
        days.forEach(this::happens);
        until(OwnFiles.END);

        assertThat(shop.figure("consents", "?purpose=newsletter")).isEqualTo(consents(days));
        assertThat(shop.figure("reveals", "")).isEqualTo(reveals(days));
    }

    private void until(LocalDate day) {
        Instant then = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        Instant now = shop.shop().clock().instant();
        if (then.isAfter(now)) {
            shop.shop().clock().advance(Duration.between(now, then));
        }
    }

    private void happens(Row row) {
        until(LocalDate.parse(row.of("on")));
        var vault = shop.shop().vault();
        if (row.of("what").equals("look")) {
            vault.customers()
                    .reveal(
                            shop.withNumber(row.of("number")),
                            Set.of(new FieldId("email")),
                            "customer-request",
                            new Actor.Staff(row.of("by"), "staff"));
            return;
        }
        var english = new Language("en");
        var answer =
                new ConsentAnswer(
                        new PurposeId("newsletter"),
                        new ChannelId(row.of("by")),
                        row.of("what").equals("yes"),
                        new MethodId("portal"),
                        Optional.of(english),
                        vault.policies().noticeInForce(english),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        vault.consents()
                .record(
                        shop.withNumber(row.of("number")),
                        List.of(answer),
                        new SourceId("portal"),
                        new Actor.Customer());
    }

    private Map<At, String> consents(List<Row> days) {
        var first = new TreeMap<YearMonth, Integer>();
        people.forEach(row -> {
            boolean told = row.of("counted").equals("no") || isCounted(row);
            LocalDate since = told ? LocalDate.parse(row.of("counted on")) : OwnFiles.BEGIN;
            first.merge(YearMonth.from(since), 1, Integer::sum);
        });
        var expected = new HashMap<At, String>();
        for (YearMonth month = YearMonth.from(OwnFiles.END).minusMonths(23);
                !month.isAfter(YearMonth.from(OwnFiles.END));
                month = month.plusMonths(1)) {
            int given = 0;
            int withdrawn = 0;
            var agreed = new HashSet<String>();
            for (Row row : days) {
                YearMonth at = YearMonth.parse(row.of("on").substring(0, 7));
                if (row.of("what").equals("look") || at.isAfter(month)) {
                    continue;
                }
                boolean yes = row.of("what").equals("yes");
                given += yes && at.equals(month) ? 1 : 0;
                withdrawn += !yes && at.equals(month) ? 1 : 0;
                String by = row.of("number") + " " + row.of("by");
                boolean _ = yes ? agreed.add(by) : agreed.remove(by);
            }
            long people =
                    agreed.stream().map(by -> by.substring(0, by.indexOf(' '))).distinct().count();
            int customers = first.headMap(month, true).values().stream().mapToInt(n -> n).sum();
            String rate = "Customers who agree, in percent at each month’s end";
            String moves = "Given and withdrawn";
            String label = month.toString();
            expected.put(new At(rate, label, "Customers who agreed"), "" + people);
            expected.put(new At(rate, label, "Customers"), "" + customers);
            expected.put(new At(rate, label, "Agreed, percent"), Hidden.percent(people, customers));
            expected.put(new At(moves, label, "Given"), "" + given);
            expected.put(new At(moves, label, "Withdrawn"), "" + withdrawn);
        }
        return expected;
    }

    private static Map<At, String> reveals(List<Row> days) {
        var year = new TreeMap<String, Integer>();
        var month = new TreeMap<String, Integer>();
        for (Row row : days) {
            if (row.of("what").equals("look")) {
                year.merge(row.of("by"), 1, Integer::sum);
                boolean now = row.of("on").startsWith(YearMonth.from(OwnFiles.END).toString());
                month.merge(row.of("by"), now ? 1 : 0, Integer::sum);
            }
        }
        var expected = new HashMap<At, String>();
        String table = "Reveals by member of staff";
        year.forEach(
                (who, n) -> expected.put(new At(table, "staff:" + who, "Twelve months"), "" + n));
        month.forEach(
                (who, n) -> expected.put(new At(table, "staff:" + who, "This month"), "" + n));
        return expected;
    }
}
