package custos.web.receipt;

import custos.access.RateLimit;
import custos.ledger.KeyType;
import custos.ledger.VerifierKey;
import custos.policy.NoticeDigest;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import custos.proof.Why;
import custos.vault.Vault;
import custos.web.Mistakes;
import custos.web.Upload;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// `/receipt`: says in words what a receipt or a certificate proves, to whoever has one. The file
/// is looked at and forgotten; it may be another shop's, with that shop's key.
public final class ReceiptPage {
    private static final int CHECKS_PER_MINUTE = 60;

    /// Around the file come the key and what a browser writes between them.
    private static final int MAX_BODY = ReceiptCheck.MAX_BYTES + 16 * 1024;

    private final Vault vault;
    private final RateLimit pace;

    public ReceiptPage(WebContext context) {
        this.vault = context.vault();
        this.pace = RateLimit.perMinute(CHECKS_PER_MINUTE, context.clock());
    }

    /// What the template shows.
    ///
    /// @param key that was checked with, or the one that this shop's ledger is signed by
    public record Model(String key, Optional<Told> told, Mistakes mistakes) {}

    public void addTo(WebRoutes routes) {
        routes.get("/receipt", Gate.OPEN, this::page).post("/receipt", Gate.OPEN, this::check);
    }

    private void page(Visit visit) throws IOException {
        String key = vault.ledger().key().toString();
        show(visit, 200, new Model(key, Optional.empty(), Mistakes.none()));
    }

    private static void show(Visit visit, int status, Model model) throws IOException {
        visit.show(status, "receipt/receipt", model);
    }

    private void check(Visit visit) throws IOException {
        visit.requirePace(pace, visit.network().key());
        Upload upload;
        try {
            upload = visit.upload(MAX_BODY);
        } catch (WebFault.TooLarge e) {
            refuse(visit, 413, vault.ledger().key().toString(), "receipt", "receipt.too-large");
            return;
        }
        String typed = upload.text("key").replaceAll("\\s+", "");
        Optional<VerifierKey> key = key(typed);
        Optional<byte[]> file = upload.file("receipt");
        if (file.isEmpty()) {
            refuse(visit, 422, typed, "receipt", "receipt.no-file");
        } else if (key.isEmpty()) {
            refuse(visit, 422, typed, "key", "receipt.no-key");
        } else {
            Verdict verdict = verdict(file.get(), key.get());
            if (verdict instanceof Verdict.Refused(_, Why why) && why == Why.TOO_LARGE) {
                refuse(visit, 413, typed, "receipt", "receipt.too-large");
            } else {
                Told told = new Telling(visit).told(verdict);
                show(visit, 200, new Model(typed, Optional.of(told), Mistakes.none()));
            }
        }
    }

    private static void refuse(Visit visit, int status, String key, String field, String phrase)
            throws IOException {
        String text = visit.words().text(phrase, "kib", ReceiptCheck.MAX_BYTES / 1024);
        show(visit, status, new Model(key, Optional.empty(), Mistakes.none().add(field, text)));
    }

    private static Optional<VerifierKey> key(String typed) {
        try {
            return Optional.of(VerifierKey.parse(typed))
                    .filter(key -> key.type() == KeyType.ED25519);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Who trusts this shop's key may bring a file from before it was rotated. What a key of then
    /// signed counts when this ledger had that very tree: the key may have been stolen since.
    private Verdict verdict(byte[] file, VerifierKey typed) {
        Verdict verdict = ReceiptCheck.check(file, typed, this::words);
        List<VerifierKey> own = vault.ledger().keys();
        if (!(verdict instanceof Verdict.Refused(_, Why why) && why == Why.OTHER_KEY)
                || !own.contains(typed)) {
            return verdict;
        }
        Verdict byOwn = ReceiptCheck.check(file, own, this::words);
        return byOwn instanceof Verdict.Proven proven
                        && vault.ledger().had(proven.checkpoint().head())
                ? byOwn
                : verdict;
    }

    /// The wordings that this vault ever published.
    private Optional<byte[]> words(String sha256) {
        byte[] digest = HexFormat.of().parseHex(sha256);
        return vault.policies()
                .notice(new NoticeDigest(Base64.getEncoder().encodeToString(digest)))
                .map(notice -> notice.text().getBytes(StandardCharsets.UTF_8));
    }
}
