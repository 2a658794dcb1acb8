package custos.vault.inspection;

import custos.policy.Policy;
import custos.policy.PolicyLoader;
import custos.vault.core.Policies;
import custos.vault.rows.Kinds;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Every published version of the policy, loaded anew from the store: a record is judged by the
/// version that it was sealed under. Immutable.
final class Editions {
    private final Map<Integer, Policy> policies;
    private final Policy current;

    private Editions(Map<Integer, Policy> policies, Policy current) {
        this.policies = policies;
        this.current = current;
    }

    /// Loads what can be loaded; what cannot is a finding.
    static Editions read(Policies policies, Findings findings) {
        var loaded = new HashMap<Integer, Policy>();
        Policy current = policies.current();
        for (int version = 1; version <= current.version(); version++) {
            int wanted = version;
            try {
                policies.files(version)
                        .map(PolicyLoader::load)
                        .filter(policy -> policy.version() == wanted)
                        .ifPresentOrElse(
                                policy -> loaded.put(wanted, policy),
                                () -> malformed(findings, wanted));
            } catch (RuntimeException e) {
                // Whatever a damaged document makes the loader throw: it is damaged.
                malformed(findings, wanted);
            }
        }
        return new Editions(Map.copyOf(loaded), current);
    }

    private static void malformed(Findings findings, int version) {
        findings.add(FindingCode.POLICY_MALFORMED, "policy version " + version);
    }

    Policy current() {
        return current;
    }

    /// The class whose keys seal openings: the same in all versions.
    int evidenceClass() {
        return Kinds.classNo(current, Kinds.of(current, Kinds.CONSENTS));
    }

    Optional<Policy> of(int version) {
        return Optional.ofNullable(policies.get(version));
    }
}
