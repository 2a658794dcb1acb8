package custos.vault.customers;

import custos.customer.CustomerId;
import java.time.Instant;

/// That a customer is here or on the telephone: while it lasts, the member of staff who said so
/// sees her contact fields.
///
/// @param until when it is over
/// @param proof what the vault knows its own visit by; it opens nothing for another customer or
///   another member of staff, and dies with the customer's keys
public record ContactVisit(CustomerId customer, Instant until, String proof) {
    /// Redacted: the proof opens fields.
    @Override
    public String toString() {
        return "ContactVisit[" + customer.value() + " until " + until + "]";
    }
}
