package custos.sheet;

import custos.customer.CardNumber;
import custos.customer.PlainText;
import custos.sheet.RowProblem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The cells of one row by what their columns mean, and the problems found in them so far.
final class Cells {
    private static final Pattern EDGES =
            Pattern.compile("^[\\s\\p{Zs}\\uFEFF]+|[\\s\\p{Zs}\\uFEFF]+$");
    private static final Pattern SIGNED_NUMBER = Pattern.compile("[+-][\\d\\s\\p{Zs}()./,-]*");

    /// The mark with which our own files keep a spreadsheet from computing a cell.
    private static final Pattern GUARDED = Pattern.compile("'[=+@\\t\\r-].*", Pattern.DOTALL);

    private final SheetLine.Row row;
    private final BoundColumns columns;
    private final List<RowProblem> problems = new ArrayList<>();

    Cells(SheetLine.Row row, BoundColumns columns) {
        this.row = row;
        this.columns = columns;
    }

    List<RowProblem> problems() {
        return problems;
    }

    void problem(Code code) {
        problems.add(new RowProblem(row.line(), row.row(), "", code));
    }

    void problem(int column, Code code) {
        problems.add(new RowProblem(row.line(), row.row(), columns.header(column), code));
    }

    /// The trimmed text of a column, empty when it is blank or holds a card number.
    Optional<String> text(int column) {
        return bare(column)
                .filter(text -> {
                    boolean card = CardNumber.appearsIn(text);
                    if (card) {
                        problem(column, Code.CARD_NUMBER);
                    }
                    return !card;
                });
    }

    /// The trimmed text, without the rule about card numbers (a telephone number has its own).
    Optional<String> bare(int column) {
        String raw = row.cells().get(column);
        String text = EDGES.matcher(raw).replaceAll("");
        if (GUARDED.matcher(text).matches()) {
            text = text.substring(1);
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        boolean formula = text.charAt(0) == '=' || text.charAt(0) == '@';
        boolean signed = text.charAt(0) == '+' || text.charAt(0) == '-';
        if (formula || (signed && !SIGNED_NUMBER.matcher(text).matches())) {
            problem(column, Code.FORMULA);
        }
        return Optional.of(text);
    }

    /// One line of at most `max` characters; what cannot be kept is a problem and left out.
    Optional<String> line(ColumnRole role, int max) {
        Integer column = columns.find(role);
        return column == null ? Optional.empty() : line((int) column, max);
    }

    /// The same of one column.
    Optional<String> line(int column, int max) {
        return read(column, Code.INVALID_VALUE, text -> PlainText.line("a cell", text, 1, max));
    }

    /// A typed value of a role's column; what cannot be read is a problem and left out.
    <T> Optional<T> read(ColumnRole role, Code otherwise, Function<String, T> reader) {
        Integer column = columns.find(role);
        return column == null ? Optional.empty() : read((int) column, otherwise, reader);
    }

    <T> Optional<T> read(int column, Code otherwise, Function<String, T> reader) {
        return text(column).flatMap(text -> tried(column, otherwise, text, reader));
    }

    /// The value, or a problem.
    <T> Optional<T> tried(int column, Code otherwise, String text, Function<String, T> reader) {
        @Nullable T value;
        try {
            value = reader.apply(text);
        } catch (IllegalArgumentException e) {
            problem(column, otherwise);
            return Optional.empty();
        }
        return Optional.of(value);
    }
}
