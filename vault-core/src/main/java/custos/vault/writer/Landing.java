package custos.vault.writer;

/// What became of a write.
public sealed interface Landing {

    /// It is durable, and so is the guard that remembers it.
    ///
    /// @param idx the leaf's number, `epoch << 40 | index`; -1 for upkeep
    record Landed(long idx) implements Landing {}

    /// What it was prepared from has changed since; prepare it again.
    record Stale() implements Landing {}

    /// A row of its key stands already.
    record Taken(String table) implements Landing {}

    /// It breaks a limit of the store: a bug of ours.
    record Broken(IllegalArgumentException bug) implements Landing {}

    /// For a write of upkeep that nobody else can have made stale.
    static void require(Landing landing) {
        if (landing instanceof Broken(var bug)) {
            throw bug;
        }
        if (!(landing instanceof Landed)) {
            throw new IllegalStateException("a write of the vault's upkeep did not land");
        }
    }
}
