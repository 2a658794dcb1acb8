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

    /// Letters that one network has sent to whomever: of any day no more than twice as many, and in
    /// the three days that a form waits a fourteenth of all that may wait.
    private static final int LETTERS_A_DAY = 120;

    private final Vault vault;
    private final RateLimit networks;
    private final RateLimit together;
    private final RateLimit nobodys;
    private final RateLimit senders;
    private final LetterPace letters;

    FormPace(WebContext context) {
        this.vault = context.vault();
        this.networks = new RateLimit(A_MINUTE, AT_ONCE, RateLimit.MAX_KEYS, context.clock());
        this.together = RateLimit.perMinute(TOGETHER_A_MINUTE, context.clock());
        this.nobodys = daily(NOBODYS_A_DAY, context);
        this.senders = daily(LETTERS_A_DAY, context);
        this.letters = new LetterPace(context.clock());
    }

    private static RateLimit daily(int most, WebContext context) {
        return new RateLimit(most, Duration.ofDays(1), most, RateLimit.MAX_KEYS, context.clock());
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

    /// Likewise of a form that a letter confirms.
    OptionalLong secondsToWaitForLetter(Visit visit) {
        return senders.secondsToWait(visit.network().key());
    }

    /// Whether a mailbox may get one more letter. What many providers take for the same mailbox
    /// counts as one here, and here alone: `eva+shop@` and `e.va@` are those of `eva@`.
    boolean allows(EmailAddress address) {
        return letters.allows(vault.portalCodes().addressKey(mailbox(address)));
    }

    static EmailAddress mailbox(EmailAddress address) {
        String text = address.value();
        int at = text.lastIndexOf('@');
        String local = text.substring(0, at).replaceFirst("(?<=.)\\+.*", "").replace(".", "");
        return local.isEmpty() ? address : new EmailAddress(local + text.substring(at));
    }
}
