package custos.access;

/// Why a wish concerning accounts and tokens cannot be fulfilled now: the one family of failures of
/// this package.
public abstract sealed class AccessFault extends RuntimeException {
    private AccessFault(String message) {
        super(message);
    }

    /// Too many passwords wait to be checked. Trying again in a few seconds helps.
    public static final class TooBusy extends AccessFault {
        public TooBusy() {
            super("too many passwords are being checked; try again in a few seconds");
        }
    }

    /// An account or token of that name is there, or was once.
    public static final class NameTaken extends AccessFault {
        public NameTaken(String what) {
            super(what + " of that name exists, or did once; names are not used again");
        }
    }

    /// No account or token has that name, or it is closed or revoked already.
    public static final class NotThere extends AccessFault {
        public NotThere(String what) {
            super("no open " + what + " has that name");
        }
    }

    /// The change would leave nobody who can manage accounts.
    public static final class LastAdmin extends AccessFault {
        public LastAdmin() {
            super("this is the last admin; make another account admin first");
        }
    }

    /// The vault holds as many accounts or tokens as it can.
    public static final class Full extends AccessFault {
        public Full(String what, int max) {
            super("a vault has at most " + max + " " + what);
        }
    }
}
