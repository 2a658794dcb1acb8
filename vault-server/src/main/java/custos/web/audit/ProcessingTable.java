package custos.web.audit;

import custos.policy.ClassId;
import custos.policy.Controller;
import custos.policy.DataClass;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.Recipient;
import custos.policy.RegimeId;
import custos.policy.Retention;
import custos.web.PolicyWords;
import custos.web.Visit;
import custos.words.Phrases;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The record of processing activities (GDPR, Art. 30), made from the policy in force: one activity
/// a purpose. For one visit.
final class ProcessingTable {
    /// The columns that are the same for every activity.
    static final List<String> COMMON =
            List.of(
                    "controller",
                    "joint",
                    "representative",
                    "dpo",
                    "persons",
                    "security",
                    "system",
                    "review");

    /// The columns that each activity has its own of.
    static final List<String> OWN =
            List.of(
                    "activity",
                    "purpose",
                    "data",
                    "special",
                    "basis",
                    "source",
                    "recipients",
                    "third-countries",
                    "erasure",
                    "assessment");

    private final Visit visit;
    private final Policy policy;
    private final PolicyWords words;
    private final Phrases phrases;
    private final LocalDate inForceSince;

    /// @param inForceSince the day on which the policy came into force
    ProcessingTable(Visit visit, LocalDate inForceSince) {
        this.visit = visit;
        this.words = visit.policyWords();
        this.policy = words.policy();
        this.phrases = visit.words();
        this.inForceSince = inForceSince;
    }

    /// A cell with the column that it stands in.
    ///
    /// @param lines at least one
    record Cell(String column, String label, List<String> lines) {
        Cell {
            lines = List.copyOf(lines);
        }
    }

    String label(String column) {
        return phrases.text("audit.processing." + column);
    }

    private Cell cell(String column, List<String> lines) {
        List<String> shown = lines.isEmpty() ? List.of(none()) : lines;
        return new Cell(column, label(column), shown);
    }

    private String none() {
        return phrases.text("audit.processing.none");
    }

    /// What holds for every activity.
    List<Cell> common() {
        return COMMON.stream().map(column -> cell(column, common(column))).toList();
    }

    private List<String> common(String column) {
        Controller who = policy.controller();
        return switch (column) {
            case "controller" ->
                    List.of(
                            who.name(),
                            who.address(),
                            who.email() + ", " + who.phone(),
                            who.registration());
            case "joint" -> policy.processingRecord().jointControllers();
            case "representative" ->
                    who.representative()
                            .map(one -> List.of(one.name(), one.address(), one.email()))
                            .orElse(List.of());
            case "dpo" -> List.of(who.dpo().name(), who.dpo().email());
            case "persons" -> List.of(phrases.text("audit.processing.customers"));
            case "security" ->
                    policy.statements().measures().stream()
                            .map(one -> words.of("measures", one))
                            .toList();
            case "system" -> List.of(phrases.text("audit.processing.custos"));
            case "review" -> List.of(review());
            default -> throw new IllegalArgumentException("there is no such column");
        };
    }

    private String review() {
        return policy.processingRecord()
                .reviewed()
                .map(day -> visit.times().day(day))
                .orElseGet(() ->
                        phrases.text(
                                "audit.processing.in-force",
                                "day",
                                visit.times().day(inForceSince)));
    }

    /// Every activity, in the policy's order.
    List<List<Cell>> activities() {
        return policy.purposes().stream()
                .map(purpose ->
                        OWN.stream().map(column -> cell(column, own(column, purpose))).toList())
                .toList();
    }

    private List<String> own(String column, Purpose purpose) {
        return switch (column) {
            case "activity" -> List.of(words.purpose(purpose.id().value()));
            case "purpose" -> List.of(words.of("why", purpose.id().value()));
            case "data" -> ofClasses(purpose, this::data);
            case "special" ->
                    fieldsOf(purpose)
                            .filter(field -> isSpecial(field.id()))
                            .map(field -> words.field(field.id().value()))
                            .toList();
            case "basis" -> byMeaning(purpose.basis(), basis -> words.of("bases", basis.code()));
            case "source" ->
                    policy.sources().stream()
                            .filter(source -> source.purposes().contains(purpose.id()))
                            .map(source -> words.of("sources", source.id().value()))
                            .toList();
            case "recipients" -> recipients(purpose).map(this::recipient).toList();
            case "third-countries" -> thirdCountries(purpose);
            case "erasure" -> ofClasses(purpose, this::erasure);
            case "assessment" ->
                    Stream.ofNullable(policy.processingRecord().assessments().get(purpose.id()))
                            .toList();
            default -> throw new IllegalArgumentException("there is no such column");
        };
    }

    private boolean isSpecial(FieldId field) {
        return policy.processingRecord().specialFields().contains(field);
    }

    private Stream<Field> fieldsOf(Purpose purpose) {
        return policy.fields().stream()
                .filter(field -> purpose.classes().contains(field.dataClass()));
    }

    private List<String> ofClasses(Purpose purpose, Function<DataClass, String> said) {
        return purpose.classes().stream()
                .flatMap(id -> policy.dataClass(id).stream())
                .map(said)
                .toList();
    }

    private String data(DataClass one) {
        String fields =
                policy.fields().stream()
                        .filter(field -> field.dataClass().equals(one.id()))
                        .map(field -> words.field(field.id().value()))
                        .collect(Collectors.joining(", "));
        return className(one.id()) + ": " + fields;
    }

    private String className(ClassId id) {
        return words.of("classes", id.value());
    }

    private String erasure(DataClass one) {
        Retention kept = one.retention();
        var byRegime = new LinkedHashMap<RegimeId, Period>();
        policy.regimes().forEach(regime -> byRegime.put(regime.id(), kept.period(regime.id())));
        return className(one.id())
                + ": "
                + String.join("; ", byMeaning(byRegime, words::period))
                + ", "
                + words.of("retention_from", kept.from().code());
    }

    /// What regimes say, those that say the same together; without their names where all do.
    private <T> List<String> byMeaning(Map<RegimeId, T> said, Function<T, String> meaning) {
        var regimes = new LinkedHashMap<T, List<String>>();
        said.forEach((regime, one) ->
                regimes.computeIfAbsent(one, _ -> new ArrayList<>())
                        .add(words.of("regimes", regime.value())));
        return regimes.entrySet().stream()
                .map(one ->
                        regimes.size() == 1
                                ? meaning.apply(one.getKey())
                                : meaning.apply(one.getKey())
                                        + " ("
                                        + String.join(", ", one.getValue())
                                        + ")")
                .toList();
    }

    private Stream<Recipient> recipients(Purpose purpose) {
        return policy.recipients().stream()
                .filter(one -> one.classes().stream().anyMatch(purpose.classes()::contains));
    }

    private String recipient(Recipient one) {
        return words.of("recipients", one.id().value()) + " (" + countries(one.countries()) + ")";
    }

    private String countries(List<String> codes) {
        return codes.stream()
                .map(code -> words.of("countries", code))
                .collect(Collectors.joining(", "));
    }

    private List<String> thirdCountries(Purpose purpose) {
        List<String> countries =
                recipients(purpose)
                        .flatMap(one -> one.thirdCountries().stream())
                        .distinct()
                        .toList();
        return countries.isEmpty()
                ? List.of()
                : List.of(
                        countries(countries),
                        policy.processingRecord()
                                .safeguard()
                                .orElse(phrases.text("audit.processing.no-safeguard")));
    }
}
