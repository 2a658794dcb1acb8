package custos.web.figures;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How others are, such as the people of the area, to be drawn beside the customers: by dimension
/// and category in percent. CSV with the columns `dimension`, `category` and `value`, where values
/// are shares or counts.
record Reference(Map<String, Map<String, BigDecimal>> shares) {
    static final Reference NONE = new Reference(Map.of());

    private static final int MAX_LINES = 500;
    private static final int MAX_TEXT = 100;
    private static final List<String> HEAD = List.of("dimension", "category", "value");

    /// @throws IllegalArgumentException naming the line that cannot be read
    static Reference parse(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        char comma = plain.lines().findFirst().orElse("").contains(";") ? ';' : ',';
        var values = new HashMap<String, Map<String, BigDecimal>>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(comma).ofCsvRecord(plain)) {
            var lines = new ArrayList<CsvRecord>();
            reader.stream().limit(MAX_LINES + 1L).forEach(lines::add);
            require(lines.size() <= MAX_LINES, MAX_LINES);
            require(!lines.isEmpty() && lines.getFirst().getFields().equals(HEAD), 1);
            lines.stream().skip(1).forEach(line -> take(line, values));
        } catch (java.io.IOException | CsvParseException e) {
            throw new IllegalArgumentException("1");
        }
        values.replaceAll((_, counts) -> percents(counts));
        return new Reference(Map.copyOf(values));
    }

    private static void take(CsvRecord line, Map<String, Map<String, BigDecimal>> values) {
        long at = line.getStartingLineNumber();
        require(line.getFieldCount() == HEAD.size(), at);
        String dimension = line.getField(0).strip();
        String category = line.getField(1).strip();
        require(!category.isEmpty() && category.length() <= MAX_TEXT, at);
        require(dimension.matches("[a-z_]{1,40}"), at);
        String number = line.getField(2).strip().replace(',', '.');
        require(number.matches("[0-9]{1,12}(\\.[0-9]{1,6})?"), at);
        values.computeIfAbsent(dimension, _ -> new HashMap<>())
                .merge(category, new BigDecimal(number), BigDecimal::add);
    }

    private static void require(boolean readable, long line) {
        if (!readable) {
            throw new IllegalArgumentException(Long.toString(line));
        }
    }

    private static Map<String, BigDecimal> percents(Map<String, BigDecimal> counts) {
        BigDecimal whole = counts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (whole.signum() == 0) {
            return Map.of();
        }
        var percents = new HashMap<String, BigDecimal>();
        counts.forEach((category, count) ->
                percents.put(
                        category,
                        count.multiply(BigDecimal.valueOf(100))
                                .divide(whole, 1, RoundingMode.HALF_UP)));
        return percents;
    }

    boolean has(String dimension) {
        return shares.containsKey(dimension);
    }

    Optional<BigDecimal> share(String dimension, String category) {
        return Optional.ofNullable(shares.getOrDefault(dimension, Map.of()).get(category));
    }
}
