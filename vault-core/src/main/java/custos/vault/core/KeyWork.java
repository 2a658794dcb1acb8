package custos.vault.core;

import custos.event.Actor;
import java.time.Instant;

/// What is known of rolls and rotations since the vault was opened.
public sealed interface KeyWork {
    /// None was run.
    record Never() implements KeyWork {}

    /// Whether one is under way.
    default boolean isUnderWay() {
        return this instanceof Running || this instanceof Rotating;
    }

    /// A roll is under way.
    ///
    /// @param step of [Keys#STEPS]
    /// @param done customers so far, of `all`, within the step
    /// @param held whether it waits for a reader that holds the database's log
    record Running(Actor by, Instant since, int step, long done, long all, boolean held)
            implements KeyWork {}

    /// The last one's end: the old key is gone.
    record Done(Actor by, Instant since, Instant until, int kek) implements KeyWork {}

    /// A secret is being rotated.
    ///
    /// @param done rows so far, of `all`; both 0 where nothing is sealed anew
    record Rotating(RotatedKey key, Actor by, Instant since, long done, long all)
            implements KeyWork {}

    /// The last one's end: new writes are under this version.
    record Rotated(RotatedKey key, int version, Actor by, Instant since, Instant until)
            implements KeyWork {}

    /// The last one broke off before its end, and goes on with the next: nothing is lost, and the
    /// old key is still there.
    record BrokenOff(Actor by, Instant since, String why) implements KeyWork {}
}
