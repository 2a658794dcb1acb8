package custos.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import custos.web.data.CzechExport.Person;
import custos.web.data.FileShop.At;
import custos.web.data.SourceFile.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// What the pages say of the Czech export's people, beside what the export says.
@EnabledIfSystemProperty(named = "custos.data", matches = ".+")
class CzechExportDataTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final YearMonth THIS_MONTH = YearMonth.from(TODAY);

    @TempDir private Path dir;
    private FileShop shop;
    private List<Person> people;

    @BeforeEach
    void open() throws IOException {
        shop = new FileShop(dir);
        people = new CzechExport(TODAY).people();
        shop.bring(CzechExport.FILE, CzechExport.map("marketing, newsletter, birthday-greeting"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /// A refusal holds for its address, whoever else uses it.
    private List<Person> mayBeWrittenTo() {
        Set<String> refused =
                people.stream()
                        .filter(Person::refused)
                        .map(Person::email)
                        .collect(Collectors.toSet());
        return people.stream()
                .filter(one -> one.given().isPresent())
                .filter(one -> !one.email().isEmpty() && !refused.contains(one.email()))
                .toList();
    }

    @Test
    void lists_hold_who_agreed_and_nobody_else() {
        List<String> expected = mayBeWrittenTo().stream().map(Person::email).toList();
        assertThat(expected).hasSizeGreaterThan(100);
        for (String follow : List.of("marketing/email", "newsletter/email")) {
            assertThat(shop.list("everybody", follow))
                    .as(follow)
                    .extracting(row -> row.of("email"))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void birthdays_are_those_of_the_month() {
        int listed = 0;
        for (int month = 1; month <= 12; month++) {
            int asked = month;
            List<String> expected =
                    mayBeWrittenTo().stream()
                            .filter(one ->
                                    one.birth()
                                            .filter(born -> born.getMonthValue() == asked)
                                            .isPresent())
                            .map(one ->
                                    one.email() + " " + one.birth().orElseThrow().getDayOfMonth())
                            .toList();
            assertThat(
                            shop.list(
                                    "birthdays",
                                    "birthday-greeting/email",
                                    "month",
                                    Integer.toString(month)))
                    .as("month %s", month)
                    .extracting(row -> row.of("email") + " " + row.of("day"))
                    .containsExactlyInAnyOrderElementsOf(expected);
            listed += expected.size();
        }
        assertThat(listed).isGreaterThan(50);
    }

    @Test
    void sources_are_what_the_export_says() {
        List<String> told =
                people.stream().map(Person::heardFrom).filter(one -> !one.isEmpty()).toList();
        List<Row> list = shop.list("heard-from", "insight/");
        assertThat(list)
                .extracting(row -> row.of("heard_from"))
                .containsExactlyInAnyOrderElementsOf(told);
        assertThat(list.stream().map(row -> row.of("id")).distinct()).hasSize(told.size());

        Map<String, Long> counts =
                told.stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.toLowerCase(java.util.Locale.ROOT),
                                        Collectors.counting()));
        var expected = new HashMap<At, String>();
        counts.forEach((source, count) -> {
            assertThat(count).isGreaterThan(4);
            expected.put(
                    new At("Where customers heard of us", source, "Customers"), count.toString());
        });
        assertThat(shop.figure("sources", "")).isEqualTo(expected);
    }

    @Test
    void the_score_is_that_of_all_answers() {
        var scores = new ArrayList<Integer>();
        people.forEach(one -> scores.addAll(one.scores()));
        long promote = scores.stream().filter(score -> score >= 9).count();
        long detract = scores.stream().filter(score -> score <= 6).count();
        BigDecimal nps =
                BigDecimal.valueOf(100 * (promote - detract))
                        .divide(BigDecimal.valueOf(scores.size()), 1, RoundingMode.HALF_UP);
        String month = THIS_MONTH.toString();
        String answers = Integer.toString(scores.size());
        String names = "Scale 0-10: under a name and without";
        assertThat(shop.figure("nps", ""))
                .isEqualTo(
                        Map.of(
                                new At("Scale 0-10", month, "Score"),
                                nps.toPlainString(),
                                new At("Scale 0-10", month, "Answers"),
                                answers,
                                new At(names, "customers", "Score"),
                                nps.toPlainString(),
                                new At(names, "customers", "Answers"),
                                answers,
                                new At(names, "anonymous", "Score"),
                                Hidden.WORD,
                                new At(names, "anonymous", "Answers"),
                                Hidden.WORD));
    }

    /// A customer is one from the day of the first thing that is known of her.
    @Test
    void consents_go_by_the_day_on_which_they_were_given() {
        var given = new TreeMap<YearMonth, Integer>();
        var since = new TreeMap<YearMonth, Integer>();
        for (Person one : people) {
            one.given().ifPresent(day -> given.merge(YearMonth.from(day), 1, Integer::sum));
            since.merge(one.told().map(YearMonth::from).orElse(THIS_MONTH), 1, Integer::sum);
        }
        var expected = new HashMap<At, String>();
        for (YearMonth month = THIS_MONTH.minusMonths(23);
                !month.isAfter(THIS_MONTH);
                month = month.plusMonths(1)) {
            int agreed = sum(given.headMap(month, true));
            int customers = sum(since.headMap(month, true));
            String rate = "Customers who agree, in percent at each month’s end";
            String label = month.toString();
            expected.put(new At(rate, label, "Customers who agreed"), Integer.toString(agreed));
            expected.put(new At(rate, label, "Customers"), Integer.toString(customers));
            expected.put(
                    new At(rate, label, "Agreed, percent"),
                    BigDecimal.valueOf(100L * agreed)
                            .divide(BigDecimal.valueOf(customers), 1, RoundingMode.HALF_UP)
                            .toPlainString());
            expected.put(
                    new At("Given and withdrawn", label, "Given"),
                    Integer.toString(given.getOrDefault(month, 0)));
            expected.put(new At("Given and withdrawn", label, "Withdrawn"), "0");
        }
        assertThat(shop.figure("consents", "?purpose=marketing")).isEqualTo(expected);
    }

    private static int sum(Map<YearMonth, Integer> months) {
        return months.values().stream().mapToInt(Integer::intValue).sum();
    }
}
