package custos.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where one consent stands. Only [Given] and [Renewed] can permit a use, see [Permission].
public sealed interface ConsentState {
    /// How long a requested consent waits for its confirmation.
    Duration CONFIRM_WITHIN = Duration.ofDays(14);

    /// Never asked, or nothing provable is known.
    record Unknown() implements ConsentState {}

    /// Somebody else said she agrees; a confirmation was mailed. Not confirmed within 14 days, it
    /// returns to the state it came from.
    record Requested(Grant asked, ConsentState returnsTo) implements ConsentState {
        public Requested {
            if (returnsTo instanceof Requested || returnsTo.grant().isPresent()) {
                throw new IllegalArgumentException(
                        "a requested consent returns to a state without a yes");
            }
        }
    }

    /// She said yes.
    record Given(Grant yes) implements ConsentState {}

    /// She said yes again.
    record Renewed(Grant yes) implements ConsentState {}

    /// She said no when asked.
    record Refused(Ending no) implements ConsentState {}

    /// She said yes, then no.
    record Withdrawn(Ending no) implements ConsentState {}

    /// The business ended it.
    record Revoked(Ending end) implements ConsentState {}

    /// Its time ran out.
    record Expired(Ending end) implements ConsentState {}

    /// The evidence was found wanting.
    record Invalidated(Ending end) implements ConsentState {}

    /// The state of a consent about which nothing is recorded.
    static ConsentState unknown() {
        return new Unknown();
    }

    /// The yes that stands, if one does.
    default Optional<Grant> grant() {
        return switch (this) {
            case Given(Grant yes) -> Optional.of(yes);
            case Renewed(Grant yes) -> Optional.of(yes);
            case Unknown _,
                    Requested _,
                    Refused _,
                    Withdrawn _,
                    Revoked _,
                    Expired _,
                    Invalidated _ ->
                    Optional.empty();
        };
    }

    /// What ended it, or the no itself; none where nothing was ended.
    default Optional<Ending> ending() {
        return switch (this) {
            case Refused(Ending no) -> Optional.of(no);
            case Withdrawn(Ending no) -> Optional.of(no);
            case Revoked(Ending end) -> Optional.of(end);
            case Expired(Ending end) -> Optional.of(end);
            case Invalidated(Ending end) -> Optional.of(end);
            case Unknown _, Requested _, Given _, Renewed _ -> Optional.empty();
        };
    }

    /// The state at an instant: a yes past its end has expired, a request past its 14 days has
    /// returned. Both happen by themselves; no event is needed.
    default ConsentState asOf(Instant now) {
        return switch (this) {
            case Given(Grant yes) -> yes.hasEnded(now) ? expired(yes) : this;
            case Renewed(Grant yes) -> yes.hasEnded(now) ? expired(yes) : this;
            case Requested(Grant asked, ConsentState before) ->
                    now.isBefore(asked.since().plus(CONFIRM_WITHIN)) ? this : before;
            case Unknown _, Refused _, Withdrawn _, Revoked _, Expired _, Invalidated _ -> this;
        };
    }

    /// True where she said no herself, in words that still stand.
    default boolean isNo() {
        return this instanceof Refused || this instanceof Withdrawn;
    }

    /// The stored name of the state.
    default String code() {
        return switch (this) {
            case Unknown _ -> "unknown";
            case Requested _ -> "requested";
            case Given _ -> "given";
            case Renewed _ -> "renewed";
            case Refused _ -> "refused";
            case Withdrawn _ -> "withdrawn";
            case Revoked _ -> "revoked";
            case Expired _ -> "expired";
            case Invalidated _ -> "invalidated";
        };
    }

    /// The more restrictive of two states of the same consent, for merge and restore: never looser
    /// than either, and without the mark `after-stop`.
    ///
    /// From the strictest: withdrawn, refused, revoked, invalidated, expired, unknown, requested,
    /// then a yes. Of two yeses the older stands, because it ends sooner; of two noes the newer.
    /// The result does not depend on the order of the two.
    static ConsentState strictest(ConsentState one, ConsentState other) {
        return Strictness.strictest(one, other);
    }

    private static ConsentState expired(Grant yes) {
        return new Expired(new Ending(yes.until().orElseThrow(), "validity", "policy"));
    }
}
