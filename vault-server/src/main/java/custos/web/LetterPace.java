package custos.web;

import custos.access.RateLimit;
import java.time.Duration;
import java.time.InstantSource;

/// How many letters an address gets that anybody can ask for: three in a row, then one a minute,
/// and of any day no more than ten, however many networks ask.
public final class LetterPace {
    private static final int LETTERS_A_MINUTE = 1;
    private static final int LETTERS_AT_ONCE = 3;

    /// A bucket of half of them that fills as slowly: of any day, no more than ten.
    private static final int LETTERS_A_DAY = 10;

    private final RateLimit addresses;
    private final RateLimit days;

    public LetterPace(InstantSource clock) {
        this.addresses =
                new RateLimit(LETTERS_A_MINUTE, LETTERS_AT_ONCE, RateLimit.MAX_KEYS, clock);
        this.days =
                new RateLimit(
                        LETTERS_A_DAY / 2,
                        Duration.ofDays(1),
                        LETTERS_A_DAY / 2,
                        RateLimit.MAX_KEYS,
                        clock);
    }

    /// Whether one more may go; counts it.
    ///
    /// @param key the address's keyed hash
    public boolean allows(String key) {
        return addresses.secondsToWait(key).isEmpty() && days.secondsToWait(key).isEmpty();
    }
}
