package custos.web.portal;

import custos.customer.EmailAddress;
import custos.policy.Language;
import custos.vault.portal.PortalCodes;
import custos.web.LetterPace;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mails codes to whoever asks, away from the request: who asks is answered before anybody looks
/// whether the address is known, so that neither answer nor time tells.
final class CodeDesk {
    private static final Logger LOG = LoggerFactory.getLogger(CodeDesk.class);

    /// The most that wait; past it a wish is dropped, and she may ask again.
    private static final int MAX_WAITING = 1_000;

    private final PortalCodes codes;
    private final LetterPace pace;
    private final ThreadPoolExecutor worker;

    CodeDesk(PortalCodes codes, InstantSource clock) {
        this.codes = codes;
        this.pace = new LetterPace(clock);
        this.worker =
                new ThreadPoolExecutor(
                        1,
                        1,
                        1,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MAX_WAITING),
                        Thread.ofPlatform().name("custos-codes").daemon().factory());
        worker.allowCoreThreadTimeOut(true);
    }

    /// Has a code mailed if anybody has this address. Nobody gets more than a few letters in a row,
    /// or more than ten in a day, however many networks ask: a wish too many is dropped without a
    /// word, whether the address is known or not.
    void ask(EmailAddress address, Language language, String ticket) {
        String key = codes.addressKey(address);
        if (!pace.allows(key)) {
            return;
        }
        try {
            worker.execute(() -> mail(address, language, ticket));
        } catch (RejectedExecutionException e) {
            LOG.warn("more than {} wishes for a code wait; one was dropped", MAX_WAITING);
        }
    }

    private void mail(EmailAddress address, Language language, String ticket) {
        try {
            codes.mail(address, language, ticket);
        } catch (RuntimeException e) {
            LOG.warn("a code could not be mailed: {}", e.getClass().getSimpleName());
        }
    }

    /// Waits until all wishes so far are done.
    void settle() {
        try {
            worker.submit(() -> {}).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing that can fail failed", e);
        }
    }
}
