package custos.request;

import java.util.List;

/// What is done with a request next.
public sealed interface Step {
    /// Where it leads.
    RequestState to();

    /// She is told that it came.
    record Acknowledge() implements Step {
        @Override
        public RequestState to() {
            return RequestState.ACKNOWLEDGED;
        }
    }

    /// It is not certain who asks: she is to show it.
    record CheckIdentity() implements Step {
        @Override
        public RequestState to() {
            return RequestState.IDENTITY_CHECK;
        }
    }

    /// Work begins, or goes on after a pause.
    record Work() implements Step {
        @Override
        public RequestState to() {
            return RequestState.IN_PROGRESS;
        }
    }

    /// Nothing can be done before she answers a question.
    ///
    /// @param question as she reads it
    record AskCustomer(String question) implements Step {
        @Override
        public RequestState to() {
            return RequestState.WAITING_FOR_CUSTOMER;
        }

        /// Redacted: the question is about a person.
        @Override
        public String toString() {
            return "AskCustomer[redacted]";
        }
    }

    /// It takes longer than the first term, once.
    record Extend(DelayReason reason) implements Step {
        @Override
        public RequestState to() {
            return RequestState.EXTENDED;
        }
    }

    /// It is decided.
    ///
    /// @param reasons why something is not done; none when all is
    record Decide(Decision decision, List<RefusalReason> reasons) implements Step {
        public Decide {
            reasons = List.copyOf(reasons);
        }

        @Override
        public RequestState to() {
            return RequestState.DECIDED;
        }
    }

    /// What was decided is done.
    record Deliver() implements Step {
        @Override
        public RequestState to() {
            return RequestState.DELIVERED;
        }
    }

    /// Nothing is left to do.
    record Close() implements Step {
        @Override
        public RequestState to() {
            return RequestState.CLOSED;
        }
    }
}
