package custos.vault.lists;

import custos.event.Actor;
import custos.vault.core.Background;
import custos.vault.core.Core;
import java.time.Instant;

/// Counts of lists in the background, one at a time, for people who watch a page: how many would be
/// on a list, before anybody's name leaves the vault. Safe for threads. Nothing of it rests on
/// disk.
public final class ListCounts implements AutoCloseable {
    private final Core core;
    private final Lists lists;
    private final Background<State> runs =
            new Background<>("list count", new State.Never(), now -> now instanceof State.Running);

    public ListCounts(Core core) {
        this.core = core;
        this.lists = new Lists(core);
    }

    /// Who asked for a count of what, and when.
    public record Run(Actor by, Instant since, ListRequest request) {}

    /// What is known of counts since the vault was opened.
    public sealed interface State {
        /// There was none.
        record Never() implements State {}

        /// One is under way.
        ///
        /// @param percent of the customers, 0 to 99
        record Running(Run run, int percent) implements State {}

        /// The last one's result.
        record Done(Run run, Lists.Counted counted) implements State {}

        /// The last one broke off.
        record BrokenOff(Run run) implements State {}
    }

    public State state() {
        return runs.state();
    }

    /// Starts a count, unless one is under way.
    ///
    /// @return whether this call started it
    /// @throws Refusal.BadField when the policy does not follow the purpose by the channel
    /// @throws Refusal.NotPermitted when the question needs data that the purpose does not cover
    public boolean count(ListRequest request, Actor by) {
        lists.require(request);
        var run = new Run(by, core.now(), request);
        return runs.start(
                new State.Running(run, 0),
                () -> new State.Done(run, lists.count(request, looked -> told(run, looked))),
                () -> new State.BrokenOff(run));
    }

    private void told(Run run, long looked) {
        long percent = Math.min(99, looked * 100 / Math.max(1, core.customersAtMost()));
        runs.tell(new State.Running(run, (int) percent));
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
