package custos.vault.consents;

import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.proof.ProvenRecord;
import custos.vault.core.Policies;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The policies that were in force when things were said. Each is read once. For one thread.
public final class PastPolicies {
    private final Policies policies;
    private final Map<Integer, Policy> known = new HashMap<>();

    public PastPolicies(Policies policies) {
        this.policies = policies;
    }

    /// Adds to a record what the policy of then says: the one whose notice the act cites, else the
    /// one that was in force.
    public void at(Instant recorded, ProvenRecord.Places places) {
        List<Policies.Version> versions = policies.versions();
        Policies.Version version =
                places.act()
                        .notice()
                        .flatMap(policies::notice)
                        .flatMap(notice -> numbered(versions, notice.version()))
                        .orElseGet(() -> inForce(versions, recorded));
        Policy policy = policy(version.version());
        new StatedRecord(policy, notice(version, policy, places.part().language())).addTo(places);
    }

    private static Optional<Policies.Version> numbered(List<Policies.Version> all, int number) {
        return all.stream().filter(one -> one.version() == number).findFirst();
    }

    private static Policies.Version inForce(List<Policies.Version> all, Instant at) {
        return all.reversed().stream()
                .filter(one -> !one.since().isAfter(at))
                .findFirst()
                .orElseGet(all::getFirst);
    }

    private Policy policy(int version) {
        Policy current = policies.current();
        return current.version() == version
                ? current
                : known.computeIfAbsent(version, policies::version);
    }

    private static Optional<NoticeDigest> notice(
            Policies.Version version, Policy policy, Optional<String> language) {
        return language.map(Language::new)
                .map(version.notices()::get)
                .or(() ->
                        Optional.ofNullable(version.notices().get(policy.languages().getFirst())));
    }
}
