package custos.vault.rows;

import org.jspecify.annotations.Nullable;

/// The vault cannot do its work now, or at all. No message holds personal data.
public abstract sealed class VaultFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private VaultFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Too much is waiting; the same call may succeed later.
    public static final class Busy extends VaultFault {
        private static final long serialVersionUID = 1;

        public Busy(String message) {
            super(message, null);
        }
    }

    /// What is signed may not leave yet: the mirror does not hold it. Everyday work goes on, and
    /// the same call succeeds once it does.
    public static final class Unmirrored extends VaultFault {
        private static final long serialVersionUID = 1;

        public Unmirrored(String why) {
            super(why + "; checkpoints, proofs and receipts wait for it", null);
        }
    }

    /// The vault has stopped taking writes. Whether a write under way landed is told by repeating
    /// it with its Idempotency-Key after the vault is open again.
    public static final class Stopped extends VaultFault {
        private static final long serialVersionUID = 1;

        public Stopped(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The folder holds no vault, or one already.
    public static final class WrongFolder extends VaultFault {
        private static final long serialVersionUID = 1;

        public WrongFolder(String message) {
            super(message, null);
        }
    }

    /// Another process has the vault open.
    public static final class Held extends VaultFault {
        private static final long serialVersionUID = 1;

        public Held(String message) {
            super(message, null);
        }
    }

    /// What is on disk contradicts itself or the guard. Nothing was changed.
    public static final class Damaged extends VaultFault {
        private static final long serialVersionUID = 1;

        public Damaged(String message) {
            super(message, null);
        }
    }
}
