package custos.sheet;

import java.io.IOException;

/// What can go wrong with a sheet as a whole; a single bad row is never a fault.
public sealed class SheetFault extends RuntimeException {
    private SheetFault(String message) {
        super(message);
    }

    /// The bytes are no sheet that can be read: empty, too large, without a header row.
    public static final class NotASheet extends SheetFault {
        /// Names what is wrong and the limit, never a cell.
        public NotASheet(String message) {
            super(message);
        }
    }

    /// The file could not be read to its end.
    public static final class Unreadable extends SheetFault {
        /// The operating system's failure.
        public Unreadable(IOException cause) {
            super("the sheet could not be read to its end");
            initCause(cause);
        }
    }
}
