package custos.consent;

import custos.consent.ConsentEvent.Cause;
import custos.consent.ConsentEvent.Ended;
import custos.consent.ConsentEvent.Met;
import custos.consent.ConsentEvent.Moved;
import custos.consent.ConsentEvent.MovedBack;
import custos.consent.ConsentEvent.Mover;
import custos.consent.ConsentEvent.Objected;
import custos.consent.ConsentEvent.ObjectionLifted;
import custos.consent.ConsentEvent.Restricted;
import custos.consent.ConsentEvent.RestrictionLifted;
import custos.consent.ConsentEvent.Said;
import custos.consent.ConsentOutcome.Changed;
import custos.consent.ConsentOutcome.Rejected;
import custos.consent.ConsentOutcome.Unchanged;
import custos.consent.ConsentState.Expired;
import custos.consent.ConsentState.Given;
import custos.consent.ConsentState.Invalidated;
import custos.consent.ConsentState.Refused;
import custos.consent.ConsentState.Renewed;
import custos.consent.ConsentState.Requested;
import custos.consent.ConsentState.Revoked;
import custos.consent.ConsentState.Unknown;
import custos.consent.ConsentState.Withdrawn;
import custos.policy.PurposeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All consents of one customer, with her objections and the restriction: the fold of her events in
/// their order, kept as one sealed record.
///
/// Immutable. A consent that is not in the book is unknown. The book holds addresses and redacts
/// itself.
public record ConsentBook(
        SortedMap<ConsentKey, ConsentState> states,
        SortedMap<PurposeId, Instant> objections,
        Optional<Instant> restrictedSince) {
    /// The most consents of one customer.
    public static final int MAX_STATES = 4_096;

    /// The book of a customer to whom nothing has happened yet.
    public static final ConsentBook EMPTY =
            new ConsentBook(new TreeMap<>(), objectionMap(Map.of()), Optional.empty());

    public ConsentBook {
        var known = new TreeMap<ConsentKey, ConsentState>();
        known.putAll(states);
        known.values().removeIf(Unknown.class::isInstance);
        if (known.size() > MAX_STATES || objections.size() > MAX_STATES) {
            throw new IllegalArgumentException("a customer has at most 4096 consents");
        }
        states = Collections.unmodifiableSortedMap(known);
        var cut = objectionMap(objections);
        cut.replaceAll((_, since) -> since.truncatedTo(ChronoUnit.MILLIS));
        objections = Collections.unmodifiableSortedMap(cut);
        restrictedSince = restrictedSince.map(since -> since.truncatedTo(ChronoUnit.MILLIS));
    }

    /// The book that these events make, in their order.
    public static ConsentBook fold(Iterable<ConsentEvent> events) {
        ConsentBook book = EMPTY;
        for (ConsentEvent event : events) {
            book = book.after(event);
        }
        return book;
    }

    /// Reads the canonical JSON of [#encode].
    ///
    /// @throws IllegalArgumentException when the bytes are not exactly what some book encodes to;
    ///   also for a state or a mark that this edition does not know
    public static ConsentBook decode(byte[] bytes) {
        return ConsentBookCodec.decode(bytes);
    }

    /// The book as canonical JSON; equal books have equal bytes.
    public byte[] encode() {
        return ConsentBookCodec.encode(this);
    }

    /// Where a consent stands at an instant.
    public ConsentState state(ConsentKey key, Instant now) {
        return recorded(key).asOf(now);
    }

    /// What the consent table makes of something said, on this book. The book itself changes only
    /// by [#after].
    public ConsentOutcome outcome(Said said) {
        return ConsentTable.decide(
                recorded(said.key()), said.voice(), said.answer(), said.circumstances());
    }

    /// The book after an event.
    public ConsentBook after(ConsentEvent event) {
        return switch (event) {
            case Said said -> afterSaid(said);
            case Ended(ConsentKey key, Cause cause, Ending ending) ->
                    with(key, ended(state(key, ending.since()), cause, ending));
            case Met(ConsentBook other, Instant at) -> met(other, at);
            case Moved moved -> moved(moved);
            case MovedBack back -> movedBack(back);
            case Objected(PurposeId purpose, Instant at) -> objected(purpose, at);
            case ObjectionLifted(PurposeId purpose, _) -> notObjecting(purpose);
            case Restricted(Instant at) ->
                    new ConsentBook(states, objections, Optional.of(restrictedSince.orElse(at)));
            case RestrictionLifted _ -> new ConsentBook(states, objections, Optional.empty());
        };
    }

    /// Whether the customer's consent permits a use, or why not.
    public Permission permits(Use use) {
        if (restrictedSince.isPresent()) {
            return Permission.RESTRICTED;
        }
        if (objections.containsKey(use.key().purpose())) {
            return Permission.OBJECTED;
        }
        return state(use.key(), use.at())
                .grant()
                .map(yes -> permits(yes, use))
                .orElse(Permission.NOT_GIVEN);
    }

    private static Permission permits(Grant yes, Use use) {
        if (use.age() == AgeCheck.TOO_YOUNG) {
            return Permission.TOO_YOUNG;
        }
        if (yes.address().isPresent() && !yes.address().equals(use.address())) {
            return Permission.OTHER_ADDRESS;
        }
        boolean stopped =
                use.suppressed().here()
                        || (use.suppressed().everything()
                                && !yes.marks().contains(Mark.AFTER_STOP));
        return stopped ? Permission.SUPPRESSED : Permission.PERMITTED;
    }

    private ConsentState recorded(ConsentKey key) {
        return states.getOrDefault(key, ConsentState.unknown());
    }

    private ConsentBook afterSaid(Said said) {
        return switch (outcome(said)) {
            case Changed(ConsentState state) -> with(said.key(), state);
            case Unchanged _, Rejected _ -> this;
        };
    }

    private ConsentBook with(ConsentKey key, ConsentState state) {
        var changed = new TreeMap<>(states);
        changed.put(key, state);
        return new ConsentBook(changed, objections, restrictedSince);
    }

    /// The business never turns her no, or an unknown, into an end of its own.
    private static ConsentState ended(ConsentState now, Cause cause, Ending ending) {
        ConsentState end =
                switch (cause) {
                    case REVOKED -> new Revoked(ending);
                    case INVALIDATED -> new Invalidated(ending);
                    case EXPIRED -> new Expired(ending);
                };
        return switch (now) {
            case Given _, Renewed _ -> end;
            case Requested(_, ConsentState before) -> before;
            case Unknown _, Refused _, Withdrawn _, Revoked _, Expired _, Invalidated _ -> now;
        };
    }

    private ConsentBook met(ConsentBook other, Instant at) {
        var strictest = new TreeMap<ConsentKey, ConsentState>();
        var keys = new TreeMap<>(states);
        keys.putAll(other.states);
        for (ConsentKey key : keys.keySet()) {
            strictest.put(key, ConsentState.strictest(state(key, at), other.state(key, at)));
        }
        var objected = objectionMap(objections);
        other.objections.forEach(
                (purpose, since) -> objected.merge(purpose, since, ConsentBook::earlier));
        Optional<Instant> restricted =
                restrictedSince
                        .map(own -> earlier(own, other.restrictedSince.orElse(own)))
                        .or(other::restrictedSince);
        return new ConsentBook(strictest, objected, restricted);
    }

    private ConsentBook moved(Moved moved) {
        var changed = new TreeMap<>(states);
        changed.replaceAll((key, state) ->
                key.channel().equals(moved.channel()) ? moved(state, moved) : state);
        return new ConsentBook(changed, objections, restrictedSince);
    }

    private ConsentBook movedBack(MovedBack back) {
        var changed = new TreeMap<>(moved(back.back()).states);
        back.before()
                .states()
                .forEach((key, was) -> {
                    boolean untouched = recorded(key).equals(moved(was, back.first()));
                    if (key.channel().equals(back.first().channel()) && untouched) {
                        changed.put(key, Strictness.unmarked(was));
                    }
                });
        return new ConsentBook(changed, objections, restrictedSince);
    }

    private static ConsentState moved(ConsentState state, Moved moved) {
        boolean along = moved.mover() == Mover.CUSTOMER && moved.address().isPresent();
        return switch (state.asOf(moved.at())) {
            case Given(Grant yes) ->
                    along ? new Given(yes.movedTo(moved.address())) : ConsentState.unknown();
            case Renewed(Grant yes) ->
                    along ? new Renewed(yes.movedTo(moved.address())) : ConsentState.unknown();
            // The confirmation went to the old address.
            case Requested(_, ConsentState before) -> before;
            case Unknown same -> same;
            case Refused same -> same;
            case Withdrawn same -> same;
            case Revoked same -> same;
            case Expired same -> same;
            case Invalidated same -> same;
        };
    }

    private ConsentBook objected(PurposeId purpose, Instant at) {
        var changed = objectionMap(objections);
        changed.putIfAbsent(purpose, at);
        return new ConsentBook(states, changed, restrictedSince);
    }

    private ConsentBook notObjecting(PurposeId purpose) {
        var changed = objectionMap(objections);
        changed.remove(purpose);
        return new ConsentBook(states, changed, restrictedSince);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static TreeMap<PurposeId, Instant> objectionMap(Map<PurposeId, Instant> some) {
        var map =
                new TreeMap<PurposeId, Instant>(
                        (one, other) -> one.value().compareTo(other.value()));
        map.putAll(some);
        return map;
    }

    /// Redacted: the book says what a person agreed to and where she is reached.
    @Override
    public String toString() {
        return "ConsentBook[" + states.size() + " consents]";
    }
}
