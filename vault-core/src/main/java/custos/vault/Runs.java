package custos.vault;

/// Long work in the background, for people who watch a page; what is under way breaks off when the
/// vault is closed.
public record Runs(
        Verification verification,
        BackupRuns backups,
        RetentionRuns retention,
        ImportRuns imports,
        ListCounts lists,
        FigureRuns figures)
        implements AutoCloseable {

    /// Tells all of it to break off before it waits for any.
    @Override
    public void close() {
        verification.halt();
        backups.halt();
        retention.halt();
        imports.halt();
        lists.halt();
        figures.halt();
        verification.close();
        backups.close();
        retention.close();
        imports.close();
        lists.close();
        figures.close();
    }
}
