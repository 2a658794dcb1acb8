package custos.web.audit;

import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.PolicyLoader;
import custos.policy.PurposeId;
import custos.vault.core.Policies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The sentences that customers of earlier versions of the policy agreed to. Keeps the last few
/// versions that were asked for: loading one takes a while. Safe for threads.
public final class PastWords {
    private static final int MAX_KEPT = 20;

    private final Policies policies;
    private final Map<Integer, Policy> kept = new LinkedHashMap<>(16, 0.75f, true);

    PastWords(Policies policies) {
        this.policies = policies;
    }

    /// A sentence as it was shown.
    public record Asked(String language, int version, Optional<String> sentence) {}

    /// What a notice asked for a purpose; empty when the vault never published that notice.
    Optional<Asked> asked(NoticeDigest notice, PurposeId purpose) {
        return policies.notice(notice)
                .map(shown ->
                        new Asked(
                                shown.language().value(),
                                shown.version(),
                                edition(shown.version())
                                        .flatMap(policy ->
                                                policy.words()
                                                        .find(
                                                                shown.language(),
                                                                "asks",
                                                                purpose.value()))));
    }

    private synchronized Optional<Policy> edition(int version) {
        Policy known = kept.get(version);
        if (known == null) {
            Optional<Policy> loaded = policies.files(version).map(PolicyLoader::load);
            if (loaded.isEmpty()) {
                return Optional.empty();
            }
            known = loaded.get();
            kept.put(version, known);
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return Optional.of(known);
    }
}
