package custos.request;

import java.util.Optional;
import java.util.Set;

/// Where a request stands.
public enum RequestState {
    RECEIVED,
    ACKNOWLEDGED,
    /// The shop waits for a proof of who she is.
    IDENTITY_CHECK,
    IN_PROGRESS,
    /// The shop waits for her answer to a question.
    WAITING_FOR_CUSTOMER,
    /// In progress, with more time: she was told.
    EXTENDED,
    DECIDED,
    /// What was decided is done, and she has it.
    DELIVERED,
    CLOSED;

    /// The name in the ledger and where it rests, such as `in-progress`.
    public String code() {
        return Codes.of(this);
    }

    /// Whether the shop waits for the customer, so that its own clock stands.
    public boolean isPaused() {
        return this == IDENTITY_CHECK || this == WAITING_FOR_CUSTOMER;
    }

    /// Whether an answer is still due.
    public boolean isOpen() {
        return switch (this) {
            case RECEIVED, ACKNOWLEDGED, IDENTITY_CHECK -> true;
            case IN_PROGRESS, WAITING_FOR_CUSTOMER, EXTENDED -> true;
            case DECIDED, DELIVERED, CLOSED -> false;
        };
    }

    /// The states that may follow.
    public Set<RequestState> next() {
        return switch (this) {
            case RECEIVED -> Set.of(ACKNOWLEDGED, IDENTITY_CHECK, IN_PROGRESS, EXTENDED, DECIDED);
            case ACKNOWLEDGED ->
                    Set.of(IDENTITY_CHECK, IN_PROGRESS, WAITING_FOR_CUSTOMER, EXTENDED, DECIDED);
            case IDENTITY_CHECK, WAITING_FOR_CUSTOMER -> Set.of(IN_PROGRESS, DECIDED);
            case IN_PROGRESS -> Set.of(IDENTITY_CHECK, WAITING_FOR_CUSTOMER, EXTENDED, DECIDED);
            case EXTENDED -> Set.of(IDENTITY_CHECK, WAITING_FOR_CUSTOMER, DECIDED);
            case DECIDED -> Set.of(DELIVERED, CLOSED);
            case DELIVERED -> Set.of(CLOSED);
            case CLOSED -> Set.of();
        };
    }

    public static Optional<RequestState> find(String code) {
        return Codes.find(values(), code);
    }
}
