package custos.vault.erasure;

import custos.event.Actor;
import custos.policy.ReasonUse;
import custos.vault.core.Background;
import custos.vault.core.Core;
import custos.vault.erasure.Retentions.Past;
import custos.vault.erasure.Retentions.Purged;
import custos.vault.rows.Refusal;
import java.time.Instant;
import java.util.Optional;

/// Dry runs and purges in the background, one at a time, for people who watch a page. A purge
/// follows a dry run of the same day: nobody deletes what nobody has seen counted.
///
/// Safe for threads. Nothing of it rests on disk.
public final class RetentionRuns implements AutoCloseable {
    private final Core core;
    private final Retentions retentions;
    private final Background<State> runs =
            new Background<>("retention", new State.Never(), now -> now instanceof State.Running);

    public RetentionRuns(Core core, Retentions retentions) {
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
        return runs.start(
                new State.Running(run, false, 0),
                () ->
                        new State.Looked(
                                run, retentions.past(core.today(), seen -> told(run, false, seen))),
                () -> new State.BrokenOff(run, false));
    }

    /// Starts a purge of what a dry run of today counted. Each customer is judged anew, by the same
    /// day.
    ///
    /// @param reason a reason code of the policy, as for an erasure
    /// @param looked when that dry run began, as whoever read its count was told
    /// @throws Refusal.Conflict when another run came after it, or the day is over
    public void purge(String reason, Instant looked, Actor by) {
        core.policies().requireReason(ReasonUse.ERASE, reason);
        var run = new Run(by, core.now());
        int today = core.today();
        boolean started =
                runs.start(
                        state -> lookedAt(state, today).filter(looked::equals).isPresent(),
                        new State.Running(run, true, 0),
                        () ->
                                new State.Deleted(
                                        run,
                                        retentions.purge(
                                                reason, by, today, seen -> told(run, true, seen))),
                        () -> new State.BrokenOff(run, true));
        if (!started) {
            throw new Refusal.Conflict("looked-at", "look first at what is past its period today");
        }
    }

    /// When the last run began, if it was a dry run of today: what a purge needs.
    public Optional<Instant> lookedAt() {
        return lookedAt(state(), core.today());
    }

    private static Optional<Instant> lookedAt(State state, int today) {
        return state instanceof State.Looked(Run run, Past past) && past.on().toEpochDay() == today
                ? Optional.of(run.since())
                : Optional.empty();
    }

    private void told(Run run, boolean purging, long seen) {
        long percent = Math.min(99, seen * 100 / Math.max(1, core.customersAtMost()));
        runs.tell(new State.Running(run, purging, (int) percent));
    }

    /// Tells what is under way to break off; returns at once.
    public void halt() {
        runs.halt();
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        runs.close();
    }
}
