package custos.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;

/// A token bucket for each key: so many acts a minute or another period, and a burst of so many at
/// once.
///
/// In memory and bounded: with more keys than it may keep, the one unused for longest is forgotten
/// and starts anew with a full bucket. Safe for use by many threads.
///
/// Kept is one instant a key, at which its bucket is full again (the generic cell rate algorithm of
/// ITU-T I.371, which decides exactly as a token bucket does).
public final class RateLimit {
    /// What the API allows a token unless told otherwise.
    public static final int API_PER_MINUTE = 600;

    /// How many keys are kept unless told otherwise.
    public static final int MAX_KEYS = 10_000;

    /// So that no sum of times overflows.
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final long intervalNanos;
    private final long capacityNanos;
    private final InstantSource time;
    private final Map<String, Long> fullAt;

    /// @param perMinute 1 to 1,000,000
    /// @param burst how many may come at once, 1 to 1,000,000
    /// @param maxKeys 1 to 1,000,000
    public RateLimit(int perMinute, int burst, int maxKeys, InstantSource time) {
        this(perMinute, Duration.ofMinutes(1), burst, maxKeys, time);
    }

    /// @param acts in each period, 1 to 1,000,000
    /// @param period longer than nothing; no bucket takes more than ten years to fill
    /// @param burst how many may come at once, 1 to 1,000,000
    /// @param maxKeys 1 to 1,000,000
    public RateLimit(int acts, Duration period, int burst, int maxKeys, InstantSource time) {
        requireRange(acts, "acts in a period");
        requireRange(burst, "acts at once");
        requireRange(maxKeys, "keys");
        Duration interval = period.dividedBy(acts);
        if (!interval.isPositive() || interval.multipliedBy(burst).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a rate limit fills within ten years, not at once");
        }
        this.intervalNanos = interval.toNanos();
        this.capacityNanos = intervalNanos * burst;
        this.time = time;
        this.fullAt = new BoundedMap<>(maxKeys);
    }

    /// As many at once as in a minute, for [#MAX_KEYS] keys.
    public static RateLimit perMinute(int acts, InstantSource time) {
        return new RateLimit(acts, acts, MAX_KEYS, time);
    }

    /// Takes one act of this key's. Empty when it may go on; else nothing is taken, and the answer
    /// is after how many seconds, at least 1, to try again: the value of `Retry-After`.
    public synchronized OptionalLong secondsToWait(String key) {
        long now = nanos(time.instant());
        long full = Math.max(now, fullAt.getOrDefault(key, now));
        // A clock that was set back must not lock anybody out for as long as it was wrong.
        full = Math.min(full, now + capacityNanos);
        long afterwards = full + intervalNanos;
        long excess = afterwards - now - capacityNanos;
        if (excess > 0) {
            fullAt.put(key, full);
            return OptionalLong.of(Math.ceilDiv(excess, SECOND_NANOS));
        }
        fullAt.put(key, afterwards);
        return OptionalLong.empty();
    }

    private static long nanos(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), SECOND_NANOS), instant.getNano());
    }

    private static void requireRange(int value, String what) {
        if (value < 1 || value > 1_000_000) {
            throw new IllegalArgumentException("a rate limit has 1 to 1,000,000 " + what);
        }
    }
}
