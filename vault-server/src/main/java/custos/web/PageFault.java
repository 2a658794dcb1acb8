package custos.web;

import custos.access.AccessFault;
import custos.access.FailureText;
import custos.store.StoreFault;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A failure as a page tells it: a status and a phrase, with nothing of what was sent.
///
/// @param key the phrase is `common.fault.<key>`
/// @param arguments of the phrase
/// @param retryAfterSeconds for `Retry-After`; 0 for none
public record PageFault(
        int status, String key, Map<String, Object> arguments, long retryAfterSeconds) {
    private static final Logger LOG = LoggerFactory.getLogger(PageFault.class);

    /// What the template shows.
    public record Model(int status, String title, String text) {}

    private static PageFault of(int status, String key) {
        return new PageFault(status, key, Map.of(), 0);
    }

    static PageFault of(Throwable failure) {
        return switch (failure) {
            case WebFault fault -> ofWeb(fault);
            case Refusal refusal -> ofRefusal(refusal);
            case VaultFault.Busy _ -> new PageFault(503, "busy", Map.of(), 1);
            case VaultFault.Unmirrored _ -> new PageFault(503, "unmirrored", Map.of(), 5);
            case AccessFault.TooBusy _ -> new PageFault(503, "busy", Map.of(), 2);
            case StoreFault.NoSpace fault -> {
                log(fault);
                yield of(507, "no-space");
            }
            case HttpResponseException refused -> ofStatus(refused.getStatus());
            case IOException _ -> of(400, "unreadable");
            default -> {
                log(failure);
                yield of(500, "inside");
            }
        };
    }

    private static PageFault ofWeb(WebFault fault) {
        return switch (fault) {
            case WebFault.LogInFirst _ -> of(401, "log-in-first");
            case WebFault.Denied _ -> of(403, "denied");
            case WebFault.LinkFirst _ -> of(403, "link-first");
            case WebFault.Forged _ -> of(403, "forged");
            case WebFault.NotHere _ -> of(404, "not-here");
            case WebFault.Gone _ -> of(410, "gone");
            case WebFault.Unreadable _ -> of(400, "unreadable");
            case WebFault.TooLarge _ -> of(413, "too-large");
            case WebFault.TooMany many ->
                    new PageFault(
                            429, "too-many", Map.of("seconds", many.seconds()), many.seconds());
        };
    }

    private static PageFault ofRefusal(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotFound _ -> of(404, "not-here");
            case Refusal.Merged _ -> of(410, "merged");
            case Refusal.Erased _ -> of(410, "erased");
            case Refusal.Stale _ -> of(409, "stale");
            case Refusal.BadField _ -> of(422, "bad-field");
            case Refusal.Conflict _ -> of(409, "conflict");
            case Refusal.NotPermitted _ -> of(403, "not-permitted");
        };
    }

    private static PageFault ofStatus(int status) {
        return switch (status) {
            case 404, 405 -> of(status, "not-here");
            case 413 -> of(413, "too-large");
            default -> of(status, "unreadable");
        };
    }

    void show(Visit visit) throws IOException {
        if (retryAfterSeconds > 0) {
            visit.answer().header("Retry-After", Long.toString(retryAfterSeconds));
        }
        String title = visit.words().text("common.fault.title");
        String text = visit.words().text("common.fault." + key, arguments);
        visit.show(status, "common/fault", new Model(status, title, text));
    }

    private static void log(Throwable fault) {
        LOG.error("a page failed: {}", new FailureText(fault));
    }
}
