package custos.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import custos.vault.imports.ImportLines.Outcome;
import custos.web.data.FileShop.At;
import custos.web.data.SourceFile.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Best sellers beside 20,000 lines of a real shop, with its cancellations and lines of nobody.
@EnabledIfSystemProperty(named = "custos.data", matches = ".+")
class RetailDataTest {
    private static final Path LINES = SourceFile.data("uci-online-retail-20000.csv");

    @TempDir private Path dir;

    private static final class Sold {
        private final Set<String> customers = new HashSet<>();
        private BigDecimal quantity = BigDecimal.ZERO;
        private int lines;
    }

    @Test
    void the_best_sellers_are_those_of_the_file() throws IOException {
        List<Row> lines =
                SourceFile.rows(LINES).stream().filter(row -> row.has("CustomerID")).toList();
        try (var shop = new FileShop(dir)) {
            shop.bring(people(lines), map -> map);
            String map = shop.suggested(LINES).replace("consents: []", "currency: GBP");
            assertThat(shop.bring(LINES, map).count(Outcome.REFUSED))
                    .as("lines of nobody")
                    .isEqualTo(20_000 - lines.size());

            assertThat(shop.figure("best-sellers", "")).hasSize(40).isEqualTo(best(lines));
        }
    }

    /// The file knows people by their number alone.
    private Path people(List<Row> lines) throws IOException {
        var numbers = new TreeSet<String>();
        lines.forEach(row -> numbers.add(number(row)));
        assertThat(numbers).hasSizeGreaterThan(500);
        Path file = dir.resolve("people.csv");
        Files.writeString(
                file,
                "Customer ID,Name\n"
                        + String.join(
                                "",
                                numbers.stream()
                                        .map(number -> number + ",Customer " + number + "\n")
                                        .toList()),
                StandardCharsets.UTF_8);
        return file;
    }

    private static String number(Row row) {
        return row.of("CustomerID").replaceFirst("\\.0$", "");
    }

    private static Map<At, String> best(List<Row> lines) {
        var sold = new TreeMap<String, Sold>();
        for (Row row : lines) {
            if (row.has("Description")) {
                Sold one = sold.computeIfAbsent(row.of("Description").strip(), _ -> new Sold());
                var quantity = new BigDecimal(row.of("Quantity"));
                one.quantity = one.quantity.add(quantity);
                if (quantity.signum() > 0) {
                    one.customers.add(number(row));
                    one.lines++;
                }
            }
        }
        var cells = new HashMap<At, String>();
        sold.entrySet().stream()
                .filter(one -> one.getValue().customers.size() >= 5)
                .sorted(
                        Comparator.comparingInt(
                                        (Map.Entry<String, Sold> one) -> -one.getValue().lines)
                                .thenComparing(Map.Entry::getKey))
                .limit(20)
                .forEach(one -> {
                    cells.put(
                            new At("Best sellers", one.getKey(), "Purchases"),
                            Integer.toString(one.getValue().lines));
                    cells.put(
                            new At("Best sellers", one.getKey(), "Quantity"),
                            one.getValue().quantity.toPlainString());
                });
        return cells;
    }
}
