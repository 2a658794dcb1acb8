package custos.api;

import custos.access.AccessFault;
import custos.access.FailureText;
import custos.crypto.CryptoFault;
import custos.ledger.LedgerFault;
import custos.policy.PolicyFault;
import custos.store.StoreFault;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each failure means to a client.
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Problem INSIDE =
            Problem.of(
                    500,
                    "inside",
                    "the server could not do this; its log says why, and a repeated request with"
                            + " the same Idempotency-Key is safe");

    private Problems() {}

    static Problem of(Throwable failure) {
        return switch (failure) {
            case Rejected rejected -> rejected.problem();
            case Refusal refusal -> of(refusal);
            case VaultFault fault -> of(fault);
            case StoreFault fault -> of(fault);
            case AccessFault fault -> of(fault);
            case CryptoFault fault -> inside(fault);
            case LedgerFault fault -> inside(fault);
            case PolicyFault fault -> inside(fault);
            case HttpResponseException refused -> of(refused);
            case IllegalArgumentException badText when isOurs(badText) ->
                    Problem.of(422, "bad-field", String.valueOf(badText.getMessage()));
            case IOException _, UncheckedIOException _ ->
                    Problem.of(400, "cut-off", "the request broke off");
            default -> inside(failure);
        };
    }

    private static Problem of(Refusal refusal) {
        String message = String.valueOf(refusal.getMessage());
        return switch (refusal) {
            case Refusal.NotFound _ -> Problem.of(404, "not-found", message);
            case Refusal.Merged merged ->
                    Problem.of(410, "merged", message)
                            .withHeader(
                                    "Link",
                                    "</api/v1/customers/"
                                            + merged.into().value()
                                            + ">; rel=\"successor-version\"");
            case Refusal.Erased _ -> Problem.of(410, "erased", message);
            case Refusal.Stale stale ->
                    Problem.of(412, "stale", message)
                            .withHeader("ETag", Call.etag(stale.current()));
            case Refusal.BadField bad -> Problem.badField(bad);
            case Refusal.Conflict conflict -> Problem.of(409, conflict.code(), message);
            case Refusal.NotPermitted not -> Problem.of(403, not.code(), message);
        };
    }

    private static Problem of(VaultFault fault) {
        return switch (fault) {
            case VaultFault.Busy _ ->
                    Problem.of(503, "busy", String.valueOf(fault.getMessage()))
                            .withHeader("Retry-After", "1");
            case VaultFault.Unmirrored _ ->
                    Problem.of(503, "unmirrored", String.valueOf(fault.getMessage()))
                            .withHeader("Retry-After", "5");
            case VaultFault.Stopped _ -> {
                log(fault);
                yield Problem.of(
                        503,
                        "stopped",
                        "the vault takes no writes; whether this one landed is told by repeating"
                                + " it with its Idempotency-Key later");
            }
            case VaultFault.Damaged _ -> damaged(fault);
            case VaultFault.WrongFolder _, VaultFault.Held _ -> inside(fault);
        };
    }

    private static Problem of(StoreFault fault) {
        return switch (fault) {
            case StoreFault.NoSpace _ -> {
                log(fault);
                yield Problem.of(507, "no-space", "the disk is full; nothing was changed");
            }
            case StoreFault.Damaged _ -> damaged(fault);
            case StoreFault.Held _, StoreFault.OutcomeUnknown _, StoreFault.Failed _ ->
                    inside(fault);
        };
    }

    private static Problem of(AccessFault fault) {
        String message = String.valueOf(fault.getMessage());
        return switch (fault) {
            case AccessFault.TooBusy _ ->
                    Problem.of(503, "busy", message).withHeader("Retry-After", "2");
            case AccessFault.NotThere _ -> Problem.of(404, "not-found", message);
            case AccessFault.NameTaken _, AccessFault.LastAdmin _, AccessFault.Full _ ->
                    Problem.of(409, "conflict", message);
        };
    }

    /// The router's own refusals; its words are not ours, and its 404 repeats the path.
    private static Problem of(HttpResponseException refused) {
        return switch (refused.getStatus()) {
            case 404 -> Problem.of(404, "not-found", "nothing answers at this address");
            case 405 -> methodNotAllowed(refused);
            case 413 -> Problem.of(413, "too-large", "the request body is too large");
            default ->
                    Problem.of(refused.getStatus(), "refused", Problem.title(refused.getStatus()));
        };
    }

    private static Problem methodNotAllowed(HttpResponseException refused) {
        Problem problem = Problem.of(405, "method", "this address answers other methods");
        String allowed = refused.getDetails().getOrDefault("availableMethods", "");
        return allowed.isEmpty() ? problem : problem.withHeader("Allow", allowed);
    }

    private static Problem damaged(Throwable fault) {
        log(fault);
        return Problem.of(
                500, "damaged", "something stored is damaged; `custos verify` tells what");
    }

    private static Problem inside(Throwable fault) {
        log(fault);
        return INSIDE;
    }

    /// Ours name a thing and its limit; others may repeat what was sent.
    private static boolean isOurs(IllegalArgumentException e) {
        return e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().startsWith("custos.");
    }

    private static void log(Throwable fault) {
        LOG.error("a request failed: {}", new FailureText(fault));
    }
}
