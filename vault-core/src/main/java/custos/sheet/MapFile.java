package custos.sheet;

import custos.customer.CountryCode;
import custos.customer.WrittenDate;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.sheet.ColumnMap.Column;
import custos.sheet.ColumnMap.Intake;
import custos.sheet.ColumnMap.MatchBy;
import custos.sheet.MapTree.Entry;
import custos.sheet.MapTree.Mapping;
import custos.sheet.MapTree.Scalar;
import custos.sheet.MapTree.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The YAML form of a [ColumnMap]: strict, an unknown key or a bad value is refused with its line.
final class MapFile {
    private static final Set<String> KEYS =
            Set.of(
                    "columns",
                    "match_by",
                    "take",
                    "country",
                    "dates",
                    "source",
                    "sources",
                    "survey_scale",
                    "currency",
                    "consents");
    private static final Set<String> CONSENT_KEYS =
            Set.of(
                    "column",
                    "date_column",
                    "purposes",
                    "channels",
                    "method",
                    "proof",
                    "language",
                    "notice",
                    "given",
                    "refused");
    private static final String FIELD = "field:";

    private MapFile() {}

    static ColumnMap parse(String yaml) {
        Mapping root = MapTree.parse(yaml);
        requireKeys(root, KEYS);
        if (!root.entries().containsKey("columns")) {
            throw MapTree.wrong(1, "a map has columns");
        }
        return new ColumnMap(
                columns(root),
                texts(root, "match_by")
                        .map(words -> matchBy(root, words))
                        .orElse(EnumSet.allOf(MatchBy.class)),
                texts(root, "take")
                        .map(words -> intake(root, words))
                        .orElse(EnumSet.allOf(Intake.class)),
                read(root, "country", CountryCode::new),
                read(root, "dates", MapFile::order).orElse(WrittenDate.Order.DAY_FIRST),
                read(root, "source", SourceId::new),
                pairs(root, "sources"),
                read(root, "survey_scale", MapFile::scale).orElse(SurveyAnswer.Scale.ZERO_TO_TEN),
                read(root, "currency", text -> text),
                consents(root));
    }

    static String write(ColumnMap map) {
        var out = new StringBuilder("columns:\n");
        for (Column column : map.columns()) {
            String role =
                    column.field()
                            .map(id -> quoted(FIELD + id.value()))
                            .orElse(
                                    column.role() == ColumnRole.UNMAPPED
                                            ? "ignore # not recognised"
                                            : column.role().word());
            out.append("  ").append(quoted(column.header())).append(": ").append(role).append('\n');
        }
        List<String> match =
                map.matchBy().stream()
                        .sorted()
                        .map(by -> by.name().toLowerCase(Locale.ROOT))
                        .toList();
        out.append("match_by: ").append(match).append('\n');
        List<String> take =
                map.take().stream()
                        .sorted()
                        .map(whom -> whom.name().toLowerCase(Locale.ROOT))
                        .toList();
        line(out, "take", take);
        map.country().ifPresent(code -> line(out, "country", code.value()));
        line(out, "dates", word(map.dates()));
        map.source().ifPresent(id -> line(out, "source", id.value()));
        if (!map.sources().isEmpty()) {
            out.append("sources:\n");
            map.sources().forEach((word, id) -> line(out, "  " + quoted(word), id.value()));
        }
        line(out, "survey_scale", quoted(map.surveyScale().word()));
        map.currency().ifPresent(code -> line(out, "currency", code));
        out.append(map.consents().isEmpty() ? "consents: []\n" : "consents:\n");
        map.consents().forEach(rule -> write(out, rule));
        return out.toString();
    }

    private static void write(StringBuilder out, ConsentRule rule) {
        line(out, "  - column", quoted(rule.column()));
        rule.dateColumn().ifPresent(name -> line(out, "    date_column", quoted(name)));
        line(out, "    purposes", rule.purposes().stream().map(PurposeId::value).toList());
        line(out, "    channels", rule.channels().stream().map(ChannelId::value).toList());
        line(out, "    method", rule.method().value());
        rule.proof()
                .ifPresent(proof -> {
                    line(out, "    proof", quoted(proof.name()));
                    line(out, "    language", proof.language().value());
                    String notice = proof.notice().map(NoticeDigest::base64).orElse("current");
                    line(out, "    notice", quoted(notice));
                });
        words(out, "    given", rule.givenWords());
        words(out, "    refused", rule.refusedWords());
    }

    private static void words(StringBuilder out, String key, Set<String> words) {
        if (!words.isEmpty()) {
            line(out, key, words.stream().sorted().map(MapFile::quoted).toList());
        }
    }

