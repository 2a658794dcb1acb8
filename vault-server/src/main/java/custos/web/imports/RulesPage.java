package custos.web.imports;

import custos.access.Permission;
import custos.customer.WrittenDate;
import custos.event.Actor;
import custos.policy.Channel;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.Source;
import custos.sheet.ColumnMap;
import custos.sheet.ColumnMap.Column;
import custos.sheet.ColumnMap.Intake;
import custos.sheet.ColumnMap.MatchBy;
import custos.sheet.ColumnRole;
import custos.sheet.ConsentRule;
import custos.sheet.SurveyAnswer;
import custos.vault.imports.ImportRuns;
import custos.web.AddressBoxes;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `/imports/sheets/{sheet}/rules`: who is recognised and taken in, how dates and telephone numbers
/// are to be read, and what a yes in the sheet agrees to. Sending it looks what the import would
/// do.
public final class RulesPage {
    private static final String PATH = ShapePage.PATH + "/rules";

    private final ImportRuns runs;
    private final Desk desk;

    RulesPage(ImportRuns runs, Desk desk) {
        this.runs = runs;
        this.desk = desk;
    }

    /// What the template shows.
    ///
    /// @param survey whether a column holds scores
    /// @param purchases whether rows tell of purchases
    /// @param asked what the sheet says of consents, column by column
    public record Model(
            Step step,
            ColumnMap map,
            List<Choice> countries,
            List<Choice> sources,
            boolean survey,
            List<Choice> scales,
            boolean purchases,
            List<ConsentBoxes> asked,
            Mistakes mistakes) {
        public boolean matches(String by) {
            return map.matchBy().contains(MatchBy.valueOf(by.toUpperCase(Locale.ROOT)));
        }

        public boolean takes(String whom) {
            return map.take().contains(Intake.valueOf(whom.toUpperCase(Locale.ROOT)));
        }

        public boolean isDayFirst() {
            return map.dates() == WrittenDate.Order.DAY_FIRST;
        }
    }

