package custos.sheet;

import custos.customer.CountryCode;
import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.FullName;
import custos.customer.PhoneNumber;
import custos.customer.PlainText;
import custos.customer.PostalAddress;
import custos.customer.WrittenDate;
import custos.policy.FieldId;
import custos.policy.SourceId;
import custos.sheet.RowProblem.Code;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads the rows of one sheet by its map. A value that cannot be used is left out and reported,
/// the row is kept; a row that names nobody is refused. Holds no state between rows.
public final class RowReader {
    private static final int MAX_LINE = 200;
    private static final int MAX_FIELD = 20_000;
    private static final Map<String, SourceId> SOURCES = sourceWords();

    private final ColumnMap map;
    private final BoundColumns columns;
    private final ImportRules rules;
    private final ConsentReader consents;
    private final PurchaseReader purchases;

    /// @throws IllegalArgumentException when the map names a column that the sheet does not have,
    ///   or something that the policy does not declare
    public RowReader(ColumnMap map, List<String> header, ImportRules rules) {
        map.requireDeclared(rules);
        this.map = map;
        this.rules = rules;
        this.columns = new BoundColumns(map, header);
        this.purchases = new PurchaseReader(map, rules.today());
        this.consents = new ConsentReader(columns, rules, map.dates());
    }

    /// The columns that mean nothing to the map; their cells are not stored.
    public List<String> unmapped() {
        return columns.unmapped();
    }

    /// What a row means.
    public ImportRow read(SheetLine line) {
        return switch (line) {
            case SheetLine.Row row -> read(row);
            case SheetLine.Unread unread ->
                    new ImportRow.Refused(
                            unread.line(),
                            unread.row(),
                            unread.reason().sentence(),
                            List.of(unread.text()));
        };
    }

    private ImportRow read(SheetLine.Row row) {
        var cells = new Cells(row, columns);
        if (row.padded()) {
            cells.problem(Code.PADDED_ROW);
        }
        if (row.repaired()) {
            cells.problem(Code.REPAIRED_QUOTES);
        }
        Particulars who = who(cells);
        if (who.isNobody()) {
            return new ImportRow.Refused(
                    row.line(), row.row(), "the row names nobody", row.cells());
        }
        List<ConsentAnswer> answers =
                map.consents().stream()
                        .map(rule -> consents.read(cells, rule, who.birth(), who.note()))
                        .toList();
        var meaning =
                new RowMeaning(
                        row.line(),
                        row.row(),
                        who,
                        answers,
                        survey(cells),
                        purchases.read(cells, row.line()),
                        cells.problems().stream().distinct().toList());
        return new ImportRow.Meant(meaning, row.cells());
    }

    private Particulars who(Cells cells) {
        Optional<CountryCode> country = country(cells);
        Optional<FullName> name = name(cells);
        if (name.isEmpty() && columns.namesPeople()) {
            cells.problem(Code.MISSING_NAME);
        }
        return new Particulars(
                number(cells),
                name,
                cells.read(ColumnRole.EMAIL, Code.INVALID_EMAIL, EmailAddress::new),
                phone(cells, country),
                birth(cells),
                address(cells, country),
                cells.line(ColumnRole.COMPANY, MAX_LINE),
                cells.line(ColumnRole.JOB_TITLE, 100),
                source(cells),
                cells.line(ColumnRole.HEARD_FROM, MAX_LINE),
                note(cells),
                fields(cells));
    }

    private Optional<ExternalReference> number(Cells cells) {
        return cells.read(
                ColumnRole.NUMBER,
                Code.INVALID_VALUE,
                text -> {
                    boolean decimal = text.matches("\\d+\\.0+");
                    if (decimal) {
                        problem(cells, ColumnRole.NUMBER, Code.NUMBER_AS_DECIMAL);
                    }
                    return new ExternalReference(
                            decimal ? text.substring(0, text.indexOf('.')) : text);
                });
    }

