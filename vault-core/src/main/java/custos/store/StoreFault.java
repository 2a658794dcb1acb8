package custos.store;

import org.jspecify.annotations.Nullable;

/// The world failed the store. Messages name the thing and never hold personal data.
public abstract sealed class StoreFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private StoreFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Another process holds the vault.
    public static final class Held extends StoreFault {
        private static final long serialVersionUID = 1;

        public Held(String message) {
            super(message, null);
        }
    }

    /// The disk is full or cannot be written. The group did not land.
    public static final class NoSpace extends StoreFault {
        private static final long serialVersionUID = 1;

        public NoSpace(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// The file is no vault, or of another schema, or its pages are damaged.
    public static final class Damaged extends StoreFault {
        private static final long serialVersionUID = 1;

        public Damaged(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Nobody knows whether the group landed. Fatal: stop, reopen, recover.
    public static final class OutcomeUnknown extends StoreFault {
        private static final long serialVersionUID = 1;

        public OutcomeUnknown(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Any other failure of the database; the group did not land.
    public static final class Failed extends StoreFault {
        private static final long serialVersionUID = 1;

        public Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
