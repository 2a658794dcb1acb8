package custos.web.imports;

import custos.policy.FieldId;
import custos.sheet.ColumnMap;
import custos.sheet.ColumnMap.Column;
import custos.sheet.ColumnRole;
import custos.sheet.ConsentRule;
import custos.sheet.SheetGlance;
import custos.vault.imports.Imports;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/imports/sheets/{sheet}/columns`: what each column means, as its name suggests or as an earlier
/// import had it, and as a person corrects it.
public final class ColumnsPage {
    private static final String PATH = ShapePage.PATH + "/columns";
    private static final String FIELD = "field:";

    /// A form has at most 500 fields: columns behind these are not stored.
    static final int MAX_ASKED = 450;

    private static final List<List<ColumnRole>> GROUPS =
            List.of(
                    List.of(
                            ColumnRole.FULL_NAME,
                            ColumnRole.FIRST_NAME,
                            ColumnRole.LAST_NAME,
                            ColumnRole.TITLE,
                            ColumnRole.BIRTH_DATE,
                            ColumnRole.COMPANY,
                            ColumnRole.JOB_TITLE,
                            ColumnRole.NUMBER),
                    List.of(
                            ColumnRole.EMAIL,
                            ColumnRole.PHONE,
                            ColumnRole.ADDRESS_LINE_1,
                            ColumnRole.ADDRESS_LINE_2,
                            ColumnRole.CITY,
                            ColumnRole.POSTCODE,
                            ColumnRole.REGION,
                            ColumnRole.COUNTRY),
                    List.of(
                            ColumnRole.CONSENT,
                            ColumnRole.CONSENT_DATE,
                            ColumnRole.SOURCE,
                            ColumnRole.HEARD_FROM,
                            ColumnRole.SURVEY_SCORE,
                            ColumnRole.SURVEY_WHY,
                            ColumnRole.SURVEY_ON,
                            ColumnRole.NOTE),
                    List.of(
                            ColumnRole.BOUGHT_ON,
                            ColumnRole.ORDER_NUMBER,
                            ColumnRole.TOTAL,
                            ColumnRole.CURRENCY,
                            ColumnRole.DUE_ON,
                            ColumnRole.PAID_ON,
                            ColumnRole.SALES_CHANNEL,
                            ColumnRole.PRODUCT,
                            ColumnRole.QUANTITY,
                            ColumnRole.UNIT_PRICE));

    /// Roles that more than one column may have.
    private static final Set<ColumnRole> SHARED =
            EnumSet.of(
                    ColumnRole.NOTE,
                    ColumnRole.IGNORE,
                    ColumnRole.FIELD,
                    ColumnRole.CONSENT,
                    ColumnRole.CONSENT_DATE,
                    ColumnRole.UNMAPPED);

    /// A row of a sheet needs one of these to be somebody's.
    private static final Set<ColumnRole> NAMING =
            EnumSet.of(
                    ColumnRole.FULL_NAME,
                    ColumnRole.FIRST_NAME,
                    ColumnRole.LAST_NAME,
                    ColumnRole.EMAIL,
                    ColumnRole.PHONE,
                    ColumnRole.NUMBER);

    private final Imports imports;
    private final Desk desk;

    ColumnsPage(Imports imports, Desk desk) {
        this.imports = imports;
        this.desk = desk;
    }

    /// What the template shows.
    ///
    /// @param groups what a column may mean, group by group
    /// @param like whether an earlier import of such a sheet had it so
    /// @param recognised how many columns have a meaning
    /// @param left how many columns are not even asked about
    public record Model(
            Step step,
            List<Row> rows,
            List<List<Choice>> groups,
            boolean like,
            long recognised,
            int left,
            Mistakes mistakes) {}

    /// One column.
    ///
    /// @param id of its box
    /// @param role as it is sent
    public record Row(String id, SheetGlance.Column column, int percent, String role) {}

    void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, visit -> page(visit)).post(PATH, Gate.STAFF, this::mean);
    }

    private void page(Visit visit) throws IOException {
        SheetDraft draft = desk.draft(visit);
        show(visit, 200, draft, roles(draft.reading().map()), Mistakes.none());
    }

    private static Map<String, String> roles(ColumnMap map) {
        var roles = new HashMap<String, String>();
        map.columns().forEach(column -> roles.put(column.header(), word(column)));
        return roles;
    }

    private static String word(Column column) {
        return switch (column.role()) {
            case FIELD -> FIELD + column.field().orElseThrow().value();
            case UNMAPPED -> ColumnRole.IGNORE.word();
            default -> column.role().word();
        };
    }

    private void show(
            Visit visit, int status, SheetDraft draft, Map<String, String> roles, Mistakes mistakes)
            throws IOException {
        SheetDraft.Reading reading = draft.reading();
        String ignore = ColumnRole.IGNORE.word();
        var rows = new ArrayList<Row>();
        for (SheetGlance.Column column : asked(reading)) {
            rows.add(
                    new Row(
                            id(rows.size()),
                            column,
                            reading.glance().percent(column),
                            roles.getOrDefault(column.header(), ignore)));
        }
        visit.show(
                status,
                "imports/columns",
                new Model(
                        new Step(draft.path(), 2),
                        rows,
                        groups(visit),
                        reading.like(),
                        rows.stream().filter(row -> !row.role().equals(ignore)).count(),
                        reading.glance().columns().size() - rows.size(),
                        mistakes));
    }

    private static List<SheetGlance.Column> asked(SheetDraft.Reading reading) {
        return reading.glance().columns().stream().limit(MAX_ASKED).toList();
    }

    private static String id(int index) {
        return "role-" + index;
    }

    private List<List<Choice>> groups(Visit visit) {
        var groups = new ArrayList<List<Choice>>();
        for (List<ColumnRole> group : GROUPS) {
            groups.add(
                    group.stream()
                            .map(role ->
                                    new Choice(
                                            role.word(),
                                            visit.words().text("imports.role." + role.word())))
                            .toList());
        }
        groups.add(
                imports.rules().fields().stream()
                        .map(FieldId::value)
                        .sorted()
                        .map(id -> new Choice(FIELD + id, visit.policyWords().field(id)))
                        .toList());
        return groups;
    }

    private void mean(Visit visit) throws IOException {
        SheetDraft draft = desk.draft(visit);
        Form form = visit.form();
        var mistakes = Mistakes.none();
        var typed = new HashMap<String, String>();
        var columns = new ArrayList<Column>();
        var taken = EnumSet.noneOf(ColumnRole.class);
        for (SheetGlance.Column column : asked(draft.reading())) {
            String box = id(columns.size());
            typed.put(column.header(), form.text(box));
            Optional<Column> meant = column(column.header(), form.text(box));
            if (meant.isEmpty()) {
                mistakes.add(box, visit.words().text("imports.mistake.role"));
            } else if (!SHARED.contains(meant.get().role()) && !taken.add(meant.get().role())) {
                mistakes.add(
                        box,
                        visit.words()
                                .text(
                                        "imports.mistake.role-twice",
                                        "role",
                                        visit.words()
                                                .text(
                                                        "imports.role."
                                                                + meant.get().role().word())));
            }
            columns.add(
                    meant.orElseGet(() ->
                            new Column(column.header(), ColumnRole.IGNORE, Optional.empty())));
        }
        if (columns.stream().noneMatch(column -> NAMING.contains(column.role()))) {
            mistakes.add(id(0), visit.words().text("imports.mistake.nobody"));
        }
        if (!mistakes.isEmpty()) {
            show(visit, 422, draft, typed, mistakes);
            return;
        }
        draft.mean(with(draft.reading().map(), columns));
        visit.redirect(draft.path() + "/rules");
    }

    private Optional<Column> column(String header, String word) {
        if (word.startsWith(FIELD)) {
            return imports.rules().fields().stream()
                    .filter(id -> word.equals(FIELD + id.value()))
                    .findFirst()
                    .map(id -> new Column(header, ColumnRole.FIELD, Optional.of(id)));
        }
        return ColumnRole.ofWord(word).map(role -> new Column(header, role, Optional.empty()));
    }

    /// The map with other columns; a rule about a consent goes with its column.
    private static ColumnMap with(ColumnMap map, List<Column> columns) {
        List<String> asked =
                columns.stream()
                        .filter(column -> column.role() == ColumnRole.CONSENT)
                        .map(Column::header)
                        .toList();
        List<ConsentRule> rules =
                map.consents().stream().filter(rule -> asked.contains(rule.column())).toList();
        return new ColumnMap(
                columns,
                map.matchBy(),
                map.take(),
                map.country(),
                map.dates(),
                map.source(),
                map.sources(),
                map.surveyScale(),
                map.currency(),
                rules);
    }
}
