package custos.vault.core;

import custos.consent.ConsentOutcome;
import custos.consent.ConsentState;
import custos.event.ActType;
import java.util.EnumSet;
import java.util.Set;

/// How consent states and reasons are called in the ledger and in answers.
public final class ConsentWords {
    public static final Set<ActType> ACTS =
            EnumSet.range(ActType.CONSENT_REQUESTED, ActType.CONSENT_UNKNOWN);

    private ConsentWords() {}

    public static ActType act(ConsentState state) {
        return switch (state) {
            case ConsentState.Unknown _ -> ActType.CONSENT_UNKNOWN;
            case ConsentState.Requested _ -> ActType.CONSENT_REQUESTED;
            case ConsentState.Given _ -> ActType.CONSENT_GIVEN;
            case ConsentState.Renewed _ -> ActType.CONSENT_RENEWED;
            case ConsentState.Refused _ -> ActType.CONSENT_REFUSED;
            case ConsentState.Withdrawn _ -> ActType.CONSENT_WITHDRAWN;
            case ConsentState.Revoked _ -> ActType.CONSENT_REVOKED;
            case ConsentState.Expired _ -> ActType.CONSENT_EXPIRED;
            case ConsentState.Invalidated _ -> ActType.CONSENT_INVALIDATED;
        };
    }

    /// The state's name in answers, such as `given`.
    public static String name(ConsentState state) {
        return act(state).word().substring("consent-".length());
    }

    public static String of(ConsentOutcome.Reason why) {
        return switch (why) {
            case ALREADY_SO -> "it is so already";
            case WAITS_FOR_CONFIRMATION -> "the customer's confirmation is awaited";
            case NO_PROOF -> "an import needs the date and the proof of a yes";
            case NEVER_BY_IMPORT -> "an import never gives what the customer has not given";
            case ONLY_SHE_CAN -> "the customer said no, and only she can say yes again";
            case OLDER_THAN_HER_NO -> "this yes is older than the customer's no";
            case OLDER_THAN_HER_YES -> "this yes is older than the one on record";
            case RAN_OUT -> "this yes has run out already";
            case TOO_YOUNG -> "the customer is below the age that the purpose asks";
        };
    }
}
