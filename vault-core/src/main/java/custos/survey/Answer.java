package custos.survey;

import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One answer to a survey, without any link to who gave it and without its time.
///
/// @param score with the scale it was given on
/// @param ranks the place that each reason was given, 1 for the most important
public record Answer(
        Optional<Score> score,
        Optional<String> why,
        Optional<String> heard,
        SortedMap<String, Long> ranks) {

    /// @param scale `0-10` or `1-10`
    public record Score(String scale, int points) {
        public Score {
            int lowest = scale.equals("1-10") ? 1 : 0;
            if (!scale.matches("[01]-10") || points < lowest || points > 10) {
                throw new IllegalArgumentException("a score is on a scale from 0 or 1 to 10");
            }
        }
    }

    public Answer {
        ranks = new TreeMap<>(ranks);
    }

    public boolean isEmpty() {
        return score.isEmpty() && why.isEmpty() && heard.isEmpty() && ranks.isEmpty();
    }

    JsonValue toJson() {
        var json = JsonValue.object().put("why", why).put("heard", heard);
        score.ifPresent(given -> json.put("scale", given.scale()).put("score", given.points()));
        if (!ranks.isEmpty()) {
            var places = JsonValue.object();
            ranks.forEach(places::put);
            json.put("ranks", places.build());
        }
        return json.build();
    }

    static Answer read(JsonValue value) {
        if (!(value instanceof Members json)) {
            throw new IllegalArgumentException("an answer is an object");
        }
        var ranks = new TreeMap<String, Long>();
        json.find("ranks")
                .ifPresent(_ -> {
                    Members places = json.members("ranks");
                    places.values().keySet().forEach(one -> ranks.put(one, places.whole(one)));
                });
        return new Answer(
                json.find("score")
                        .map(_ ->
                                new Score(
                                        json.text("scale"), Math.toIntExact(json.whole("score")))),
                json.find("why").map(_ -> json.text("why")),
                json.find("heard").map(_ -> json.text("heard")),
                ranks);
    }

    /// Redacted: what somebody thinks is nobody else's.
    @Override
    public String toString() {
        return "Answer[redacted]";
    }
}
