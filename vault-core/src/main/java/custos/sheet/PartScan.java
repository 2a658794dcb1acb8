package custos.sheet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Looks through the bytes of a workbook's rows for what would cost much before anybody could see
/// it: a cell in a column far out, for which all columns before it are made, and a text without
/// end. For one part and one thread.
final class PartScan {
    /// Columns are named by at most so many letters: `XFD` is the last that a spreadsheet has.
    private static final int MAX_LETTERS = 3;

    private static final byte[] REFERENCE = " r=\"".getBytes(ISO_8859_1);
    private int matched;
    private int letters;
    private boolean inReference;
    private long run;

    /// Whether a part holds rows, by how it begins. One in another encoding than UTF-8 is refused,
    /// for its bytes could not be looked through.
    static boolean isOfRows(byte[] start, int length) {
        String text = new String(start, 0, Math.min(length, 4096), ISO_8859_1);
        if (!text.contains("<worksheet")) {
            return false;
        }
        if (text.indexOf('\0') >= 0 || text.matches("(?s).{0,80}encoding=[\"'](?!(?i)utf-8).*")) {
            throw new SheetFault.NotASheet("a sheet of a workbook is in UTF-8");
        }
        return true;
    }

    void take(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            byte one = bytes[i];
            run = one == '<' ? 0 : run + 1;
            if (run > SheetReader.MAX_CELL * 4L) {
                throw new SheetFault.NotASheet("a cell of the workbook is longer than 1 MiB");
            }
            if (inReference) {
                inReference = Character.isLetter((char) (one & 0x7F)) && one > 0;
                letters = inReference ? letters + 1 : 0;
                if (letters > MAX_LETTERS) {
                    throw new SheetFault.NotASheet("a sheet has at most 1000 columns");
                }
            }
            matched = one == REFERENCE[matched] ? matched + 1 : one == REFERENCE[0] ? 1 : 0;
            if (matched == REFERENCE.length) {
                matched = 0;
                inReference = true;
                letters = 0;
            }
        }
    }
}
