package custos.sheet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// What a file is by its first bytes.
enum FileKind {
    TEXT,
    /// A workbook of Office Open XML (ECMA-376): a ZIP archive.
    WORKBOOK;

    /// How many bytes are looked at.
    static final int START_BYTES = 8;

    /// @throws SheetFault.NotASheet for kinds of files that hold sheets which cannot be read
    static FileKind of(byte[] start) {
        String bytes = new String(start, ISO_8859_1);
        if (bytes.startsWith("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")) {
            throw new SheetFault.NotASheet(
                    "the file is an old Excel workbook (.xls) or has a password:"
                            + " save it as .xlsx without a password, or as CSV");
        }
        if (bytes.startsWith("%PDF")) {
            throw new SheetFault.NotASheet("the file is a PDF: a sheet is CSV or .xlsx");
        }
        return bytes.startsWith("PK\u0003\u0004") ? WORKBOOK : TEXT;
    }
}
