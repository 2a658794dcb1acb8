package custos.survey;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The anonymous answers to one survey. Each waits until there are five: then they are added to the
/// sums together, so that nobody who looks before and after learns what one person said.
///
/// @param sums of all whole fives
/// @param waiting fewer than five, in no order that tells when they came
public record Survey(String name, Tally sums, List<Answer> waiting) {
    /// How many answers are shown together at least.
    public static final int TOGETHER = 5;

    /// The most characters of reasons that a survey keeps.
    public static final int MAX_CHARACTERS = 400_000;

    public Survey {
        waiting = List.copyOf(waiting);
    }

    public static Survey begun(String name) {
        return new Survey(name, Tally.NONE, List.of());
    }

    /// Whether there is room for another answer.
    public boolean isFull() {
        return sums.characters() >= MAX_CHARACTERS;
    }

    public Survey with(Answer answer) {
        var all = new ArrayList<>(waiting);
        all.add(answer);
        if (all.size() < TOGETHER) {
            all.sort(Comparator.comparing(Survey::written));
            return new Survey(name, sums, all);
        }
        Tally more = sums;
        for (Answer one : all) {
            more = more.plus(one);
        }
        return new Survey(name, more, List.of());
    }

    private static String written(Answer answer) {
        return new String(CanonicalJson.encode(answer.toJson()), StandardCharsets.UTF_8);
    }

    public JsonValue toJson() {
        return JsonValue.object()
                .put("v", 1)
                .put("name", name)
                .put("sums", sums.toJson())
                .put("waiting", new Items(waiting.stream().map(Answer::toJson).toList()))
                .build();
    }

    /// @throws IllegalArgumentException when it is of no version that is known
    public static Survey read(Members json) {
        if (json.whole("v") != 1) {
            throw new IllegalArgumentException("a survey is of a version that is not known");
        }
        return new Survey(
                json.text("name"),
                Tally.read(json.members("sums")),
                json.items("waiting").stream().map(Answer::read).toList());
    }

    @Override
    public String toString() {
        return "Survey[" + name + "]";
    }
}
