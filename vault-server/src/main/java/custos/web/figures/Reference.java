package custos.web.figures;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How others are, such as the people of the area, to be drawn beside the customers: by dimension
/// and category in percent. CSV with the columns `dimension`, `category` and `value`, where values
/// are shares or counts.
record Reference(Map<String, Map<String, BigDecimal>> shares) {
    static final Reference NONE = new Reference(Map.of());

    static final Set<String> DIMENSIONS =
            Set.of("age", "gender", "children", "education", "profession", "income_band");

    private static final int MAX_LINES = 500;
    private static final int MAX_TEXT = 100;
    private static final List<String> HEAD = List.of("dimension", "category", "value");

    /// Where something cannot be read, and why: a word of the pages, such as `value`.
    static final class Unreadable extends IllegalArgumentException {
        @Serial private static final long serialVersionUID = 1;
        private final long line;
        private final int column;
        private final String why;

        Unreadable(long line, int column, String why) {
            super("line " + line + ", column " + column + ": " + why);
            this.line = line;
            this.column = column;
            this.why = why;
        }

        long line() {
            return line;
        }

        int column() {
            return column;
        }

        String why() {
            return why;
        }
    }

    /// The text of a file.
    ///
    /// @throws Unreadable when it is not UTF-8
    static String decoded(byte[] file) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            var in = ByteBuffer.wrap(file);
            var out = CharBuffer.allocate(file.length);
            UTF_8.newDecoder().decode(in, out, true);
            String before = out.flip().toString();
            String line = before.substring(before.lastIndexOf('\n') + 1);
            throw new Unreadable(
                    before.chars().filter(c -> c == '\n').count() + 1,
                    (int) line.chars().filter(c -> c == ',' || c == ';').count() + 1,
                    "encoding");
        }
    }

    /// @param known the categories of dimensions that have certain ones; those of others are free
    /// @throws Unreadable naming line and column that cannot be read
    static Reference parse(String text, Map<String, List<String>> known) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        char comma = plain.lines().findFirst().orElse("").contains(";") ? ';' : ',';
        var values = new HashMap<String, Map<String, BigDecimal>>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        .fieldSeparator(comma)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(plain)) {
            var lines = new ArrayList<CsvRecord>();
            reader.stream().limit(MAX_LINES + 1L).forEach(lines::add);
            require(lines.size() <= MAX_LINES, MAX_LINES + 1L, 1, "lines");
            require(!lines.isEmpty(), 1, 1, "head");
            head(lines.getFirst());
            lines.stream().skip(1).forEach(line -> take(line, known, values));
        } catch (java.io.IOException | CsvParseException e) {
            throw new Unreadable(1, 1, "head");
        }
        values.replaceAll((_, counts) -> percents(counts));
        return new Reference(Map.copyOf(values));
    }

    private static void head(CsvRecord first) {
        for (int i = 0; i < HEAD.size(); i++) {
            boolean stands =
                    i < first.getFieldCount() && first.getField(i).strip().equals(HEAD.get(i));
            require(stands, 1, i + 1, "head");
        }
        require(first.getFieldCount() == HEAD.size(), 1, HEAD.size() + 1, "head");
    }

    private static void take(
            CsvRecord line,
            Map<String, List<String>> known,
            Map<String, Map<String, BigDecimal>> values) {
        long at = line.getStartingLineNumber();
        int cells = line.getFieldCount();
        require(cells == HEAD.size(), at, Math.min(cells, HEAD.size()) + 1, "cells");
        String dimension = line.getField(0).strip();
        require(DIMENSIONS.contains(dimension), at, 1, "dimension");
        String category = line.getField(1).strip();
        List<String> categories = known.getOrDefault(dimension, List.of());
        boolean fits = categories.isEmpty() || categories.contains(category);
        require(fits && !category.isEmpty() && category.length() <= MAX_TEXT, at, 2, "category");
        String number = line.getField(2).strip().replace(',', '.');
        require(number.matches("[0-9]{1,12}(\\.[0-9]{1,6})?"), at, 3, "value");
        values.computeIfAbsent(dimension, _ -> new HashMap<>())
                .merge(category, new BigDecimal(number), BigDecimal::add);
    }

    private static void require(boolean readable, long line, int column, String why) {
        if (!readable) {
            throw new Unreadable(line, column, why);
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
