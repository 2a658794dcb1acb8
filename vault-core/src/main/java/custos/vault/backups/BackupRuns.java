package custos.vault.backups;

import custos.backup.BackupFault;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.vault.core.Background;
import custos.vault.core.Core;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Backups in the background, one at a time, for an administrator who watches a page: into the
/// folder that the server was told of. Each begins with an entry of the ledger, which is in it.
///
/// Safe for threads. Nothing of it rests on disk.
public final class BackupRuns implements AutoCloseable {
    /// What the data bundle takes of the whole, of a hundred: the keys are small.
    private static final long DATA_PERCENT = 80;

    private final Core core;
    private final Backups backups;
    private final Background<State> runs =
            new Background<>("backup", new State.Never(), now -> now instanceof State.Running);
    private volatile Optional<Place> place = Optional.empty();

    BackupRuns(Core core, Backups backups) {
        this.core = core;
        this.backups = backups;
    }

    private record Place(Path folder, int keepDays) {}

    /// Who started a backup, and when.
    public record Run(Actor by, Instant since) {}

    /// What is known of backups since the vault was opened, but for those of every day.
    public sealed interface State {
        /// There was none.
        record Never() implements State {}

        /// One is under way.
        ///
        /// @param percent 0 to 99
        record Running(Run run, int percent) implements State {}

        /// The last one is whole.
        record Made(Run run, Backups.Made made) implements State {}

        /// The last one broke off; older backups are as they were.
        ///
        /// @param why in English
        record BrokenOff(Run run, String why) implements State {}
    }

    /// Where backups go from now on.
    public void goTo(Path folder, int keepDays) {
        place = Optional.of(new Place(folder, keepDays));
    }

    /// Whether anybody said where backups go.
    public boolean haveFolder() {
        return place.isPresent();
    }

    public State state() {
        return runs.state();
    }

    /// Starts a backup, unless one is under way.
    ///
    /// @return whether this call started it
    /// @throws Refusal.Conflict when nobody said where backups go
    public synchronized boolean start(Actor by) {
        Place to =
                place.orElseThrow(() ->
                        new Refusal.Conflict(
                                "backup-to", "the server was not told where backups go"));
        if (state() instanceof State.Running) {
            return false;
        }
        var run = new Run(by, core.now());
        Landing.require(core.writer().land(entry(by)));
        return runs.start(
                new State.Running(run, 0),
                () -> made(run, to),
                () -> new State.BrokenOff(run, "it broke off; see the server's log"));
    }

    private Write entry(Actor by) {
        var internal = Internal.by(by);
        return Events.ofVault(
                core.keys(), List.of(Act.of(ActType.BACKUP_BEGUN)), internal, List.of());
    }

    private State made(Run run, Place to) {
        try {
            return new State.Made(
                    run,
                    backups.make(to.folder(), to.keepDays(), customers -> told(run, customers)));
        } catch (BackupFault | Refusal.Conflict | VaultFault e) {
            return new State.BrokenOff(run, String.valueOf(e.getMessage()));
        }
    }

    private void told(Run run, long customers) {
        long share = customers * DATA_PERCENT / Math.max(1, core.customersAtMost());
        runs.tell(new State.Running(run, (int) Math.min(DATA_PERCENT, share)));
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
