package custos.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/// The rows of a sheet, one after the other: a text of separated values, or a sheet of a workbook
/// (XLSX).
///
/// Reads at most 256 MiB of text or 64 MiB of workbook, 1,000 columns, 1 MiB a cell and 4 Mi
/// characters a row. Every row comes out, as [SheetLine.Row] or as [SheetLine.Unread]; only rows
/// without any filled cell are left out, and counted. For one thread.
public sealed interface SheetReader extends Iterator<SheetLine>, AutoCloseable
        permits TextSheet, WorkbookSheet {
    /// The most columns of a sheet.
    int MAX_COLUMNS = 1_000;

    /// The most characters of a cell.
    int MAX_CELL = 1 << 20;

    /// Finds how a sheet is written and where its header stands.
    ///
    /// @throws SheetFault.NotASheet when it is empty, too large or has no header row
    static SheetShape detect(SheetBytes bytes) {
        return detect(bytes, 0);
    }

    /// Finds the same of one of the visible sheets of a workbook.
    ///
    /// @param sheet from 0; a text has but this one
    static SheetShape detect(SheetBytes bytes, int sheet) {
        return switch (FileKind.of(start(bytes))) {
            case TEXT -> TextSheet.detect(bytes);
            case WORKBOOK -> WorkbookSheet.detect(bytes, sheet);
        };
    }

    /// Opens a sheet in the shape that it seems to have.
    static SheetReader open(SheetBytes bytes) {
        return open(bytes, detect(bytes));
    }

    /// Opens a sheet in a shape that a person confirmed.
    ///
    /// @throws SheetFault.NotASheet when it cannot be read so
    static SheetReader open(SheetBytes bytes, SheetShape shape) {
        return switch (shape) {
            case SheetShape.Text text -> TextSheet.open(bytes, text);
            case SheetShape.OfWorkbook place -> WorkbookSheet.open(bytes, place);
        };
    }

    /// The names of the visible sheets of a workbook; none for a text.
    static List<String> sheets(SheetBytes bytes) {
        return switch (FileKind.of(start(bytes))) {
            case TEXT -> List.of();
            case WORKBOOK -> WorkbookSheet.names(bytes);
        };
    }

    private static byte[] start(SheetBytes bytes) {
        try (InputStream in = bytes.open()) {
            return in.readNBytes(FileKind.START_BYTES);
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        }
    }

    /// How the sheet is written.
    SheetShape shape();

    /// The names of the columns: trimmed, `column 5` where the header is blank, `Phone (2)` where a
    /// name stands twice.
    List<String> header();

    /// The rows so far that had no filled cell.
    long blankRows();

    @Override
    void close();
}
