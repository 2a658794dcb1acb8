package custos.web.figures;

import custos.figure.FigureBook;
import custos.figure.Places;
import custos.plot.Plot.Form;
import custos.policy.FieldId;
import custos.web.Visit;
import custos.web.figures.Sheet.Column;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which place each reason to come was given: by customers, and beside it without a name.
final class ReasonSheet {
    private static final String RANKS = "ranks";

    private final FigureBook.Reasons reasons;
    private final Visit visit;

    ReasonSheet(FigureBook.Reasons reasons, Visit visit) {
        this.reasons = reasons;
        this.visit = visit;
    }

    private String word(String key) {
        return visit.words().text("figures." + key);
    }

    /// Empty when nobody ranked anything.
    List<Sheet> all() {
        Set<String> told = told();
        return told.isEmpty() ? List.of() : List.of(sheet(List.copyOf(told)));
    }

    /// The reasons that somebody ranked, in the policy's order.
    private Set<String> told() {
        var told = new LinkedHashSet<String>();
        visit.policyWords()
                .policy()
                .field(new FieldId(RANKS))
                .ifPresent(field -> told.addAll(field.choices()));
        told.addAll(reasons.named().keySet());
        told.addAll(reasons.anonymous().keySet());
        told.removeIf(reason ->
                !reasons.named().containsKey(reason) && !reasons.anonymous().containsKey(reason));
        return told;
    }

    private Sheet sheet(List<String> told) {
        return new Sheet(
                "reasons",
                visit.policyWords().field(RANKS),
                word("reasons.note"),
                Form.BARS,
                word("reasons.reason"),
                told.stream().map(reason -> visit.policyWords().choice(RANKS, reason)).toList(),
                List.of(
                        mean("reasons.named", reasons.named(), told),
                        mean("reasons.anonymous", reasons.anonymous(), told),
                        answers("reasons.named-answers", reasons.named(), told),
                        answers("reasons.anonymous-answers", reasons.anonymous(), told)));
    }

    private Column mean(String name, Map<String, Places> places, List<String> told) {
        return new Column(
                word(name),
                true,
                word("hidden"),
                told.stream()
                        .map(reason -> places.getOrDefault(reason, Places.NONE).mean())
                        .toList());
    }

    private Column answers(String name, Map<String, Places> places, List<String> told) {
        return new Column(
                word(name),
                false,
                word("hidden"),
                told.stream()
                        .map(reason -> shown(places.getOrDefault(reason, Places.NONE)))
                        .toList());
    }

    private static Optional<BigDecimal> shown(Places places) {
        return places.mean().map(_ -> BigDecimal.valueOf(places.answers()));
    }
}
