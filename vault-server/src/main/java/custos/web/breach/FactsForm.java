package custos.web.breach;

import custos.breach.Breach;
import custos.breach.Extent;
import custos.breach.Facts;
import custos.policy.Controller;
import custos.policy.DataClass;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The form of what is known of a breach, as it was typed, and what is wrong with it.
public record FactsForm(Map<String, String> texts, List<String> chosen, Mistakes mistakes) {
    private static final List<String> NAMES =
            List.of(
                    "found",
                    "began",
                    "ended",
                    "what",
                    "extent",
                    "categories",
                    "people",
                    "records",
                    "consequences",
                    "measures",
                    "contact");

    public FactsForm {
        texts = Map.copyOf(texts);
        chosen = List.copyOf(chosen);
    }

    /// What the template shows.
    ///
    /// @param path that it is sent to
    /// @param version that was read; 0 for a new file
    /// @param latest the latest moment that it takes
    public record Model(
            String path,
            int version,
            List<Choice> classes,
            List<Choice> extents,
            String latest,
            FactsForm form) {
        public String text(String name) {
            return form.texts.getOrDefault(name, "");
        }

        public boolean isChosen(String dataClass) {
            return form.chosen.contains(dataClass);
        }

        public Mistakes mistakes() {
            return form.mistakes;
        }
    }

    static FactsForm blank(Visit visit) {
        var texts = new HashMap<String, String>();
        NAMES.forEach(name -> texts.put(name, ""));
        Controller who = visit.policyWords().policy().controller();
        texts.put("contact", String.join(", ", who.dpo().name(), who.dpo().email(), who.phone()));
        return new FactsForm(texts, List.of(), Mistakes.none());
    }

    static FactsForm of(Visit visit, Breach one) {
        Facts facts = one.facts();
        return new FactsForm(
                Map.ofEntries(
                        Map.entry("found", Typing.moment(visit, facts.found())),
                        Map.entry("began", moment(visit, facts.began())),
                        Map.entry("ended", moment(visit, facts.ended())),
                        Map.entry("what", facts.what()),
                        Map.entry("extent", facts.extent().code()),
                        Map.entry("categories", facts.categories()),
                        Map.entry("people", number(facts.people())),
                        Map.entry("records", number(facts.records())),
                        Map.entry("consequences", facts.consequences()),
                        Map.entry("measures", facts.measures()),
                        Map.entry("contact", facts.contact())),
                one.concerned().stream().map(data -> data.dataClass().value()).toList(),
                Mistakes.none());
    }

    private static String moment(Visit visit, Optional<Instant> at) {
        return at.map(one -> Typing.moment(visit, one)).orElse("");
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }

    static FactsForm sent(Visit visit) throws IOException {
        Form form = visit.form();
        var texts = new HashMap<String, String>();
        NAMES.forEach(name -> texts.put(name, form.text(name)));
        return new FactsForm(texts, form.all("class"), Mistakes.none());
    }

    Model model(Visit visit, Optional<Breach> of) {
        return new Model(
                of.map(BreachView::path).orElse("/breaches"),
                of.map(Breach::version).orElse(0),
                visit.policyWords().policy().classes().stream()
                        .map(one ->
                                new Choice(one.id().value(), BreachView.dataClass(visit, one.id())))
                        .toList(),
                Arrays.stream(Extent.values())
                        .map(one -> new Choice(one.code(), BreachView.extent(visit, one)))
                        .toList(),
                Typing.now(visit),
                this);
    }

    /// The classes that are ticked and that the policy has.
    List<DataClass> classes(Visit visit) {
        return visit.policyWords().policy().classes().stream()
                .filter(one -> chosen.contains(one.id().value()))
                .toList();
    }

    /// The facts; what is wrong with them is told by the mistakes.
    Optional<Facts> read(Visit visit) {
        Optional<Instant> found = moment(visit, "found", true);
        Optional<Instant> began = moment(visit, "began", false);
        Optional<Instant> ended = moment(visit, "ended", false);
        began.filter(at -> found.map(at::isAfter).orElse(false))
                .ifPresent(_ -> wrong(visit, "began"));
        ended.filter(at -> began.map(at::isBefore).orElse(false))
                .ifPresent(_ -> wrong(visit, "ended"));
        text(visit, "what", 1);
        require(visit, "class", !classes(visit).isEmpty());
        Optional<Extent> extent = Extent.find(typed("extent"));
        require(visit, "extent", extent.isPresent());
        text(visit, "categories", 0);
        count(visit, "people");
        count(visit, "records");
        text(visit, "consequences", 1);
        text(visit, "measures", 1);
        text(visit, "contact", 1);
        return mistakes.isEmpty()
                ? Optional.of(
                        new Facts(
                                found.orElseThrow(),
                                began,
                                ended,
                                typed("what"),
                                extent.orElseThrow(),
                                typed("categories"),
                                Typing.number(typed("people")),
                                Typing.number(typed("records")),
                                typed("consequences"),
                                typed("measures"),
                                typed("contact")))
                : Optional.empty();
    }

    private Optional<Instant> moment(Visit visit, String name, boolean needed) {
        Optional<Instant> at = Typing.moment(visit, typed(name));
        require(visit, name, at.isPresent() || (!needed && typed(name).isEmpty()));
        return at;
    }

    private void text(Visit visit, String name, int min) {
        require(visit, name, Typing.isText(typed(name), min));
    }

    private void count(Visit visit, String name) {
        require(visit, name, typed(name).isEmpty() || Typing.number(typed(name)).isPresent());
    }

    private String typed(String name) {
        return texts.getOrDefault(name, "");
    }

    private void require(Visit visit, String field, boolean right) {
        if (!right) {
            wrong(visit, field);
        }
    }

    private void wrong(Visit visit, String field) {
        mistakes.add(field, visit.words().text("staff.breach.wrong." + field));
    }

    /// Redacted: what happened may name people.
    @Override
    public String toString() {
        return "FactsForm[redacted]";
    }
}
