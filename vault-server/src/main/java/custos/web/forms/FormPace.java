package custos.web.forms;

import custos.access.RateLimit;
import custos.customer.EmailAddress;
import custos.vault.Vault;
import custos.web.LetterPace;
import custos.web.Visit;
import custos.web.WebContext;
import java.time.Duration;
import java.util.OptionalLong;

/// How often forms may be sent: by network, by all together, and by the address that gets the
/// letter.
final class FormPace {
    private static final int A_MINUTE = 10;
    private static final int AT_ONCE = 20;
    private static final int TOGETHER_A_MINUTE = 300;

    /// Answers that no letter confirms: else one network could make up a survey.
    private static final int NOBODYS_A_DAY = 50;

    private final Vault vault;
    private final RateLimit networks;
    private final RateLimit together;
    private final RateLimit nobodys;
    private final LetterPace letters;

    FormPace(WebContext context) {
        this.vault = context.vault();
        this.networks = new RateLimit(A_MINUTE, AT_ONCE, RateLimit.MAX_KEYS, context.clock());
        this.together = RateLimit.perMinute(TOGETHER_A_MINUTE, context.clock());
        this.nobodys =
                new RateLimit(
                        NOBODYS_A_DAY,
                        Duration.ofDays(1),
                        NOBODYS_A_DAY,
                        RateLimit.MAX_KEYS,
                        context.clock());
        this.letters = new LetterPace(context.clock());
    }

    /// After how many seconds a form may be sent again, when there were too many.
    OptionalLong secondsToWait(Visit visit) {
        OptionalLong alone = networks.secondsToWait(visit.network().key());
        return alone.isPresent() ? alone : together.secondsToWait("");
    }

    /// Likewise of an answer without a name.
    OptionalLong secondsToWaitForNobody(Visit visit) {
        return nobodys.secondsToWait(visit.network().key());
    }

    /// Whether an address may get one more letter.
    boolean allows(EmailAddress address) {
        return letters.allows(vault.portalCodes().addressKey(address));
    }
}
