package custos.web.breach;

import custos.breach.Breach;
import custos.policy.Controller;
import custos.policy.Language;
import custos.policy.Policy;
import custos.web.Languages;
import custos.web.Visit;
import custos.words.Phrases;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The letters to those concerned by a breach, one in each language of the policy.
final class BreachLetters {
    private BreachLetters() {}

    static List<BreachModel.Letter> of(Visit visit, Breach one) {
        return visit.policyWords().policy().languages().stream()
                .map(Language::value)
                .filter(Languages.ALL::contains)
                .map(language -> letter(visit, language, one))
                .toList();
    }

    private static BreachModel.Letter letter(Visit visit, String language, Breach one) {
        Policy policy = visit.policyWords().policy();
        Controller who = policy.controller();
        Phrases words = visit.words(language);
        String data =
                one.concerned().stream()
                        .map(part -> part.dataClass().value())
                        .map(id ->
                                policy.words()
                                        .find(new Language(language), "classes", id)
                                        .orElse(id))
                        .collect(Collectors.joining(", "));
        Map<String, String> said =
                Map.of(
                        "controller", who.name(),
                        "day", visit.times(language).day(one.facts().found()),
                        "data", data,
                        "contact", one.facts().contact());
        return new BreachModel.Letter(
                language,
                visit.words().text("common.language." + language),
                List.of(
                        words.text("staff.breach.letter.greeting"),
                        words.text("staff.breach.letter.what", said) + " " + one.facts().what(),
                        words.text("staff.breach.letter.data", said),
                        words.text("staff.breach.letter.consequences")
                                + " "
                                + one.facts().consequences(),
                        words.text("staff.breach.letter.measures") + " " + one.facts().measures(),
                        words.text("staff.breach.letter.contact", said),
                        who.name() + ", " + who.address()));
    }
}
