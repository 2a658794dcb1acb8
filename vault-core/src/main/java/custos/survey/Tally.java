package custos.survey;

import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Text;
import custos.json.JsonValue.Whole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What anonymous answers come to. No sum tells which answers went together.
///
/// @param count of all answers
/// @param scores for each scale how often each of 0 to 10 was given
/// @param ranks for each reason how often it was given each place, the first first
/// @param heard how often each way was named, in lower case
/// @param whys the reasons in words, in the order of the alphabet
public record Tally(
        long count,
        SortedMap<String, List<Long>> scores,
        SortedMap<String, List<Long>> ranks,
        SortedMap<String, Long> heard,
        List<String> whys) {
    public static final Tally NONE =
            new Tally(0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), List.of());

    private static final int POINTS = 11;
    private static final int MOST_PLACES = 16;

    public Tally {
        scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
        ranks = Collections.unmodifiableSortedMap(new TreeMap<>(ranks));
        heard = Collections.unmodifiableSortedMap(new TreeMap<>(heard));
        whys = List.copyOf(whys);
    }

    /// How likely people are to recommend, on one scale.
    ///
    /// @param answers how many gave a score on it
    /// @param nps 100 x (promoters - detractors) / answers: 9 and 10 promote, up to 6 detract
    public record Nps(String scale, long answers, double nps) {}

    Tally plus(Answer answer) {
        var points = new TreeMap<>(scores);
        answer.score().ifPresent(score -> count(points, score.scale(), POINTS, score.points()));
        var places = new TreeMap<>(ranks);
        answer.ranks()
                .forEach((reason, place) ->
                        count(places, reason, MOST_PLACES, Math.toIntExact(place) - 1));
        var ways = new TreeMap<>(heard);
        answer.heard()
                .map(way -> way.toLowerCase(Locale.ROOT))
                .ifPresent(way -> ways.merge(way, 1L, Long::sum));
        var reasons = new ArrayList<>(whys);
        answer.why().ifPresent(reasons::add);
        Collections.sort(reasons);
        return new Tally(count + 1, points, places, ways, reasons);
    }

    private static void count(
            SortedMap<String, List<Long>> counts, String name, int size, int place) {
        var known = new ArrayList<>(counts.getOrDefault(name, Collections.nCopies(size, 0L)));
        known.set(place, known.get(place) + 1);
        counts.put(name, List.copyOf(known));
    }

    /// The figure of a scale; empty while fewer than five answered on it.
    public Optional<Nps> nps(String scale) {
        List<Long> given = scores.getOrDefault(scale, List.of());
        long answers = given.stream().mapToLong(Long::longValue).sum();
        if (answers < Survey.TOGETHER) {
            return Optional.empty();
        }
        long promoters = given.get(9) + given.get(10);
        long detractors = given.subList(0, 7).stream().mapToLong(Long::longValue).sum();
        return Optional.of(new Nps(scale, answers, 100.0 * (promoters - detractors) / answers));
    }

    /// The ways that at least five named, with how many did.
    public SortedMap<String, Long> heardOften() {
        var often = new TreeMap<>(heard);
        often.values().removeIf(times -> times < Survey.TOGETHER);
        return often;
    }

    int characters() {
        return whys.stream().mapToInt(String::length).sum()
                + heard.keySet().stream().mapToInt(String::length).sum();
    }

    JsonValue toJson() {
        var ways = JsonValue.object();
        // Names of members are ASCII: what people write stands in lists.
        var named = new ArrayList<JsonValue>();
        heard.forEach(
                (way, times) -> named.add(new Items(List.of(new Text(way), new Whole(times)))));
        return ways.put("count", count)
                .put("scores", lists(scores))
                .put("ranks", lists(ranks))
                .put("heard", new Items(named))
                .put("whys", JsonValue.texts(whys))
                .build();
    }

    private static JsonValue lists(SortedMap<String, List<Long>> counts) {
        var json = JsonValue.object();
        counts.forEach((name, values) ->
                json.put(name, new Items(values.stream().<JsonValue>map(Whole::new).toList())));
        return json.build();
    }

    static Tally read(Members json) {
        var heard = new TreeMap<String, Long>();
        for (JsonValue pair : json.items("heard")) {
            if (pair instanceof Items(List<JsonValue> both)
                    && both.size() == 2
                    && both.get(0) instanceof Text(String way)
                    && both.get(1) instanceof Whole(long times)) {
                heard.put(way, times);
            } else {
                throw new IllegalArgumentException("a way and how often it was named");
            }
        }
        return new Tally(
                json.whole("count"),
                counts(json.members("scores")),
                counts(json.members("ranks")),
                heard,
                json.items("whys").stream().map(Tally::text).toList());
    }

    private static SortedMap<String, List<Long>> counts(Members json) {
        var counts = new TreeMap<String, List<Long>>();
        json.values()
                .keySet()
                .forEach(name ->
                        counts.put(name, json.items(name).stream().map(Tally::whole).toList()));
        return counts;
    }

    private static String text(JsonValue value) {
        if (value instanceof Text(String text)) {
            return text;
        }
        throw new IllegalArgumentException("a reason is a text");
    }

    private static Long whole(JsonValue value) {
        if (value instanceof Whole(long number)) {
            return number;
        }
        throw new IllegalArgumentException("a count is a whole number");
    }

    @Override
    public String toString() {
        return "Tally[" + count + " answers]";
    }
}
