package custos.backup;

import org.jspecify.annotations.Nullable;

/// A backup that cannot be made or used. Messages name the file and what to do, and never hold
/// personal data.
public abstract sealed class BackupFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private BackupFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The folder is full, read-only or gone. What stood in it before stands.
    public static final class NotWritten extends BackupFault {
        private static final long serialVersionUID = 1;

        public NotWritten(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The folder or a file in it cannot be read.
    public static final class NotRead extends BackupFault {
        private static final long serialVersionUID = 1;

        public NotRead(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The folder holds a backup that this one must not follow.
    public static final class Newer extends BackupFault {
        private static final long serialVersionUID = 1;

        public Newer(String message) {
            super(message, null);
        }
    }

    /// The parts do not make a vault together.
    public static final class Unfit extends BackupFault {
        private static final long serialVersionUID = 1;

        public Unfit(String message) {
            super(message, null);
        }
    }

    /// Restoring would leave signed entries behind, and nobody has said that this is meant.
    public static final class Loss extends BackupFault {
        private static final long serialVersionUID = 1;

        public Loss(String message) {
            super(message, null);
        }
    }
}
