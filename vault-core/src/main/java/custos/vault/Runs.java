package custos.vault;

import custos.vault.backups.BackupRuns;
import custos.vault.backups.Backups;
import custos.vault.core.Core;
import custos.vault.erasure.RetentionRuns;
import custos.vault.erasure.Retentions;
import custos.vault.imports.ImportRuns;
import custos.vault.imports.Imports;
import custos.vault.inspection.Inspected;
import custos.vault.inspection.Inspection;
import custos.vault.inspection.Verification;
import custos.vault.lists.FigureRuns;
import custos.vault.lists.ListCounts;
import custos.vault.merges.DuplicateRuns;
import custos.vault.writer.LedgerHead;

/// Long work in the background, for people who watch a page; what is under way breaks off when the
/// vault is closed.
public record Runs(
        Verification verification,
        BackupRuns backups,
        RetentionRuns retention,
        ImportRuns imports,
        ListCounts lists,
        FigureRuns figures,
        DuplicateRuns duplicates)
        implements AutoCloseable {

    static Runs of(
            Core core, LedgerHead head, Imports imports, Backups backups, Retentions retentions) {
        var duplicates = new DuplicateRuns(core);
        return new Runs(
                new Verification(new Inspection(Inspected.of(core, head)), core.clock()),
                backups.runs(),
                new RetentionRuns(core, retentions),
                new ImportRuns(core, imports, duplicates::follow),
                new ListCounts(core),
                new FigureRuns(core, head),
                duplicates);
    }

    /// Tells all of it to break off before it waits for any.
    @Override
    public void close() {
        verification.halt();
        backups.halt();
        retention.halt();
        imports.halt();
        lists.halt();
        figures.halt();
        duplicates.halt();
        verification.close();
        backups.close();
        retention.close();
        imports.close();
        lists.close();
        figures.close();
        duplicates.close();
    }
}
