package custos.store;

import java.util.List;
import java.util.Optional;

/// One group being written: stage many changes, then commit them together. Single-threaded.
///
/// Closing without a commit rolls everything back.
public interface WriteSession extends AutoCloseable {

    /// Applies one write's rows and its leaf, all or none. Another write's failure does not touch
    /// it.
    ///
    /// @param leaf the leaf this write appends, or none for upkeep that is no event
    /// @param changes the rows, applied in order; a write that is likely to be refused is cheapest
    ///   when the change that decides it comes first
    /// @throws IllegalArgumentException when the leaf is not the next one, or a row breaks a limit:
    ///   a bug, and only this write is undone
    Staged stage(Optional<LeafRow> leaf, List<RowChange> changes);

    /// Makes the group durable together with the tree state it leads to.
    ///
    /// A [StoreFault.OutcomeUnknown] means that nobody knows whether the group landed: stop using
    /// the store, reopen it and look. Every other fault means that it did not land.
    ///
    /// @param state the state after the last staged leaf
    /// @param tiles the tiles which this group filled
    /// @throws IllegalArgumentException when the state or a tile does not follow the staged leaves:
    ///   a bug, and nothing has landed
    void commit(CommitState state, List<TileRow> tiles);

    /// Rolls back unless committed.
    @Override
    void close();
}
