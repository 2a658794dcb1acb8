package custos.vault.imports;

import custos.sheet.ImportRow;
import custos.sheet.ImportRules;
import custos.sheet.Rejects;
import custos.sheet.RowReader;
import custos.sheet.SheetReader;
import java.io.OutputStream;

/// Writes down the lines of a sheet that were not taken in. They are read from the sheet once more:
/// so no cell is held while an import runs, and they come in the file's order.
final class ImportRejects {
    private ImportRejects() {}

    /// @param out is closed
    static void write(ImportJob job, ImportRules rules, ImportLines lines, OutputStream out) {
        try (SheetReader reader = SheetReader.open(job.sheet(), job.shape());
                var rejects = new Rejects(out, reader.header(), reader.shape().delimiter())) {
            var rows = new RowReader(job.map(), reader.header(), rules);
            while (lines.anyLeft() && reader.hasNext()) {
                switch (rows.read(reader.next())) {
                    case ImportRow.Meant(var meaning, var cells) ->
                            lines.left(meaning.line())
                                    .ifPresent(left ->
                                            rejects.add(
                                                    meaning.line(),
                                                    left.why().sentence(),
                                                    left.customers(),
                                                    cells));
                    case ImportRow.Refused line -> rejects.add(line);
                }
            }
        }
    }
}
