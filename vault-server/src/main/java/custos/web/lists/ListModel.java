package custos.web.lists;

import custos.vault.lists.ListCounts.State;
import custos.web.Choice;
import custos.web.Mistakes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the page of one question shows.
///
/// @param follows for what and by which channel it may be asked
/// @param byPost those of them of whose lists there may be labels
/// @param parameters that it takes
/// @param values what stands in the form: codes and numbers, nothing of a person
/// @param state of the last count of this question
public record ListModel(
        String code,
        List<Choice> follows,
        Set<String> byPost,
        List<String> parameters,
        List<Choice> months,
        Map<String, String> values,
        State state,
        Mistakes mistakes) {

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean takes(String parameter) {
        return parameters.contains(parameter);
    }

    /// How many are counted, by reason.
    public List<Map.Entry<String, Long>> reasons(State.Done done) {
        return List.copyOf(done.counted().reasons().entrySet());
    }

    /// How many are counted, by where they heard of the shop.
    public List<Map.Entry<String, Optional<Long>>> groups() {
        return state instanceof State.Done done
                ? List.copyOf(done.counted().groups().entrySet())
                : List.of();
    }

    /// What the last count was for, as the form names it.
    public String countedFor(State.Done done) {
        var request = done.run().request();
        String asked = new Follow(request.purpose(), request.channel()).text();
        return Choice.labelOf(asked, follows);
    }
}
