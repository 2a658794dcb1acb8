package custos.store;

/// What became of one staged write.
public sealed interface Staged {

    /// It stands in the group and lands with it.
    record Done() implements Staged {}

    /// A row was no longer at the version that the write was prepared from; prepare it again.
    record Stale() implements Staged {}

    /// A row of that key stands already, such as a repeated idempotency key.
    ///
    /// @param table where
    record Taken(String table) implements Staged {}
}
