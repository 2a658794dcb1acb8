package custos.web.figures;

import custos.figure.Cells;
import custos.figure.ConsentCourse;
import custos.figure.FigureBook;
import custos.figure.Promoters;
import custos.figure.Rewarded;
import custos.figure.Sold;
import custos.plot.Plot.Form;
import custos.web.Visit;
import custos.web.figures.Sheet.Column;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// The figures as tables with names in the reader's language.
final class Sheets {
    /// As many months as are told apart.
    private static final int MAX_MONTHS = 24;

    private static final int MAX_STAFF = 40;

    private final FigureBook book;
    private final Visit visit;

    Sheets(FigureBook book, Visit visit) {
        this.book = book;
        this.visit = visit;
    }

    /// @param purpose whose consents are told
    List<Sheet> of(String figure, String purpose, Reference reference) {
        return switch (figure) {
            case "consents" -> consents(purpose);
            case "expiring" -> new ComingSheets(book, visit).expiring();
            case "requests" -> List.of(new ComingSheets(book, visit).requests());
            case "sources" -> List.of(sources());
            case "nps" -> promoters();
            case "reasons" -> new ReasonSheet(book.reasons(), visit).all();
            case "rewards" -> rewards();
            case "profile" -> new ProfileSheets(book.profile(), visit).of(reference);
            case "best-sellers" -> List.of(bestSellers());
            default -> List.of(reveals());
        };
    }

    private String word(String key) {
        return visit.words().text("figures." + key);
    }

    private static <T> SortedMap<YearMonth, T> newest(SortedMap<YearMonth, T> months) {
        var newest = new TreeMap<>(months);
        while (newest.size() > MAX_MONTHS) {
            newest.pollFirstEntry();
        }
        return newest;
    }

    private static <T> Column column(
            String name,
            String empty,
            SortedMap<YearMonth, T> months,
            Function<T, Optional<BigDecimal>> of) {
        return new Column(name, true, empty, months.values().stream().map(of).toList());
    }

    private static Optional<BigDecimal> count(long count) {
        return Optional.of(BigDecimal.valueOf(count));
    }

    private static List<String> labels(SortedMap<YearMonth, ?> months) {
        return months.keySet().stream().map(YearMonth::toString).toList();
    }

    private List<Sheet> consents(String purpose) {
        SortedMap<YearMonth, ConsentCourse.Month> months =
                newest(book.consents().getOrDefault(purpose, new TreeMap<>()));
        var agreed =
                new Column(
                        word("agreed"),
                        false,
                        "",
                        months.values().stream().map(month -> count(month.agreed())).toList());
        var customers =
                new Column(
                        word("customers"),
                        false,
                        "",
                        months.values().stream().map(month -> count(month.customers())).toList());
        var rate =
                new Sheet(
                        "rate",
                        word("consents.rate"),
                        word("consents.note"),
                        Form.LINES,
                        word("month"),
                        labels(months),
                        List.of(
                                column(
                                        word("percent-agreed"),
                                        "",
                                        months,
                                        month -> Cells.percent(month.agreed(), month.customers())),
                                agreed,
                                customers));
        var moves =
                new Sheet(
                        "moves",
                        word("consents.moves"),
                        "",
                        Form.COLUMNS,
                        word("month"),
                        labels(months),
                        List.of(
                                column(word("given"), "", months, month -> count(month.given())),
                                column(
                                        word("withdrawn"),
                                        "",
                                        months,
                                        month -> count(month.withdrawn()))));
        return List.of(rate, moves);
    }

    private Sheet sources() {
        return new Sheet(
                "sources",
                word("figure.sources"),
                word("sources.note"),
                Form.BARS,
                word("source"),
                book.sources().keySet().stream().map(this::named).toList(),
                List.of(
                        new Column(
                                word("customers"),
                                true,
                                word("hidden"),
                                book.sources().values().stream()
                                        .map(cell -> cell.map(BigDecimal::valueOf))
                                        .toList())));
    }

    private String named(String category) {
        return category.equals("other") ? word("other") : category;
    }

    private List<Sheet> promoters() {
        var sheets = new ArrayList<Sheet>();
        book.promoters().forEach((scale, all) -> sheets.add(promoters(scale, all)));
        var scales = new TreeSet<>(book.promoters().keySet());
        scales.addAll(book.anonymous().keySet());
        scales.forEach(scale -> sheets.add(byName(scale)));
        return sheets;
    }

    /// Answers of customers and anonymous ones, never added up: somebody may have given both.
    private Sheet byName(String scale) {
        Promoters named =
                book.promoters().getOrDefault(scale, new TreeMap<>()).values().stream()
                        .reduce(Promoters.NONE, Promoters::plus);
        List<Promoters> both = List.of(named, book.anonymous().getOrDefault(scale, Promoters.NONE));
        return new Sheet(
                id(scale) + "-names",
                visit.words().text("figures.nps.names", "scale", scale),
                word("nps.names-note"),
                Form.COLUMNS,
                word("who"),
                List.of(word("nps.named"), word("nps.anonymous")),
                List.of(
                        new Column(
                                word("nps"),
                                true,
                                word("hidden"),
                                both.stream().map(Promoters::score).toList()),
                        new Column(
                                word("answers"),
                                false,
                                word("hidden"),
                                both.stream()
                                        .map(one -> one.score().map(_ -> one.answers()))
                                        .map(answers -> answers.map(BigDecimal::valueOf))
                                        .toList())));
    }

