package custos.vault.core;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Once a day at a time of a place; a time that passed unseen is made up for. For one thread.
public final class RollSchedule {
    private final LocalTime at;
    private final ZoneId zone;
    private Instant seen;

    /// @param last what came before this needs not be made up for
    public RollSchedule(LocalTime at, ZoneId zone, Instant last) {
        this.at = at;
        this.zone = zone;
        this.seen = last;
    }

    /// Whether the time has come since this was asked last. True once for each day, or for several
    /// days that passed unseen.
    public boolean isTime(Instant now) {
        Instant latest = latest(now);
        boolean come = latest.isAfter(seen);
        if (come) {
            seen = latest;
        }
        return come;
    }

    private Instant latest(Instant now) {
        ZonedDateTime there = now.atZone(zone);
        ZonedDateTime today = there.toLocalDate().atTime(at).atZone(zone);
        return (today.isAfter(there)
                        ? there.toLocalDate().minusDays(1).atTime(at).atZone(zone)
                        : today)
                .toInstant();
    }
}
