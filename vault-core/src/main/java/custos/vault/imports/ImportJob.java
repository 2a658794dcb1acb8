package custos.vault.imports;

import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.sheet.SheetReader;
import custos.sheet.SheetShape;

/// A sheet to import, how it is written, and what its columns mean.
public record ImportJob(SheetBytes sheet, SheetShape shape, ColumnMap map) {
    /// A sheet in the shape that it seems to have.
    ///
    /// @throws custos.sheet.SheetFault.NotASheet when it is none
    public static ImportJob of(SheetBytes sheet, ColumnMap map) {
        return new ImportJob(sheet, SheetReader.detect(sheet), map);
    }
}