    private static String id(String scale) {
        return "nps-" + scale.replaceAll("[^0-9]+", "-");
    }

    private Sheet promoters(String scale, SortedMap<YearMonth, Promoters> all) {
        Promoters whole = all.values().stream().reduce(Promoters.NONE, Promoters::plus);
        SortedMap<YearMonth, Optional<Promoters>> months = newest(open(all));
        return new Sheet(
                id(scale),
                visit.words().text("figures.nps.scale", "scale", scale),
                whole.score()
                        .map(score ->
                                visit.words().text("figures.nps.whole", arguments(score, whole)))
                        .orElse(word("nps.few")),
                Form.LINES,
                word("month"),
                labels(months),
                List.of(
                        column(
                                word("nps"),
                                word("hidden"),
                                months,
                                month -> month.flatMap(Promoters::score)),
                        new Column(
                                word("answers"),
                                false,
                                word("hidden"),
                                months.values().stream()
                                        .map(month -> month.map(Promoters::answers))
                                        .map(answers -> answers.map(BigDecimal::valueOf))
                                        .toList())));
    }

    /// The months that may be shown: one of few answers could be told by subtracting the others.
    private static SortedMap<YearMonth, Optional<Promoters>> open(
            SortedMap<YearMonth, Promoters> all) {
        var answers = new LinkedHashMap<String, Long>();
        all.forEach((month, one) -> answers.put(month.toString(), one.answers()));
        var shown = Cells.shown(answers);
        var months = new TreeMap<YearMonth, Optional<Promoters>>();
        all.forEach((month, one) ->
                months.put(
                        month,
                        shown.getOrDefault(month.toString(), Optional.empty()).map(_ -> one)));
        return months;
    }

    private static Map<String, Object> arguments(BigDecimal score, Promoters whole) {
        return Map.of(
                "score", score,
                "answers", whole.answers(),
                "promoters", whole.promoters(),
                "detractors", whole.detractors());
    }

    private List<Sheet> rewards() {
        var sheets = new ArrayList<Sheet>();
        book.rewards()
                .forEach((unit, all) -> {
                    SortedMap<YearMonth, Rewarded> months = newest(all);
                    sheets.add(
                            new Sheet(
                                    "rewards-" + unit,
                                    visit.policyWords().choice("unit", unit),
                                    "",
                                    Form.COLUMNS,
                                    word("month"),
                                    labels(months),
                                    List.of(
                                            rewarded("given", months, Rewarded::given),
                                            rewarded("used", months, Rewarded::used))));
                });
        return sheets;
    }

    private Column rewarded(
            String name, SortedMap<YearMonth, Rewarded> months, ToLongFunction<Rewarded> of) {
        return column(
                word("rewards." + name),
                word("hidden"),
                months,
                month -> month.mayBeShown() ? count(of.applyAsLong(month)) : Optional.empty());
    }

    private Sheet bestSellers() {
        return new Sheet(
                "best-sellers",
                word("figure.best-sellers"),
                "",
                Form.BARS,
                word("product"),
                List.copyOf(book.sold().keySet()),
                List.of(
                        sold(word("purchases"), true, one -> BigDecimal.valueOf(one.purchases())),
                        sold(word("quantity"), false, Sold::quantity)));
    }

    private Column sold(String name, boolean drawn, Function<Sold, BigDecimal> of) {
        return new Column(
                name,
                drawn,
                "",
                book.sold().values().stream().map(one -> Optional.of(of.apply(one))).toList());
    }

    private Sheet reveals() {
        YearMonth now = YearMonth.from(book.asOf().atZone(ZoneOffset.UTC));
        List<Map.Entry<String, SortedMap<YearMonth, Long>>> most =
                book.reveals().entrySet().stream()
                        .sorted((one, other) ->
                                Long.compare(
                                        year(other.getValue(), now), year(one.getValue(), now)))
                        .limit(MAX_STAFF)
                        .toList();
        return new Sheet(
                "reveals",
                word("figure.reveals"),
                word("reveals.note"),
                Form.BARS,
                word("who"),
                most.stream().map(Map.Entry::getKey).toList(),
                Stream.<Map.Entry<String, Function<SortedMap<YearMonth, Long>, Long>>>of(
                                Map.entry(word("reveals.year"), months -> year(months, now)),
                                Map.entry(
                                        word("reveals.month"),
                                        months -> months.getOrDefault(now, 0L)))
                        .map(one ->
                                new Column(
                                        one.getKey(),
                                        true,
                                        "",
                                        most.stream()
                                                .map(each ->
                                                        count(
                                                                one.getValue()
                                                                        .apply(each.getValue())))
                                                .toList()))
                        .toList());
    }

    private static long year(SortedMap<YearMonth, Long> months, YearMonth now) {
        return months.tailMap(now.minusMonths(11)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
