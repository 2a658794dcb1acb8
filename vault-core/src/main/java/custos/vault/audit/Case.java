package custos.vault.audit;

import custos.customer.CustomerId;
import custos.event.Actor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One customer's entries, handed over to the auditor: "Mrs Novák says she never agreed".
///
/// @param no counts from 1
/// @param customer whose entries they are; empty once the case is closed
/// @param expires from when on it shows nothing
public record Case(
        int no,
        Optional<CustomerId> customer,
        Reason reason,
        Actor by,
        Instant created,
        Instant expires,
        State state) {

    /// Why entries are handed over: a code, because free text would name people.
    public enum Reason {
        /// She says that she never agreed, or agreed to something else.
        CONSENT_DISPUTED,
        /// She says that she withdrew and was written to again.
        WITHDRAWAL_IGNORED,
        /// She asks who saw or got her data.
        ACCESS_QUESTIONED,
        /// Somebody complained.
        COMPLAINT,
        /// A supervisory authority asks.
        AUTHORITY,
        /// A review by sample.
        REVIEW;

        /// The name in addresses and in the ledger, such as `consent-disputed`.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Reason> find(String code) {
            return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
        }
    }

    /// Whether it still shows something.
    public enum State {
        OPEN,
        /// An officer took it back.
        CLOSED,
        /// Its 90 days are over.
        EXPIRED,
        /// The customer was erased meanwhile: there is nothing left to show.
        ERASED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
