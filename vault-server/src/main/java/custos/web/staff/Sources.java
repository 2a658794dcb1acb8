package custos.web.staff;

import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.Source;
import custos.policy.SourceId;
import custos.web.Visit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where staff take things down, and by which method the customer then spoke.
final class Sources {
    /// Sources that a person types in; all others are programs'.
    private static final List<String> TYPED =
            List.of(
                    "counter-form",
                    "phone-call",
                    "sms-order",
                    "pre-order",
                    "warranty-card",
                    "reward-card",
                    "competition",
                    "survey",
                    "wish-list",
                    "email-subscription");

    private static final List<String> ASKED = List.of("counter-form", "phone-call");

    /// What a record of a kind comes from: an order tells by it how it was made, and a warranty
    /// card serves the warranty alone.
    private static final Map<String, List<String>> OF_KIND =
            Map.of(
                    "purchase",
                    List.of("counter-form", "phone-call", "online-order", "sms-order", "pre-order"),
                    "warranty",
                    List.of("warranty-card"),
                    "competition-entry",
                    List.of("competition"),
                    "survey-answer",
                    List.of("survey"),
                    "reward-movement",
                    List.of("reward-card"));

    private static final Map<String, String> METHODS =
            Map.of("phone-call", "phone", "sms-order", "sms");

    private Sources() {}

    /// Those of the policy that a person types in, the usual one first.
    static List<SourceId> typed(Policy policy) {
        return TYPED.stream()
                .map(SourceId::new)
                .filter(id -> policy.source(id).isPresent())
                .toList();
    }

    /// Those by which staff take down a kind of record, the usual one first.
    static List<SourceId> of(Policy policy, KindId kind) {
        List<SourceId> own =
                OF_KIND.getOrDefault(kind.value(), ASKED).stream()
                        .map(SourceId::new)
                        .filter(id -> policy.source(id).isPresent())
                        .toList();
        return own.isEmpty() ? typed(policy) : own;
    }

    /// The source of what is said by a method.
    static SourceId of(Policy policy, String method) {
        var wanted = new SourceId(method.equals("phone") ? "phone-call" : "counter-form");
        return policy.source(wanted)
                .or(() -> policy.sources().stream().findFirst())
                .map(Source::id)
                .orElseThrow();
    }

    /// How the customer spoke where this source is.
    static String method(SourceId source) {
        return METHODS.getOrDefault(source.value(), "counter");
    }

    /// The source of a change on her page: as she is here, or at the counter.
    static SourceId of(Visit visit, Optional<Desk.Visiting> visiting) {
        return of(visit.policyWords().policy(), visiting.map(Desk.Visiting::how).orElse("counter"));
    }
}
