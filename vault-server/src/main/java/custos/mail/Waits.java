package custos.mail;

import java.time.Duration;
import java.time.Instant;

/// How long somebody waits before trying again: a minute, then twice as long each time, at most six
/// hours.
///
/// @param tries how many failed so far
/// @param until when the next one may be made
record Waits(int tries, Instant until) {
    static final Waits NONE = new Waits(0, Instant.EPOCH);

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int MAX_DOUBLINGS = 16;

    Waits longer(Instant now) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(tries, MAX_DOUBLINGS));
        return new Waits(tries + 1, now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause));
    }
}