    private static void line(StringBuilder out, String key, Object value) {
        out.append(key).append(": ").append(value).append('\n');
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static List<Column> columns(Mapping root) {
        var columns = new ArrayList<Column>();
        mapping(root, "columns")
                .entries()
                .forEach((header, entry) -> columns.add(column(header, entry)));
        return columns;
    }

    private static Column column(String header, Entry entry) {
        String word = scalar(entry.line(), "a column's role", entry.value());
        return at(
                entry.line(),
                word,
                text -> {
                    if (text.startsWith(FIELD)) {
                        String id = text.substring(FIELD.length()).strip();
                        return new Column(header, ColumnRole.FIELD, Optional.of(new FieldId(id)));
                    }
                    ColumnRole role =
                            ColumnRole.ofWord(text)
                                    .orElseThrow(() ->
                                            new IllegalArgumentException(
                                                    "there is no role " + text));
                    return new Column(header, role, Optional.empty());
                });
    }

    private static Set<MatchBy> matchBy(Mapping root, List<String> words) {
        var set = EnumSet.noneOf(MatchBy.class);
        for (String word : words) {
            set.add(
                    switch (word) {
                        case "number" -> MatchBy.NUMBER;
                        case "person" -> MatchBy.PERSON;
                        default ->
                                throw MapTree.wrong(
                                        lineOf(root, "match_by"),
                                        "rows are matched by number and person");
                    });
        }
        return set;
    }

    private static Set<Intake> intake(Mapping root, List<String> words) {
        var set = EnumSet.noneOf(Intake.class);
        for (String word : words) {
            set.add(
                    switch (word) {
                        case "new" -> Intake.NEW;
                        case "known" -> Intake.KNOWN;
                        default ->
                                throw MapTree.wrong(
                                        lineOf(root, "take"),
                                        "an import takes in new and known people");
                    });
        }
        return set;
    }

    private static WrittenDate.Order order(String word) {
        return switch (word) {
            case "day-first" -> WrittenDate.Order.DAY_FIRST;
            case "month-first" -> WrittenDate.Order.MONTH_FIRST;
            default -> throw new IllegalArgumentException("dates are day-first or month-first");
        };
    }

    private static String word(WrittenDate.Order order) {
        return switch (order) {
            case DAY_FIRST -> "day-first";
            case MONTH_FIRST -> "month-first";
        };
    }

    private static SurveyAnswer.Scale scale(String word) {
        return Arrays.stream(SurveyAnswer.Scale.values())
                .filter(scale -> scale.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a scale is 0-10 or 1-10"));
    }

    private static List<ConsentRule> consents(Mapping root) {
        Entry entry = root.entries().get("consents");
        if (entry == null) {
            return List.of();
        }
        List<MapTree> items =
                entry.value() instanceof Sequence(_, var several)
                        ? several
                        : List.of(entry.value());
        return items.stream().map(MapFile::consent).toList();
    }

    private static ConsentRule consent(MapTree tree) {
        if (!(tree instanceof Mapping rule)) {
            throw MapTree.wrong(tree.line(), "a consent is a list of keys with their values");
        }
        requireKeys(rule, CONSENT_KEYS);
        return at(
                rule.line(),
                "",
                _ ->
                        new ConsentRule(
                                required(rule, "column"),
                                read(rule, "date_column", Function.identity()),
                                list(rule, "purposes").stream().map(PurposeId::new).toList(),
                                list(rule, "channels").stream().map(ChannelId::new).toList(),
                                new MethodId(required(rule, "method")),
                                proof(rule),
                                Set.copyOf(new LinkedHashSet<>(list(rule, "given"))),
                                Set.copyOf(new LinkedHashSet<>(list(rule, "refused")))));
    }

    private static Optional<ConsentRule.Proof> proof(Mapping rule) {
        return read(rule, "proof", Function.identity())
                .map(name ->
                        new ConsentRule.Proof(
                                name,
                                new Language(required(rule, "language")),
                                notice(required(rule, "notice"))));
    }

    private static Optional<NoticeDigest> notice(String text) {
        if (text.equals("current")) {
            return Optional.empty();
        }
        if (text.matches("[0-9a-f]{64}")) {
            byte[] digest = HexFormat.of().parseHex(text);
            return Optional.of(new NoticeDigest(Base64.getEncoder().encodeToString(digest)));
        }
        return Optional.of(new NoticeDigest(text));
    }

    private static Map<String, SourceId> pairs(Mapping root, String key) {
        var pairs = new LinkedHashMap<String, SourceId>();
        if (root.entries().containsKey(key)) {
            mapping(root, key)
                    .entries()
                    .forEach((name, entry) ->
                            pairs.put(
                                    name,
                                    at(
                                            entry.line(),
                                            scalar(entry.line(), name, entry.value()),
                                            SourceId::new)));
        }
        return pairs;
    }

    private static void requireKeys(Mapping mapping, Set<String> known) {
        mapping.entries()
                .forEach((key, entry) -> {
                    if (!known.contains(key)) {
                        throw MapTree.wrong(entry.line(), "there is no key " + key);
                    }
                });
    }

    private static Mapping mapping(Mapping root, String key) {
        Entry entry = root.entries().get(key);
        if (entry != null && entry.value() instanceof Mapping mapping) {
            return mapping;
        }
        throw MapTree.wrong(lineOf(root, key), key + " is a list of keys with their values");
    }

    private static <T> Optional<T> read(Mapping in, String key, Function<String, T> reader) {
        Entry entry = in.entries().get(key);
        if (entry == null) {
            return Optional.empty();
        }
        return Optional.of(at(entry.line(), scalar(entry.line(), key, entry.value()), reader));
    }

    private static String required(Mapping in, String key) {
        return read(in, key, Function.identity())
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> MapTree.wrong(in.line(), "the key " + key + " is missing"));
    }

    private static List<String> list(Mapping in, String key) {
        return texts(in, key).orElse(List.of());
    }

    private static Optional<List<String>> texts(Mapping in, String key) {
        Entry entry = in.entries().get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof Sequence(_, var items)) {
            return Optional.of(
                    items.stream().map(item -> scalar(entry.line(), key, item)).toList());
        }
        return Optional.of(List.of(scalar(entry.line(), key, entry.value())));
    }

    private static String scalar(int line, String key, MapTree tree) {
        if (tree instanceof Scalar(_, String text)) {
            return text;
        }
        throw MapTree.wrong(line, key + " is one text");
    }

    private static int lineOf(Mapping mapping, String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.line() : entry.line();
    }

    private static <T> T at(int line, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith("line ") ? e : MapTree.wrong(line, message);
        }
    }
}
