package custos.consent;

import custos.consent.Answer.No;
import custos.consent.Answer.Yes;
import custos.consent.ConsentOutcome.Changed;
import custos.consent.ConsentOutcome.Reason;
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
import custos.consent.Voice.Assertion;
import custos.consent.Voice.Confirmation;
import custos.consent.Voice.Herself;
import custos.consent.Voice.Imported;
import custos.consent.Voice.Proof;
import custos.consent.Voice.SignedForm;
import java.time.Instant;
import java.util.EnumSet;

/// The rules by which a consent changes: what is said, by whom, on which state.
///
/// Two things hold in every cell. A no is never lost: whoever brings it, it is recorded. A yes is
/// worth what its voice is worth: the customer or her signature can always grant, staff can grant
/// only where she never said no, an import only fills a gap, with proof. An address under
/// suppression counts for staff and import as a no that was said.
final class ConsentTable {
    private ConsentTable() {}

    static ConsentOutcome decide(
            ConsentState recorded, Voice voice, Answer answer, Circumstances said) {
        ConsentState now = recorded.asOf(said.recorded());
        return switch (answer) {
            case No _ -> no(now, said);
            case Yes yes -> yes(now, voice, yes, said);
        };
    }

    private static ConsentOutcome no(ConsentState now, Circumstances said) {
        var ending = new Ending(said.occurred(), said.method(), said.source());
        return switch (now) {
            case Unknown _, Requested _, Invalidated _ -> new Changed(new Refused(ending));
            case Given _, Renewed _, Expired _, Revoked _ -> new Changed(new Withdrawn(ending));
            case Refused _, Withdrawn _ -> new Unchanged(Reason.ALREADY_SO);
        };
    }

    private static ConsentOutcome yes(ConsentState now, Voice voice, Yes yes, Circumstances said) {
        if (said.age() == AgeCheck.TOO_YOUNG) {
            return new Rejected(Reason.TOO_YOUNG);
        }
        return switch (voice) {
            case Herself _ -> granted(now, yes, said, EnumSet.noneOf(Mark.class));
            case SignedForm _ -> granted(now, yes, said, overNo(now));
            case Assertion(Confirmation confirmation) -> asserted(now, confirmation, yes, said);
            case Imported(Proof proof) -> imported(now, proof, yes, said);
        };
    }

    /// Columns one and two: she says so herself.
    private static ConsentOutcome granted(
            ConsentState now, Yes yes, Circumstances said, EnumSet<Mark> marks) {
        if (said.suppressed().everything()) {
            marks.add(Mark.AFTER_STOP);
        }
        Grant grant = grant(yes, said, marks);
        if (grant.hasEnded(said.recorded())) {
            return new Rejected(Reason.RAN_OUT);
        }
        return switch (now) {
            case Unknown _, Expired _, Invalidated _, Revoked _ -> new Changed(new Given(grant));
            case Requested(_, ConsentState before) -> overNo(before, grant);
            case Given(Grant old) -> renewed(old, grant);
            case Renewed(Grant old) -> renewed(old, grant);
            case Refused _, Withdrawn _ -> overNo(now, grant);
        };
    }

    /// A form that was signed before she said no revives nothing when it is entered after it.
    private static ConsentOutcome overNo(ConsentState before, Grant grant) {
        boolean older = before.isNo() && grant.since().isBefore(noSince(before));
        return older ? new Rejected(Reason.OLDER_THAN_HER_NO) : new Changed(new Given(grant));
    }

    private static ConsentOutcome renewed(Grant old, Grant grant) {
        return grant.since().isBefore(old.since())
                ? new Unchanged(Reason.OLDER_THAN_HER_YES)
                : new Changed(new Renewed(grant));
    }

    /// Column three: staff or a program says so.
    private static ConsentOutcome asserted(
            ConsentState now, Confirmation confirmation, Yes yes, Circumstances said) {
        Grant grant = grant(yes, said, EnumSet.noneOf(Mark.class));
        boolean barred = said.suppressed().any();
        return switch (now) {
            case Unknown _ ->
                    barred
                            ? askedAgain(now, confirmation, grant, said)
                            : confirmation == Confirmation.REQUIRED
                                    ? requested(now, grant, said)
                                    : given(grant, said);
            case Requested _ -> new Unchanged(Reason.WAITS_FOR_CONFIRMATION);
            case Given _, Renewed _ -> new Unchanged(Reason.ALREADY_SO);
            case Refused _, Withdrawn _ -> askedAgain(now, confirmation, grant, said);
            case Expired _, Invalidated _, Revoked _ ->
                    barred
                            ? askedAgain(now, confirmation, grant, said)
                            : requested(now, grant, said);
        };
    }

    private static ConsentOutcome askedAgain(
            ConsentState now, Confirmation confirmation, Grant grant, Circumstances said) {
        if (now.isNo() && grant.since().isBefore(noSince(now))) {
            return new Rejected(Reason.OLDER_THAN_HER_NO);
        }
        return confirmation == Confirmation.IMPOSSIBLE
                ? new Rejected(Reason.ONLY_SHE_CAN)
                : requested(now, grant, said);
    }

    /// The 14 days run from when the confirmation is sent, not from when she is said to have
    /// agreed.
    private static ConsentOutcome requested(ConsentState now, Grant grant, Circumstances said) {
        return new Changed(new Requested(grant.startingAt(said.recorded()), now));
    }

    private static ConsentOutcome given(Grant grant, Circumstances said) {
        return grant.hasEnded(said.recorded())
                ? new Rejected(Reason.RAN_OUT)
                : new Changed(new Given(grant));
    }

    /// Column four: a row of a file says so.
    private static ConsentOutcome imported(
            ConsentState now, Proof proof, Yes yes, Circumstances said) {
        return switch (now) {
            case Unknown _ -> fillsGap(proof, yes, said);
            case Requested _, Expired _, Invalidated _, Revoked _ ->
                    new Unchanged(Reason.NEVER_BY_IMPORT);
            case Given _, Renewed _ -> new Unchanged(Reason.ALREADY_SO);
            case Refused _, Withdrawn _ -> new Rejected(Reason.NEVER_BY_IMPORT);
        };
    }

    private static ConsentOutcome fillsGap(Proof proof, Yes yes, Circumstances said) {
        if (said.suppressed().any()) {
            return new Rejected(Reason.NEVER_BY_IMPORT);
        }
        if (proof == Proof.NONE) {
            return new Unchanged(Reason.NO_PROOF);
        }
        return given(grant(yes, said, EnumSet.noneOf(Mark.class)), said);
    }

    private static Grant grant(Yes yes, Circumstances said, EnumSet<Mark> marks) {
        return new Grant(
                yes.notice(),
                yes.language(),
                said.occurred(),
                said.until(),
                said.method(),
                said.source(),
                said.address(),
                marks);
    }

    private static EnumSet<Mark> overNo(ConsentState now) {
        ConsentState before = now instanceof Requested(_, ConsentState old) ? old : now;
        return before.isNo() ? EnumSet.of(Mark.SAMPLING) : EnumSet.noneOf(Mark.class);
    }

    private static Instant noSince(ConsentState state) {
        return switch (state) {
            case Refused(Ending no) -> no.since();
            case Withdrawn(Ending no) -> no.since();
            case Unknown _, Requested _, Given _, Renewed _, Revoked _, Expired _, Invalidated _ ->
                    throw new IllegalArgumentException("only a no has the time of a no");
        };
    }
}
