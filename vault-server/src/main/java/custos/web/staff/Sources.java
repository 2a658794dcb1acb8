package custos.web.staff;

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
                    "email-subscription");

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
