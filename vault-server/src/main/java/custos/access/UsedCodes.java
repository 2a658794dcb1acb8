package custos.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// The newest time step of which each account used a code. Codes of it and of older ones are never
/// accepted again, so that a code looked at over a shoulder opens nothing.
///
/// In memory alone. What was used before a restart is not known after it, so an account that had a
/// second factor then begins with the first step that could not have been used yet. Safe for use by
/// many threads.
final class UsedCodes {
    private final Map<AccountName, Long> newest = new HashMap<>();

    /// From now on only codes of steps that are not in reach yet.
    synchronized void forgetPast(AccountName name, Instant now) {
        newest.put(name, TotpSecret.stepAt(now) + 1);
    }

    /// Whether the code is right and not used yet; it is now.
    synchronized boolean use(AccountName name, TotpSecret secret, String typed, Instant now) {
        OptionalLong step = secret.stepOf(typed, now);
        if (step.isEmpty() || step.getAsLong() <= newest.getOrDefault(name, Long.MIN_VALUE)) {
            return false;
        }
        newest.put(name, step.getAsLong());
        return true;
    }

    /// As [#use], for a secret that is so new that no code of it was used.
    synchronized boolean useFirst(AccountName name, TotpSecret secret, String typed, Instant now) {
        OptionalLong step = secret.stepOf(typed, now);
        step.ifPresent(of -> newest.put(name, of));
        return step.isPresent();
    }
}
