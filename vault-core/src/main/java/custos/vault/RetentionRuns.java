package custos.vault;

import custos.event.Actor;
import custos.policy.ReasonUse;
import custos.vault.Retentions.Past;
import custos.vault.Retentions.Purged;
import java.time.Instant;
import java.util.function.Supplier;

/// Dry runs and purges in the background, one at a time, for people who watch a page. A purge
/// follows a dry run of the same day: nobody deletes what nobody has seen counted.
///
/// Safe for threads. Nothing of it rests on disk.
public final class RetentionRuns implements AutoCloseable {
    private final Core core;
    private final Retentions retentions;
    private final Background<State> runs =
            new Background<>("retention", new State.Never(), now -> now instanceof State.Running);

    RetentionRuns(Core core, Retentions retentions) {
        this.core = core;
        this.retentions = retentions;
    }

    /// Who started a run, and when.
    public record Run(Actor by, Instant since) {}

    /// What is known of runs since the vault was opened.
    public sealed interface State {
        /// There was none.
        record Never() implements State {}

        /// One is under way.
        ///
        /// @param purging whether it deletes
        /// @param percent of the customers, 0 to 99
        record Running(Run run, boolean purging, int percent) implements State {}

        /// The last one looked: this is past its period.
        record Looked(Run run, Past past) implements State {}

        /// The last one deleted.
        record Deleted(Run run, Purged purged) implements State {}

        /// The last one broke off before its end. What a purge had deleted by then is deleted.
        record BrokenOff(Run run, boolean purging) implements State {}
    }

    public State state() {
        return runs.state();
    }

    /// Starts a dry run, unless a run is under way.
    ///
    /// @return whether this call started it
    public boolean look(Actor by) {
        var run = new Run(by, core.now());
        return start(
                run,
                false,
                () -> new State.Looked(run, retentions.past(seen -> told(run, false, seen))));
    }

    /// Starts a purge, unless a run is under way.
    ///
    /// @param reason a reason code of the policy, as for an erasure
    /// @return whether this call started it
    /// @throws Refusal.Conflict when the last run was no dry run of today
    public boolean purge(String reason, Actor by) {
        core.policies().requireReason(ReasonUse.ERASE, reason);
        requireLookedAt();
        var run = new Run(by, core.now());
        return start(
                run,
                true,
                () ->
                        new State.Deleted(
                                run, retentions.purge(reason, by, seen -> told(run, true, seen))));
    }

    /// Whether the last run was a dry run of today.
    public boolean isLookedAt() {
        return state() instanceof State.Looked(_, Past past)
                && past.on().toEpochDay() == core.today();
    }

    private void requireLookedAt() {
        if (!(state() instanceof State.Running) && !isLookedAt()) {
            throw new Refusal.Conflict("looked-at", "look first at what is past its period today");
        }
    }

    private boolean start(Run run, boolean purging, Supplier<State> work) {
        return runs.start(
                new State.Running(run, purging, 0), work, () -> new State.BrokenOff(run, purging));
    }

    private void told(Run run, boolean purging, long seen) {
        long percent = Math.min(99, seen * 100 / Math.max(1, core.customersAtMost()));
        runs.tell(new State.Running(run, purging, (int) percent));
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        runs.close();
    }
}
