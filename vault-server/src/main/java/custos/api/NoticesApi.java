package custos.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.vault.core.Policies;
import custos.vault.rows.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The privacy notice: at `/privacy` the one in force in the reader's language, at
/// `/notice/{sha256}` any that was ever in force, as a page or as the exact bytes of its digest.
final class NoticesApi {
    private static final String HTML = "text/html";
    private static final String TEXT = "text/plain";

    private static final String SHORTLY = "public, max-age=300";

    private final Policies policies;
    private final NoticePage page;

    NoticesApi(Policies policies, NoticePage page) {
        this.policies = policies;
        this.page = page;
    }

    void addTo(Routes routes) {
        routes.open("/privacy", this::inForce, "lang")
                .open("/privacy/{language}", this::inLanguage)
                .open("/notice/{sha256}", this::ever);
    }

    private void inForce(Call call) throws IOException {
        Language language =
                call.query("lang", Language::new)
                        .orElseGet(() -> preferred(call.header("Accept-Language").orElse("")));
        call.answer().header("Vary", "Accept-Language, Accept");
        send(call, language);
    }

    private void inLanguage(Call call) throws IOException {
        call.answer().header("Vary", "Accept");
        send(call, call.path("language", Language::new));
    }

    private void send(Call call, Language language) throws IOException {
        NoticeDigest digest =
                policies.noticeInForce(language)
                        .orElseThrow(() -> new Refusal.NotFound("notice in this language"));
        call.answer()
                .header("Link", "</notice/" + CitedNotice.hex(digest) + ">; rel=\"canonical\"");
        send(call, digest, SHORTLY);
    }

    private void ever(Call call) throws IOException {
        NoticeDigest digest = call.path("sha256", NoticesApi::digest);
        call.answer().header("Vary", "Accept");
        send(call, digest, "public, max-age=31536000, immutable");
    }

    private static NoticeDigest digest(String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a digest is 64 lower-case hex digits");
        }
        return CitedNotice.ofHex(hex);
    }

    private void send(Call call, NoticeDigest digest, String keep) throws IOException {
        String type = call.accepted(HTML, TEXT);
        Policies.Shown notice =
                policies.notice(digest).orElseThrow(() -> new Refusal.NotFound("notice"));
        call.answer().header("Content-Language", notice.language().value());
        if (type.equals(TEXT)) {
            call.answer()
                    .keep(keep)
                    .bytes(200, "text/plain; charset=utf-8", notice.text().getBytes(UTF_8));
        } else {
            // Below the words stands the ledger's key, which may be renewed.
            Page.send(call.answer().keep(SHORTLY), page.of(notice, digest));
        }
    }

    /// The first of the reader's languages that there is a notice in, else the policy's first.
    private Language preferred(String acceptLanguage) {
        List<Language> ours = policies.current().languages();
        return ranges(acceptLanguage).stream()
                .map(range -> Locale.forLanguageTag(range.getRange()).getLanguage())
                .map(code -> ours.stream().filter(one -> one.value().equals(code)).findFirst())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(ours.getFirst());
    }

    private static List<Locale.LanguageRange> ranges(String acceptLanguage) {
        try {
            return acceptLanguage.isBlank() || acceptLanguage.length() > 500
                    ? List.of()
                    : Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
