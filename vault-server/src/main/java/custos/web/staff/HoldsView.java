package custos.web.staff;

import custos.vault.erasure.Holds;
import custos.web.ActorText;
import custos.web.Choice;
import custos.web.Visit;
import java.util.ArrayList;
import java.util.List;

/// Legal holds, and what they can be set on, in the reader's language.
final class HoldsView {
    private final Visit visit;

    HoldsView(Visit visit) {
        this.visit = visit;
    }

    List<HoldsModel.Row> rows(List<Holds.Hold> holds) {
        return holds.stream().map(this::row).toList();
    }

    /// The customers of holds that cannot be read.
    static List<String> damaged(Holds.Page page) {
        return page.damaged().stream().map(one -> one.customer().value()).toList();
    }

    private HoldsModel.Row row(Holds.Hold hold) {
        return new HoldsModel.Row(
                hold.customer().value(),
                hold.record().value(),
                policy("kinds", hold.kind().value()),
                policy("classes", hold.dataClass().value()),
                visit.times().day(hold.day()),
                policy("reasons", hold.ground()),
                visit.times().day(hold.until()),
                ActorText.of(visit, hold.by()),
                visit.times().day(hold.at()),
                hold.note().orElse(""),
                hold.erased(),
                hold.overdue());
    }

    private String policy(String group, String code) {
        return visit.policyWords().of(group, code);
    }

    List<Choice> classes(Holds.Choices choices) {
        var classes = new ArrayList<Choice>();
        choices.classes()
                .forEach((id, count) ->
                        classes.add(
                                new Choice(
                                        id.value(),
                                        policy("classes", id.value()) + " (" + count + ")")));
        return classes;
    }

    List<Choice> records(Holds.Choices choices) {
        return choices.newest().stream()
                .map(one ->
                        new Choice(
                                one.record().value(),
                                policy("kinds", one.kind().value())
                                        + ", "
                                        + visit.times().day(one.day())))
                .toList();
    }
}
