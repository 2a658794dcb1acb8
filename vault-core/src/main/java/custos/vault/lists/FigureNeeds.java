package custos.vault.lists;

import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.vault.rows.Kinds;
import custos.vault.rows.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// For what the policy lets figures be made, and of what: each figure follows a purpose and opens
/// nothing that the purpose does not cover.
///
/// @param sources the purpose for which the answer is opened where customers heard of the shop
/// @param promoters for survey answers
/// @param sold for purchases
/// @param rewards for movements of rewards
/// @param profile for what customers are, with their consent
record FigureNeeds(
        Optional<Purpose> sources,
        Optional<Purpose> promoters,
        Optional<Purpose> sold,
        Optional<Purpose> rewards,
        Optional<Purpose> profile) {
    static final KindId SURVEY_ANSWER = new KindId("survey-answer");
    static final FieldId HEARD_FROM = new FieldId("heard_from");
    static final PurposeId INSIGHT = new PurposeId("insight");

    private static final PurposeId REWARDS = new PurposeId("rewards");
    private static final PurposeId PROFILING = new PurposeId("profiling");

    static FigureNeeds of(Policy policy) {
        return new FigureNeeds(
                of(policy, INSIGHT, Kinds.CONTACT)
                        .filter(purpose -> purpose.fields().contains(HEARD_FROM)),
                of(policy, INSIGHT, SURVEY_ANSWER),
                of(policy, INSIGHT, Kinds.PURCHASE),
                of(policy, REWARDS, Totals.REWARD_MOVEMENT),
                of(policy, PROFILING, Kinds.PROFILE));
    }

    private static Optional<Purpose> of(Policy policy, PurposeId id, KindId kind) {
        return policy.purpose(id)
                .filter(purpose ->
                        policy.kind(kind)
                                .map(known -> purpose.classes().contains(known.dataClass()))
                                .orElse(false));
    }

    /// The figures that the policy does not let be made.
    List<String> missing() {
        var missing = new ArrayList<String>();
        Stream.of(
                        new Need("sources", sources),
                        new Need("nps", promoters),
                        new Need("reasons", promoters),
                        new Need("best-sellers", sold),
                        new Need("rewards", rewards),
                        new Need("profile", profile))
                .filter(need -> need.by().isEmpty())
                .map(Need::figure)
                .forEach(missing::add);
        return missing;
    }

    private record Need(String figure, Optional<Purpose> by) {}
}
