package custos.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/// The policies that were loaded last. Opening a vault, verifying it and every page about a former
/// version load the same few again, and each takes some 50 ms. Safe for threads.
final class LatestPolicies {
    /// The most that are kept.
    static final int MOST = 4;

    private final Deque<Loaded> latest = new ArrayDeque<>();

    private record Loaded(PolicyFiles files, Policy policy) {}

    /// The policy in some files, by its loader unless it is kept.
    Policy policy(PolicyFiles files, Function<PolicyFiles, Policy> loader) {
        Optional<Policy> kept = find(files);
        if (kept.isPresent()) {
            return kept.get();
        }
        Policy policy = loader.apply(files);
        keep(new Loaded(files, policy));
        return policy;
    }

    private synchronized Optional<Policy> find(PolicyFiles files) {
        return latest.stream()
                .filter(one -> one.files().hasSameTexts(files))
                .map(Loaded::policy)
                .findFirst();
    }

    private synchronized void keep(Loaded loaded) {
        latest.addFirst(loaded);
        if (latest.size() > MOST) {
            latest.removeLast();
        }
    }
}
