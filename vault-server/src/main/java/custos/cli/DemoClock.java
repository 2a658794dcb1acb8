package custos.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time of a demonstration while it is made: a season goes by in seconds, so that its log has
/// days to look through. It ends at the real time and never goes beyond. For one thread at a time.
public final class DemoClock implements InstantSource {
    private final Instant end;
    private volatile Instant now;

    /// @param end which it never goes beyond
    /// @param season how long before that it begins
    public DemoClock(Instant end, Duration season) {
        this.end = end;
        this.now = end.minus(season);
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        Instant later = now.plus(by);
        now = later.isAfter(end) ? end : later;
    }
}
