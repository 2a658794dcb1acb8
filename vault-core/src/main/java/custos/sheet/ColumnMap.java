package custos.sheet;

import custos.customer.CountryCode;
import custos.customer.WrittenDate;
import custos.policy.FieldId;
import custos.policy.SourceId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What each column of a sheet means, and the rules for reading it: a map that a person wrote, or
/// one that the header suggests.
///
/// Columns are named as in the header; case, accents and punctuation do not count. `source` holds
/// for rows that name none, and `currency` for purchases; `sources` gives the policy's source id
/// for words of the sheet.
public record ColumnMap(
        List<Column> columns,
        Set<MatchBy> matchBy,
        Set<Intake> take,
        Optional<CountryCode> country,
        WrittenDate.Order dates,
        Optional<SourceId> source,
        Map<String, SourceId> sources,
        SurveyAnswer.Scale surveyScale,
        Optional<String> currency,
        List<ConsentRule> consents) {
    /// One column: its name, its role, and for [ColumnRole#FIELD] the field's id.
    public record Column(String header, ColumnRole role, Optional<FieldId> field) {
        public Column {
            if (field.isPresent() != (role == ColumnRole.FIELD)) {
                throw new IllegalArgumentException("only a column of the role field has a field");
            }
        }
    }

    /// By what a row is recognised as somebody's.
    public enum MatchBy {
        /// The number of the sheet's own system, where the names do not contradict it.
        NUMBER,
        /// Name with address, e-mail, telephone and birth date together.
        PERSON
    }

    /// Whom an import takes in.
    public enum Intake {
        /// People whom the vault does not know: they become customers.
        NEW,
        /// Customers: the sheet fills their gaps.
        KNOWN
    }

    private static final Set<ColumnRole> REPEATABLE =
            EnumSet.of(
                    ColumnRole.NOTE,
                    ColumnRole.IGNORE,
                    ColumnRole.FIELD,
                    ColumnRole.CONSENT,
                    ColumnRole.CONSENT_DATE,
                    ColumnRole.UNMAPPED);

    public ColumnMap {
        columns = List.copyOf(columns);
        matchBy = Set.copyOf(matchBy);
        take = Set.copyOf(take);
        sources =
                sources.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        entry -> Words.foldOrSign(entry.getKey()),
                                        Map.Entry::getValue,
                                        (one, other) -> {
                                            throw new IllegalArgumentException(
                                                    "a word of the sources stands twice");
                                        }));
        consents = List.copyOf(consents);
        if (currency.filter(code -> !code.matches("[A-Z]{3}")).isPresent()) {
            throw new IllegalArgumentException("a currency is an ISO 4217 code such as CZK");
        }
        if (take.isEmpty()) {
            throw new IllegalArgumentException("an import takes in new people, known ones or both");
        }
        requireOneColumnEach(columns);
    }

    /// Reads a map file: YAML of at most 256 KiB.
    ///
    /// @throws IllegalArgumentException naming the line and the unknown key or bad value
    public static ColumnMap parse(String yaml) {
        return MapFile.parse(yaml);
    }

    /// The map that the names of the columns suggest; a name that is that of a field of the policy
    /// is that field. It grants no consent: only a person can say what a column's yes agrees to.
    public static ColumnMap suggest(List<String> header, Set<FieldId> fields) {
        var taken = EnumSet.noneOf(ColumnRole.class);
        var columns = new ArrayList<Column>();
        boolean lastNames =
                header.stream()
                        .anyMatch(name -> ColumnRole.suggestedBy(name) == ColumnRole.LAST_NAME);
        for (String name : header) {
            ColumnRole role = ColumnRole.suggestedBy(name);
            if (role == ColumnRole.FIRST_NAME && !lastNames) {
                role = ColumnRole.FULL_NAME;
            }
            if (!REPEATABLE.contains(role) && !taken.add(role)) {
                role = ColumnRole.UNMAPPED;
            }
            Optional<FieldId> field =
                    fields.stream()
                            .filter(id -> id.value().equals(Words.fold(name).replace(' ', '_')))
                            .findFirst();
            boolean open = role == ColumnRole.UNMAPPED || role == ColumnRole.IGNORE;
            columns.add(
                    open && field.isPresent() && !taken.contains(ColumnRole.suggestedBy(name))
                            ? new Column(name, ColumnRole.FIELD, field)
                            : new Column(name, role, Optional.empty()));
        }
        return new ColumnMap(
                columns,
                EnumSet.allOf(MatchBy.class),
                EnumSet.allOf(Intake.class),
                Optional.empty(),
                WrittenDate.Order.DAY_FIRST,
                Optional.empty(),
                Map.of(),
                SurveyAnswer.Scale.ZERO_TO_TEN,
                Optional.empty(),
                List.of());
    }

    /// The map as a file that [#parse] reads, for a person to check and complete.
    public String toYaml() {
        return MapFile.write(this);
    }

    /// The map in the very spelling of a sheet's header. A column that only a rule names is one
    /// about consents.
    public ColumnMap spelledAs(List<String> header) {
        var spelled = new HashMap<String, String>();
        header.forEach(name -> spelled.putIfAbsent(Words.foldOrSign(name), name));
        UnaryOperator<String> inHeader = name -> spelled.getOrDefault(Words.foldOrSign(name), name);
        var all = new ArrayList<Column>();
        for (Column column : columns) {
            all.add(new Column(inHeader.apply(column.header()), column.role(), column.field()));
        }
        List<ConsentRule> rules = consents.stream().map(rule -> rule.renamed(inHeader)).toList();
        for (ConsentRule rule : rules) {
            name(all, rule.column(), ColumnRole.CONSENT);
            rule.dateColumn().ifPresent(day -> name(all, day, ColumnRole.CONSENT_DATE));
        }
        return new ColumnMap(
                all, matchBy, take, country, dates, source, sources, surveyScale, currency, rules);
    }

    private static void name(List<Column> columns, String header, ColumnRole role) {
        columns.removeIf(column ->
                column.header().equals(header)
                        && (column.role() == ColumnRole.IGNORE
                                || column.role() == ColumnRole.UNMAPPED));
        if (columns.stream().noneMatch(column -> column.header().equals(header))) {
            columns.add(new Column(header, role, Optional.empty()));
        }
    }

    /// Refuses what the policy does not declare.
    ///
    /// @throws IllegalArgumentException naming the field, source, purpose or channel
    public void requireDeclared(ImportRules rules) {
        columns.forEach(column ->
                column.field().ifPresent(id -> in("field " + id.value(), id, rules.fields())));
        source.ifPresent(id -> in("source " + id.value(), id, rules.sources()));
        sources.values().forEach(id -> in("source " + id.value(), id, rules.sources()));
        for (ConsentRule rule : consents) {
            rule.purposes()
                    .forEach(id -> in("purpose " + id.value(), id, rules.purposes().keySet()));
            rule.channels().forEach(id -> in("channel " + id.value(), id, rules.channels()));
        }
    }

    private static void in(String what, Object id, Set<?> declared) {
        if (!declared.contains(id)) {
            throw new IllegalArgumentException("the policy declares no " + what);
        }
    }

    private static void requireOneColumnEach(List<Column> columns) {
        var taken = EnumSet.noneOf(ColumnRole.class);
        for (Column column : columns) {
            if (!REPEATABLE.contains(column.role()) && !taken.add(column.role())) {
                throw new IllegalArgumentException(
                        "two columns have the role " + column.role().word());
            }
        }
    }
}