    /// A whole name, or its parts in the order title, first, last.
    private Optional<FullName> name(Cells cells) {
        String parts =
                Stream.of(
                                ColumnRole.TITLE,
                                ColumnRole.FULL_NAME,
                                ColumnRole.FIRST_NAME,
                                ColumnRole.LAST_NAME)
                        .flatMap(role -> cells.line(role, FullName.MAX).stream())
                        .collect(Collectors.joining(" "));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FullName(parts));
        } catch (IllegalArgumentException e) {
            cells.problem(Code.INVALID_NAME);
            return Optional.empty();
        }
    }

    private Optional<PhoneNumber> phone(Cells cells, Optional<CountryCode> country) {
        Integer column = columns.find(ColumnRole.PHONE);
        if (column == null) {
            return Optional.empty();
        }
        Optional<PhoneNumber> phone =
                cells.bare(column)
                        .flatMap(text ->
                                cells.tried(
                                        column,
                                        Code.UNUSABLE_PHONE,
                                        text,
                                        typed -> phone(typed, country)));
        if (phone.isPresent() && phone.get().e164().isEmpty()) {
            cells.problem(column, Code.INVALID_PHONE);
        }
        return phone;
    }

    /// Without a country only a number with its own prefix can be known.
    private static PhoneNumber phone(String typed, Optional<CountryCode> country) {
        if (country.isEmpty() && !typed.startsWith("+")) {
            return new PhoneNumber(typed, Optional.empty());
        }
        return PhoneNumber.parse(typed, country.orElse(new CountryCode("CZ")));
    }

    private Optional<LocalDate> birth(Cells cells) {
        Optional<SheetDate> date =
                cells.read(
                        ColumnRole.BIRTH_DATE,
                        Code.INVALID_DATE,
                        text -> {
                            SheetDate found = SheetDate.parse(text, map.dates());
                            WrittenDate.requireBirth(found.day(), rules.today());
                            return found;
                        });
        if (date.isPresent() && date.get().serial()) {
            problem(cells, ColumnRole.BIRTH_DATE, Code.SERIAL_DATE);
        }
        return date.map(SheetDate::day);
    }

    private Optional<CountryCode> country(Cells cells) {
        Integer column = columns.find(ColumnRole.COUNTRY);
        if (column == null || cells.bare(column).isEmpty()) {
            return map.country();
        }
        return cells.read(column, Code.UNKNOWN_COUNTRY, CountryCode::parse);
    }

    private Optional<PostalAddress> address(Cells cells, Optional<CountryCode> country) {
        String line1 = part(cells, ColumnRole.ADDRESS_LINE_1);
        String line2 = part(cells, ColumnRole.ADDRESS_LINE_2);
        String city = part(cells, ColumnRole.CITY);
        String region = part(cells, ColumnRole.REGION);
        String postcode = postcode(cells, country);
        // The map's default country alone is no address.
        if (Stream.of(line1, line2, city, region, postcode).allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        return Optional.of(new PostalAddress(line1, line2, city, postcode, region, country));
    }

    private String postcode(Cells cells, Optional<CountryCode> country) {
        Optional<String> typed =
                cells.line(ColumnRole.POSTCODE, MAX_LINE).map(text -> zeros(cells, text, country));
        Integer column = columns.find(ColumnRole.POSTCODE);
        if (typed.isEmpty() || column == null) {
            return "";
        }
        return cells.tried(
                        column,
                        Code.INVALID_POSTCODE,
                        typed.get(),
                        text -> new PostalAddress("", "", "", text, "", country).postcode())
                .orElse("");
    }

    /// Malaysian postcodes begin with 0 in the north, and spreadsheets cut zeros off.
    private String zeros(Cells cells, String typed, Optional<CountryCode> country) {
        boolean cut =
                country.map(CountryCode::value).orElse("").equals("MY") && typed.matches("\\d{4}");
        if (cut) {
            problem(cells, ColumnRole.POSTCODE, Code.POSTCODE_ZEROS);
        }
        return cut ? "0" + typed : typed;
    }

    private static String part(Cells cells, ColumnRole role) {
        return cells.line(role, 120).orElse("");
    }

    private Optional<SourceId> source(Cells cells) {
        Optional<String> typed = cells.line(ColumnRole.SOURCE, MAX_LINE);
        if (typed.isEmpty()) {
            return map.source();
        }
        String word = Words.foldOrSign(typed.get());
        Optional<SourceId> known =
                Optional.ofNullable(map.sources().get(word))
                        .or(() -> Optional.ofNullable(SOURCES.get(word)))
                        .filter(rules.sources()::contains);
        if (known.isEmpty()) {
            problem(cells, ColumnRole.SOURCE, Code.UNKNOWN_SOURCE);
        }
        return known.or(map::source);
    }

    private Optional<String> note(Cells cells) {
        var notes = new ArrayList<String>();
        for (int column : columns.notes()) {
            Optional<String> note =
                    cells.read(
                            column,
                            Code.INVALID_VALUE,
                            text -> PlainText.lines("a note", text, 1, Particulars.MAX_NOTE));
            if (note.filter(NoteSigns::health).isPresent()) {
                cells.problem(column, Code.HEALTH_IN_NOTE);
            }
            note.ifPresent(notes::add);
        }
        return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", notes));
    }

    private Map<FieldId, String> fields(Cells cells) {
        var values = new LinkedHashMap<FieldId, String>();
        columns.fields()
                .forEach((column, id) ->
                        cells.read(
                                        column,
                                        Code.INVALID_VALUE,
                                        text -> PlainText.lines("a cell", text, 1, MAX_FIELD))
                                .ifPresent(text -> values.put(id, text)));
        return values;
    }

    private Optional<SurveyAnswer> survey(Cells cells) {
        Optional<String> why = cells.line(ColumnRole.SURVEY_WHY, 1_000);
        Optional<LocalDate> on =
                cells.read(ColumnRole.SURVEY_ON, Code.INVALID_DATE, this::answeredOn);
        return cells.read(
                ColumnRole.SURVEY_SCORE,
                Code.INVALID_SCORE,
                text -> new SurveyAnswer(score(text), map.surveyScale(), why, on));
    }

    private LocalDate answeredOn(String text) {
        LocalDate day = SheetDate.ofMoment(text, map.dates());
        if (day.getYear() < 1970 || day.isAfter(rules.today())) {
            throw new IllegalArgumentException(
                    "an answer is of 1970 or later and not of the future");
        }
        return day;
    }

    private static int score(String text) {
        var digits = java.util.regex.Pattern.compile("([0-9]{1,2})([.,]0+)?").matcher(text);
        if (!digits.matches()) {
            throw new IllegalArgumentException("a score is a whole number");
        }
        return Integer.parseInt(digits.group(1));
    }

    private void problem(Cells cells, ColumnRole role, Code code) {
        Integer column = columns.find(role);
        if (column != null) {
            cells.problem(column, code);
        }
    }

    private static Map<String, SourceId> sourceWords() {
        var ids = new HashMap<String, SourceId>();
        Words.list("source-words.txt")
                .forEach((id, words) -> {
                    var source = new SourceId(id);
                    ids.put(Words.fold(id), source);
                    words.forEach(word -> ids.put(word, source));
                });
        return Map.copyOf(ids);
    }
}
