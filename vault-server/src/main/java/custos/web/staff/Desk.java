package custos.web.staff;

import custos.access.StaffSession;
import custos.customer.CustomerId;
import custos.vault.customers.ContactVisit;
import custos.vault.customers.Customers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What lies on the desks of those who are logged in: which customers are with them, and what they
/// changed last and may take back. In memory and sealed: the vault alone can read it. Bounded; the
/// oldest goes first, which costs a click. Safe for use by many threads.
final class Desk {
    private static final int MAX_PLACES = 5_000;

    /// The longest undo that is kept.
    private static final int MAX_UNDO_CHARS = 64 * 1024;

    private final Map<Place, Visiting> visits = bounded();
    private final Map<Place, Change> changes = bounded();

    private record Place(String session, CustomerId customer) {}

    /// A customer who is with somebody.
    ///
    /// @param how by which method of the policy, such as `counter`
    /// @param asked whether she was asked her one question
    record Visiting(ContactVisit visit, String how, boolean asked) {}

    /// A change that can be taken back while the customer stays at its version.
    ///
    /// @param field the first of what was changed
    record Change(String undo, long version, Instant at, String field) {
        @Override
        public String toString() {
            return "Change[" + field + "]";
        }
    }

    private static <V> Map<Place, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Place, V> eldest) {
                return size() > MAX_PLACES;
            }
        };
    }

    private static Place place(StaffSession session, CustomerId customer) {
        return new Place(session.id(), customer);
    }

    synchronized void begin(StaffSession session, ContactVisit visit, String how) {
        Place place = place(session, visit.customer());
        visits.remove(place);
        visits.put(place, new Visiting(visit, how, false));
    }

    /// Notes that she was asked something: for this visit that is enough.
    synchronized void asked(StaffSession session, CustomerId customer) {
        visits.computeIfPresent(
                place(session, customer),
                (_, here) -> new Visiting(here.visit(), here.how(), true));
    }

    synchronized Optional<Visiting> visiting(StaffSession session, CustomerId customer) {
        return Optional.ofNullable(visits.get(place(session, customer)));
    }

    synchronized void end(StaffSession session, CustomerId customer) {
        visits.remove(place(session, customer));
    }

    /// Keeps the way back of a change; the one before is forgotten.
    synchronized void changed(
            StaffSession session, Customers.Recorded done, Instant at, String field) {
        Place place = place(session, done.id());
        changes.remove(place);
        done.undo()
                .filter(undo -> undo.length() <= MAX_UNDO_CHARS)
                .ifPresent(undo -> changes.put(place, new Change(undo, done.version(), at, field)));
    }

    synchronized Optional<Change> change(StaffSession session, CustomerId customer) {
        return Optional.ofNullable(changes.get(place(session, customer)));
    }

    synchronized void forgetChange(StaffSession session, CustomerId customer) {
        changes.remove(place(session, customer));
    }

    synchronized void forget(StaffSession session, CustomerId customer) {
        changes.remove(place(session, customer));
        visits.remove(place(session, customer));
    }
}
