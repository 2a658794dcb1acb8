package custos.web;

import java.io.Serial;

/// Why a page is not shown: the one family of failures of the pages, each answered by a page in the
/// reader's language.
public abstract sealed class WebFault extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private WebFault(String message) {
        super(message, null, false, false);
    }

    /// Nobody is logged in, or no longer.
    public static final class LogInFirst extends WebFault {
        @Serial private static final long serialVersionUID = 1;

        public LogInFirst() {
            super("log in first");
        }
    }

    /// She is logged in, and the permission table says no.
    public static final class Denied extends WebFault {
        @Serial private static final long serialVersionUID = 1;

        public Denied(String reason) {
            super(reason);
        }
    }

    /// A customer came in by a code from the counter, and this asks for the link in her own mail.
    public static final class LinkFirst extends WebFault {
        @Serial private static final long serialVersionUID = 1;

        public LinkFirst() {
            super("this needs a link to her e-mail address");
        }
    }

    /// The form does not come from our own page, or from another session's.
    public static final class Forged extends WebFault {
        @Serial private static final long serialVersionUID = 1;

        public Forged() {
            super("this form was not sent from a page of this session");
        }
    }

    /// There is no such page, or no such thing on it.
    public static final class NotHere extends WebFault {
        @Serial private static final long serialVersionUID = 1;

        public NotHere() {
            super("there is no such page");
        }
    }

    /// It was there and is not any more: erased, used up or expired.
    public static final class Gone extends WebFault {
        @Serial private static final long serialVersionUID = 1;

        public Gone() {
            super("this is no longer there");
        }
    }

    /// The request cannot be read: not a form, or a part that is none.
    public static final class Unreadable extends WebFault {
        @Serial private static final long serialVersionUID = 1;

        public Unreadable() {
            super("this request cannot be read");
        }
    }

    /// The form is larger than the server reads.
    public static final class TooLarge extends WebFault {
        @Serial private static final long serialVersionUID = 1;

        public TooLarge() {
            super("this form is too large");
        }
    }

    /// Too many tries.
    public static final class TooMany extends WebFault {
        @Serial private static final long serialVersionUID = 1;
        private final long seconds;

        /// @param seconds until the next one is looked at
        public TooMany(long seconds) {
            super("wait before you try again");
            this.seconds = seconds;
        }

        public long seconds() {
            return seconds;
        }
    }
}