    void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page).post(PATH, Gate.STAFF, this::rule);
    }

    private void page(Visit visit) throws IOException {
        SheetDraft draft = desk.draft(visit);
        ColumnMap map = draft.reading().map();
        show(visit, 200, draft, map, boxes(visit, map, Optional.empty()), Mistakes.none());
    }

    private static List<ConsentBoxes> boxes(Visit visit, ColumnMap map, Optional<Form> typed) {
        var boxes = new ArrayList<ConsentBoxes>();
        for (Column column : map.columns()) {
            if (column.role() == ColumnRole.CONSENT) {
                for (Optional<ConsentRule> rule : rules(map, column)) {
                    var about = new ConsentBoxes.About(boxes.size(), column.header(), rule);
                    boxes.add(
                            typed.map(form -> ConsentBoxes.typed(visit, map, about, form))
                                    .orElseGet(() -> ConsentBoxes.known(visit, map, about)));
                }
            }
        }
        return boxes;
    }

    /// A column's rules; a single empty one where it has none yet.
    private static List<Optional<ConsentRule>> rules(ColumnMap map, Column column) {
        List<Optional<ConsentRule>> rules =
                map.consents().stream()
                        .filter(rule -> rule.column().equals(column.header()))
                        .map(Optional::of)
                        .toList();
        return rules.isEmpty() ? List.of(Optional.empty()) : rules;
    }

    private void show(
            Visit visit,
            int status,
            SheetDraft draft,
            ColumnMap map,
            List<ConsentBoxes> boxes,
            Mistakes mistakes)
            throws IOException {
        visit.show(
                status,
                "imports/rules",
                new Model(
                        new Step(draft.path(), 3),
                        map,
                        AddressBoxes.allCountries(Locale.of(visit.language())),
                        sources(visit),
                        has(map, ColumnRole.SURVEY_SCORE),
                        List.of(SurveyAnswer.Scale.values()).stream()
                                .map(scale -> new Choice(scale.word(), scale.word()))
                                .toList(),
                        has(map, ColumnRole.BOUGHT_ON),
                        boxes,
                        mistakes));
    }

    private static String capitals(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

    private static boolean has(ColumnMap map, ColumnRole role) {
        return map.columns().stream().anyMatch(column -> column.role() == role);
    }

    private static List<Choice> sources(Visit visit) {
        return visit.policyWords().policy().sources().stream()
                .map(Source::id)
                .map(id -> new Choice(id.value(), visit.policyWords().of("sources", id.value())))
                .toList();
    }

    private void rule(Visit visit) throws IOException {
        SheetDraft draft = desk.draft(visit);
        Actor by = visit.allow(Permission.IMPORT);
        Form form = visit.form();
        ColumnMap before = draft.reading().map();
        var mistakes = Mistakes.none();
        List<ConsentBoxes> boxes = boxes(visit, before, Optional.of(form));
        List<ConsentRule> consents = new ArrayList<>();
        boxes.forEach(box -> box.rule(visit, mistakes).ifPresent(consents::add));
        Set<Intake> take = chosen(form, "take", Intake.class);
        if (take.isEmpty()) {
            mistakes.add("take-new", visit.words().text("imports.mistake.take"));
            take = EnumSet.allOf(Intake.class);
        }
        Optional<ColumnMap> map =
                map(
                        visit,
                        before,
                        form,
                        take,
                        mistakes.isEmpty() ? consents : before.consents(),
                        mistakes);
        if (!mistakes.isEmpty()) {
            show(visit, 422, draft, map.orElse(before), boxes, mistakes);
            return;
        }
        draft.mean(map.orElseThrow());
        try {
            runs.look(draft.id(), draft.job(), by);
            visit.redirect(draft.path() + "/run");
        } catch (IllegalArgumentException e) {
            mistakes.add("take-new", visit.words().text("imports.mistake.map"));
            show(visit, 422, draft, draft.reading().map(), boxes, mistakes);
        }
    }

    private static <E extends Enum<E>> Set<E> chosen(Form form, String name, Class<E> type) {
        var chosen = EnumSet.noneOf(type);
        for (E one : type.getEnumConstants()) {
            if (form.all(name).contains(one.name().toLowerCase(Locale.ROOT))) {
                chosen.add(one);
            }
        }
        return chosen;
    }

    private static Optional<ColumnMap> map(
            Visit visit,
            ColumnMap before,
            Form form,
            Set<Intake> take,
            List<ConsentRule> consents,
            Mistakes mistakes) {
        Policy policy = visit.policyWords().policy();
        Optional<String> currency = form.filled("currency").map(RulesPage::capitals);
        if (currency.filter(code -> !code.matches("[A-Z]{3}")).isPresent()) {
            mistakes.add("currency", visit.words().text("imports.mistake.currency"));
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ColumnMap(
                            before.columns(),
                            chosen(form, "match", MatchBy.class),
                            take,
                            form.filled("country").map(custos.customer.CountryCode::new),
                            form.text("dates").equals("month-first")
                                    ? WrittenDate.Order.MONTH_FIRST
                                    : WrittenDate.Order.DAY_FIRST,
                            form.filled("source")
                                    .map(custos.policy.SourceId::new)
                                    .filter(id -> policy.source(id).isPresent()),
                            before.sources(),
                            List.of(SurveyAnswer.Scale.values()).stream()
                                    .filter(scale -> scale.word().equals(form.text("scale")))
                                    .findFirst()
                                    .orElse(before.surveyScale()),
                            currency,
                            consents));
        } catch (IllegalArgumentException e) {
            mistakes.add("country", visit.words().text("imports.mistake.country"));
            return Optional.empty();
        }
    }

    /// The purposes that a yes can be about.
    static List<Purpose> purposes(Policy policy) {
        return policy.purposes().stream().filter(Purpose::needsConsent).toList();
    }

    /// The channels by which any of them is followed.
    static List<Channel> channels(Policy policy) {
        return policy.channels().stream()
                .filter(channel ->
                        purposes(policy).stream()
                                .anyMatch(purpose -> purpose.channels().contains(channel.id())))
                .toList();
    }
}
