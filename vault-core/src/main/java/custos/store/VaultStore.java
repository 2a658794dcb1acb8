package custos.store;

/// Where a vault keeps its rows. Everything personal in them is ciphertext; a store never sees a
/// key.
///
/// The unit is a group: many writes, each landing or failing alone, made durable together by one
/// commit. An adapter promises:
///
/// - **Atomic**: after a crash a group is there whole or not at all.
/// - **Durable**: when [WriteSession#commit] returns, the group survives loss of power.
/// - **Isolated**: a [ReadSession] sees the rows of one instant between two groups.
/// - **Forgetful**: wrapped keys that a change deleted or replaced are overwritten in the database
///   file, every copy of them, and leave the log once [#truncateLog] answers true. Other rows are
///   overwritten where they lay; a copy which the database made when it moved rows may stay, and is
///   ciphertext: noise where its keys are gone, readable by whoever holds keys that stay.
///
/// Any number of threads may read; one thread at a time writes. Failures of the world are
/// [StoreFault]s.
public interface VaultStore extends AutoCloseable {

    /// Opens a view of the rows as of now. Close it within one second: an open view keeps erased
    /// bytes alive in the log. Blocks while all read connections are in use.
    ReadSession read();

    /// Opens the next group.
    ///
    /// @throws IllegalStateException when another group is open
    WriteSession write();

    /// Moves what the log holds into the database file, as far as readers allow, without waiting.
    ///
    /// @return the bytes the log still takes up on disk
    long checkpointLog();

    /// Empties the log file. Erasure is physical only after this answered true.
    ///
    /// @return false when a reader still holds the log; try again after it has closed
    boolean truncateLog();

    /// Closes every connection; open sessions become unusable.
    @Override
    void close();
}
