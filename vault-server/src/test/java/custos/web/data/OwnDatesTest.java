package custos.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import custos.policy.Language;
import custos.policy.SourceId;
import custos.request.Right;
import custos.vault.requests.Requests;
import custos.web.Shop;
import custos.web.data.FileShop.At;
import custos.web.data.SourceFile.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes up, beside files that say when: consents that run out, requests that wait.
class OwnDatesTest {
    private static final Map<String, String> RIGHTS =
            Map.of("access", "Access", "erasure", "Erasure", "objection", "Objection");

    @TempDir private Path dir;
    private FileShop shop;
    private List<Row> people;

    @BeforeEach
    void open() {
        shop = new FileShop(dir);
        Path file = new OwnFiles(dir).people();
        people = SourceFile.rows(file);
        shop.bring(file, OwnFiles.map());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void consents_run_out_two_years_after_they_were_given() {
        var ends = new TreeMap<YearMonth, Integer>();
        YearMonth now = YearMonth.from(OwnFiles.BEGIN);
        for (int i = 0; i < 12; i++) {
            ends.put(now.plusMonths(i), 0);
        }
        for (Row row : people) {
            LocalDate on = LocalDate.parse(row.of("counted on"));
            boolean young =
                    row.has("birth date")
                            && Period.between(LocalDate.parse(row.of("birth date")), on).getYears()
                                    < 18;
            if (row.of("counted").equals("yes")
                    && !young
                    && on.plusYears(2).isAfter(OwnFiles.BEGIN)) {
                ends.computeIfPresent(YearMonth.from(on.plusYears(2)), (_, n) -> n + 1);
            }
        }
        var expected = new HashMap<At, String>();
        var cells = shop.figure("expiring", "");
        String purpose = cells.keySet().iterator().next().table();
        ends.forEach(
                (month, n) -> expected.put(new At(purpose, month.toString(), "Customers"), "" + n));
        assertThat(cells).as("of one purpose alone").isEqualTo(expected);
        assertThat(ends.values().stream().mapToInt(n -> n).sum()).isGreaterThan(20);
    }

    /// One calendar month, as no day here falls on a weekend or a holiday a month later.
    @Test
    void requests_are_as_old_as_the_file_says() throws IOException {
        Path file = dir.resolve("requests.csv");
        Files.writeString(
                file,
                """
                number,right,received,last day
                P1,access,2026-11-02,2026-12-02
                P2,erasure,2026-10-16,2026-11-16
                P3,access,2026-11-02,2026-12-02
                P4,objection,2026-11-20,2026-12-21
                """,
                StandardCharsets.UTF_8);
        var requests = shop.shop().vault().requests();
        var expected = new HashMap<At, String>();
        for (Row row : SourceFile.rows(file)) {
            var id = shop.withNumber(row.of("number"));
            LocalDate received = LocalDate.parse(row.of("received"));
            requests.enter(
                    id,
                    new Requests.Wanted(
                            Right.find(row.of("right")).orElseThrow(),
                            requests.termFor(id),
                            received,
                            new SourceId("counter-form"),
                            Optional.empty(),
                            new Language("en")),
                    Shop.OPERATOR);
            String right = RIGHTS.getOrDefault(row.of("right"), "");
            String label = row.of("received") + " " + right;
            String table = "Requests and their deadlines";
            if (expected.containsKey(new At(table, label, "Days since"))) {
                label += " (2)";
            }
            expected.put(
                    new At(table, label, "Days since"),
                    "" + ChronoUnit.DAYS.between(received, OwnFiles.BEGIN));
            expected.put(
                    new At(table, label, "Days allowed"),
                    "" + ChronoUnit.DAYS.between(received, LocalDate.parse(row.of("last day"))));
        }
        assertThat(shop.figure("requests", "")).isEqualTo(expected).hasSize(8);
    }
}
