package custos.vault.rows;

import custos.customer.CustomerId;
import java.io.Serial;

/// A request that the vault will not carry out, and the reason. Nothing was changed. No message
/// holds a value: it names the field or the thing, and the limit.
public abstract sealed class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private Refusal(String message) {
        super(message, null, false, false);
    }

    /// There is no such thing in this vault.
    public static final class NotFound extends Refusal {
        @Serial private static final long serialVersionUID = 1;

        public NotFound(String what) {
            super("there is no such " + what);
        }
    }

    /// The customer was erased.
    public static sealed class Erased extends Refusal permits Merged {
        @Serial private static final long serialVersionUID = 1;

        public Erased() {
            this("this customer was erased");
        }

        private Erased(String message) {
            super(message);
        }
    }

    /// The customer was merged into another, and answers no more. Whoever does not care for the
    /// difference meets somebody who is gone.
    public static final class Merged extends Erased {
        @Serial private static final long serialVersionUID = 1;
        private final transient CustomerId into;

        public Merged(CustomerId into) {
            super("this customer was merged into another");
            this.into = into;
        }

        /// In whom the customer goes on.
        public CustomerId into() {
            return into;
        }
    }

    /// The customer or record has another version than the caller saw.
    public static final class Stale extends Refusal {
        @Serial private static final long serialVersionUID = 1;
        private final long current;

        public Stale(long current) {
            super("it was changed meanwhile and is at version " + current + " now");
            this.current = current;
        }

        public long current() {
            return current;
        }
    }

    /// A field, or another named part of the request, is wrong.
    public static final class BadField extends Refusal {
        @Serial private static final long serialVersionUID = 1;
        private final String field;

        public BadField(String field, String message) {
            super(message);
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    /// It stands against what is recorded, such as a consent that only the customer can give.
    public static final class Conflict extends Refusal {
        @Serial private static final long serialVersionUID = 1;
        private final String code;

        public Conflict(String code, String message) {
            super(message);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /// The policy or the customer's choice forbids this use.
    public static final class NotPermitted extends Refusal {
        @Serial private static final long serialVersionUID = 1;
        private final String code;

        public NotPermitted(String code, String message) {
            super(message);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
