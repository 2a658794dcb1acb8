package custos.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The words that a policy needs in each of its languages: sections, their keys, and for each key
/// the {placeholders} of its text.
final class WordsNeeded {
    private static final List<String> STATES =
            List.of(
                    "given",
                    "renewed",
                    "refused",
                    "withdrawn",
                    "requested",
                    "unknown",
                    "revoked",
                    "expired",
                    "invalidated");
    private static final List<String> RIGHTS =
            List.of(
                    "access",
                    "rectification",
                    "erasure",
                    "restriction",
                    "portability",
                    "objection",
                    "withdraw",
                    "complaint");

    private final Map<String, Map<String, Set<String>>> sections = new LinkedHashMap<>();

    private WordsNeeded() {}

    static Map<String, Map<String, Set<String>>> of(PolicyFrame frame, Catalogue catalogue) {
        var needed = new WordsNeeded();
        needed.data(catalogue);
        needed.uses(catalogue);
        needed.frame(frame, catalogue);
        needed.fixed();
        return needed.sections;
    }

    private void data(Catalogue catalogue) {
        put("fields", catalogue.fields(), field -> field.id().value());
        put("choices", List.of(), String::valueOf);
        for (Field field : catalogue.fields()) {
            put("choices", field.choices(), choice -> field.id().value() + "." + choice);
        }
        put("classes", catalogue.classes(), one -> one.id().value());
        put("kinds", catalogue.kinds(), kind -> kind.id().value());
    }

    private void uses(Catalogue catalogue) {
        var asked = catalogue.purposes().stream().filter(Purpose::needsConsent).toList();
        put("purposes", catalogue.purposes(), purpose -> purpose.id().value());
        put("asks", asked, purpose -> purpose.id().value());
        put("why", catalogue.purposes(), purpose -> purpose.id().value());
        put("channels", catalogue.channels(), channel -> channel.id().value());
        put("sources", catalogue.sources(), source -> source.id().value());
        put(
                "collected",
                catalogue.sources(),
                source -> source.id().value(),
                Set.of("controller", "url"));
        put("methods", catalogue.methods(), method -> method.id().value());
        put("bases", List.of(LawfulBasis.values()), LawfulBasis::code);
        var reasons = new LinkedHashSet<String>();
        catalogue.reasons().values().forEach(reasons::addAll);
        put("reasons", reasons, Function.identity());
        put("recipients", catalogue.recipients(), recipient -> recipient.id().value());
        var countries = new LinkedHashSet<String>();
        catalogue.recipients().forEach(recipient -> countries.addAll(recipient.countries()));
        put("countries", countries, Function.identity());
    }

    private void frame(PolicyFrame frame, Catalogue catalogue) {
        put("regimes", frame.regimes(), regime -> regime.id().value());
        put(
                "prizes",
                frame.rewards().map(RewardProgramme::prizes).orElse(List.of()),
                RewardProgramme.Prize::id);
        put("measures", frame.statements().measures(), Function.identity());
        var grounds = new LinkedHashSet<String>();
        var starts = new LinkedHashSet<RetentionStart>();
        for (DataClass one : catalogue.classes()) {
            one.retention().ground().ifPresent(grounds::add);
            starts.add(one.retention().from());
        }
        if (frame.afterErasure() instanceof AfterErasure.Keep(_, String ground)) {
            grounds.add(ground);
        }
        grounds.add(frame.suppression().ground().code());
        put("grounds", grounds, Function.identity());
        put("retention_from", starts, RetentionStart::code);
    }

    private void fixed() {
        put("roles", List.of(Role.values()), Role::code);
        put("states", STATES, Function.identity());
        put("rights", RIGHTS, Function.identity());
        for (String unit : List.of("year", "month", "day")) {
            for (String count : List.of("one", "few", "many")) {
                put("periods", List.of(unit), one -> one + "-" + count, Set.of("n"));
            }
        }
        sections.put("notice", NoticeKeys.all());
    }

    private <T> void put(String section, Collection<T> things, Function<T, String> key) {
        put(section, things, key, Set.of());
    }

    private <T> void put(
            String section,
            Collection<T> things,
            Function<T, String> key,
            Set<String> placeholders) {
        var keys = sections.computeIfAbsent(section, _ -> new LinkedHashMap<>());
        things.forEach(thing -> keys.put(key.apply(thing), placeholders));
    }
}
