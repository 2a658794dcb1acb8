package custos.mail;

import java.io.Serial;

/// A message that was not taken. No fault tells what a server wrote: it may repeat an address.
public abstract sealed class MailFault extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private MailFault(String message) {
        super(message, null, false, false);
    }

    /// Nothing can be sent at present: no server, no log-in, no TLS, no disk.
    public static final class Unreachable extends MailFault {
        @Serial private static final long serialVersionUID = 1;

        public Unreachable(String why) {
            super(why);
        }
    }

    /// The server takes this message later, perhaps.
    public static final class NotNow extends MailFault {
        @Serial private static final long serialVersionUID = 1;

        public NotNow(int code) {
            super("the mail server answered " + code);
        }
    }

    /// The server never takes this message.
    public static final class Refused extends MailFault {
        @Serial private static final long serialVersionUID = 1;

        public Refused(int code) {
            super("the mail server answered " + code);
        }
    }
}
