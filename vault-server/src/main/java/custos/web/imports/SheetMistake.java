package custos.web.imports;

import custos.sheet.SheetFault;
import custos.web.Visit;

/// Why a file is no sheet, in the reader's language with the exact words in English behind it.
final class SheetMistake {
    private SheetMistake() {}

    static String of(Visit visit, SheetFault fault) {
        return visit.words()
                .text("imports.mistake.not-a-sheet", "why", String.valueOf(fault.getMessage()));
    }
}
