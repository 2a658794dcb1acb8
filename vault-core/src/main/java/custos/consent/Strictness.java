package custos.consent;

import custos.consent.ConsentState.Expired;
import custos.consent.ConsentState.Given;
import custos.consent.ConsentState.Invalidated;
import custos.consent.ConsentState.Refused;
import custos.consent.ConsentState.Renewed;
import custos.consent.ConsentState.Requested;
import custos.consent.ConsentState.Revoked;
import custos.consent.ConsentState.Unknown;
import custos.consent.ConsentState.Withdrawn;
import java.time.Instant;
import java.util.Comparator;

/// Which of two states leaves less room for a later yes.
final class Strictness {
    /// The last resort makes the choice between two equally strict states the same on both sides.
    private static final Comparator<ConsentState> STRICTEST_FIRST =
            Comparator.comparingInt(Strictness::rank)
                    .thenComparingLong(Strictness::age)
                    .thenComparing(ConsentBookCodec::text);

    private Strictness() {}

    static ConsentState strictest(ConsentState one, ConsentState other) {
        ConsentState left = settled(one, other);
        ConsentState right = settled(other, one);
        return unmarked(STRICTEST_FIRST.compare(left, right) <= 0 ? left : right);
    }

    /// A question that was never answered beside somebody who never agreed: what stood before it
    /// counts, or a no would be forgotten because staff asked once more.
    private static ConsentState settled(ConsentState state, ConsentState beside) {
        boolean neverAgreed = beside.grant().isEmpty() && !(beside instanceof Requested);
        return neverAgreed && state instanceof Requested(_, ConsentState before) ? before : state;
    }

    /// The state without the mark that lets a yes pass an earlier stop.
    static ConsentState unmarked(ConsentState state) {
        return switch (state) {
            case Given(Grant yes) -> new Given(yes.without(Mark.AFTER_STOP));
            case Renewed(Grant yes) -> new Renewed(yes.without(Mark.AFTER_STOP));
            case Requested(Grant asked, ConsentState before) ->
                    new Requested(asked.without(Mark.AFTER_STOP), before);
            case Unknown _, Refused _, Withdrawn _, Revoked _, Expired _, Invalidated _ -> state;
        };
    }

    private static int rank(ConsentState state) {
        return switch (state) {
            case Withdrawn _ -> 1;
            case Refused _ -> 2;
            case Revoked _ -> 3;
            case Invalidated _ -> 4;
            case Expired _ -> 5;
            case Unknown _ -> 6;
            // What a request returns to may be a no, and then it is nearly one.
            case Requested(_, ConsentState before) -> before.isNo() ? 7 : 8;
            case Given _, Renewed _ -> 9;
        };
    }

    /// Smaller is stricter: the newer of two noes, the older of two yeses.
    private static long age(ConsentState state) {
        return switch (state) {
            case Unknown _ -> 0;
            case Requested(Grant asked, _) -> asked.since().toEpochMilli();
            case Given(Grant yes) -> yes.since().toEpochMilli();
            case Renewed(Grant yes) -> yes.since().toEpochMilli();
            case Refused(Ending no) -> newerFirst(no.since());
            case Withdrawn(Ending no) -> newerFirst(no.since());
            case Revoked(Ending end) -> newerFirst(end.since());
            case Expired(Ending end) -> newerFirst(end.since());
            case Invalidated(Ending end) -> newerFirst(end.since());
        };
    }

    private static long newerFirst(Instant since) {
        return -since.toEpochMilli();
    }
}
