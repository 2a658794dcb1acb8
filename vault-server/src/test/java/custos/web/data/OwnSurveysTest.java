package custos.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import custos.policy.KindId;
import custos.web.Shop;
import custos.web.data.FileShop.At;
import custos.web.data.SourceFile.Row;
import custos.web.lists.Listed;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scores beside a file of answers, with names and without.
class OwnSurveysTest {
    @TempDir private Path dir;
    private FileShop shop;
    private List<Row> answers;

    @BeforeEach
    void open() {
        shop = new FileShop(dir);
        var files = new OwnFiles(dir);
        shop.bring(files.people(), OwnFiles.map());
        answers = SourceFile.rows(files.answers());
        answers.forEach(this::take);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private void take(Row row) {
        var fields = new HashMap<String, Object>();
        fields.put("survey", "own");
        fields.put("scale", row.of("scale"));
        fields.put("score", Integer.valueOf(row.of("score")));
        if (row.has("number")) {
            fields.put("answered_on", row.of("answered on"));
            Listed.add(shop.shop(), shop.withNumber(row.of("number")), "survey-answer", fields);
        } else {
            var vault = shop.shop().vault();
            vault.counter()
                    .answers()
                    .take(
                            vault.forms()
                                    .readAll(
                                            vault.policies().current(),
                                            fields,
                                            new KindId("survey-answer")),
                            Shop.OPERATOR);
        }
    }

    @Test
    void scores_go_by_scale_and_month_and_names_stand_apart() {
        var expected = new HashMap<At, String>();
        var named = new TreeMap<String, Map<YearMonth, List<Integer>>>();
        answers.stream()
                .filter(row -> row.has("number"))
                .forEach(row ->
                        named.computeIfAbsent(row.of("scale"), _ -> new TreeMap<>())
                                .computeIfAbsent(
                                        YearMonth.parse(row.of("answered on").substring(0, 7)),
                                        _ -> new ArrayList<>())
                                .add(Integer.valueOf(row.of("score"))));
        named.forEach((scale, months) -> {
            months(expected, scale, months);
            var all = new ArrayList<Integer>();
            months.values().forEach(all::addAll);
            cells(expected, scale, "customers", all);
            cells(expected, scale, "anonymous", anonymous(scale));
        });
        assertThat(shop.figure("nps", "")).isEqualTo(expected);
    }

    private static void months(
            Map<At, String> expected, String scale, Map<YearMonth, List<Integer>> months) {
        var counts = new HashMap<String, Integer>();
        months.forEach((month, all) -> counts.put(month.toString(), all.size()));
        Set<String> hidden = Hidden.of(counts);
        var newest = new TreeMap<>(months);
        while (newest.size() > 24) {
            newest.pollFirstEntry();
        }
        newest.forEach((month, all) -> {
            String label = month.toString();
            boolean shown = !hidden.contains(label);
            expected.put(
                    new At("Scale " + scale, label, "Answers"),
                    shown ? "" + all.size() : Hidden.WORD);
            expected.put(
                    new At("Scale " + scale, label, "Score"), shown ? score(all) : Hidden.WORD);
        });
    }

    private static void cells(
            Map<At, String> expected, String scale, String who, List<Integer> all) {
        String table = "Scale " + scale + ": under a name and without";
        expected.put(new At(table, who, "Score"), score(all));
        expected.put(new At(table, who, "Answers"), "" + all.size());
    }

    /// Only whole fives come out.
    private List<Integer> anonymous(String scale) {
        List<Row> all = answers.stream().filter(row -> !row.has("number")).toList();
        List<Integer> out =
                all.subList(0, all.size() / 5 * 5).stream()
                        .filter(row -> row.of("scale").equals(scale))
                        .map(row -> Integer.valueOf(row.of("score")))
                        .toList();
        assertThat(out).hasSizeGreaterThan(5);
        return out;
    }

    private static String score(List<Integer> all) {
        long promote = all.stream().filter(one -> one >= 9).count();
        long detract = all.stream().filter(one -> one <= 6).count();
        return Hidden.percent(promote - detract, all.size());
    }
}
