package custos.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Makes wrong tries wait: after so many that are free, 1 s, then 2, 4 and so on up to a limit.
///
/// A try counts as wrong from its start until it is known to be right, so that many at once gain
/// nothing. In memory and bounded, see [BoundedMap]; forgotten an hour after the last try. Safe for
/// use by many threads.
final class Backoff {
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MAX_KEYS = 10_000;

    private final int freeTries;
    private final Duration longest;
    private final InstantSource time;
    private final Map<String, Tries> tries = new BoundedMap<>(MAX_KEYS);

    Backoff(int freeTries, Duration longest, InstantSource time) {
        this.freeTries = freeTries;
        this.longest = longest;
        this.time = time;
    }

    /// How long this key still has to wait; empty when it may try now.
    synchronized Optional<Duration> remaining(String key) {
        Tries past = tries.get(key);
        if (past == null) {
            return Optional.empty();
        }
        Duration since = sinceLast(past);
        if (since.compareTo(MEMORY) >= 0) {
            tries.remove(key);
            return Optional.empty();
        }
        Duration left = wait(past.count).minus(since);
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    /// Counts a try, as wrong until told otherwise.
    synchronized void count(String key) {
        tries.merge(
                key,
                new Tries(1, time.instant(), Instant.MIN),
                (past, one) -> new Tries(Math.min(past.count + 1, 1_000), one.last, past.last));
    }

    /// Takes one try back: it was not a guess, and nobody waits because of it.
    synchronized void takeBack(String key) {
        tries.computeIfPresent(key, (_, past) -> past.count == 1 ? null : past.withoutLast());
    }

    /// Forgets all tries of a key.
    synchronized void forget(String key) {
        tries.remove(key);
    }

    /// Never negative, though the clock may be set back: nobody waits longer than the limit.
    private Duration sinceLast(Tries past) {
        Duration since = Duration.between(past.last, time.instant());
        return since.isNegative() ? Duration.ZERO : since;
    }

    private Duration wait(int count) {
        if (count < freeTries) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(count - freeTries, 30));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    /// @param before when the last but one was
    private record Tries(int count, Instant last, Instant before) {
        Tries withoutLast() {
            return new Tries(count - 1, before, before);
        }
    }
}
