package custos.api;

import custos.policy.HtmlText;
import custos.policy.Notice;
import custos.policy.NoticeDigest;
import custos.vault.core.Ledger;
import custos.vault.core.Policies;
import custos.words.PhraseBook;
import custos.words.Phrases;
import java.util.List;

/// A notice as a page. Below it stand the digest that consents cite and the key that receipts are
/// checked with, so that whoever prints it has both on paper.
final class NoticePage {
    private static final PhraseBook WORDS =
            PhraseBook.load(NoticePage.class, List.of("en", "ms", "cs"));

    private final Ledger ledger;
    private final String checks;

    private NoticePage(Ledger ledger, String checks) {
        this.ledger = ledger;
        this.checks = checks;
    }

    /// At a door where there is no page that checks receipts.
    static NoticePage plain(Ledger ledger) {
        return new NoticePage(ledger, "");
    }

    /// At a door where `/receipt` checks them.
    static NoticePage linked(Ledger ledger) {
        return new NoticePage(ledger, "<p><a href=\"/receipt\">%s</a></p>");
    }

    Page of(Policies.Shown notice, NoticeDigest digest) {
        String title = notice.text().lines().findFirst().orElse("").replaceFirst("^#+ ", "");
        String body = new Notice(notice.language(), notice.text()).htmlMain();
        return new Page(notice.language().value(), title, body + foot(notice, digest));
    }

    private String foot(Policies.Shown notice, NoticeDigest digest) {
        Phrases words = words(notice.language().value());
        return """
        <footer lang="%s"><p><code>SHA-256 %s</code></p>
        <p>%s<br><code id="key">%s</code></p>
        %s</footer>\
        """
                .formatted(
                        words.locale().getLanguage(),
                        CitedNotice.hex(digest),
                        HtmlText.escaped(words.text("notice.key")),
                        HtmlText.escaped(ledger.key().toString()),
                        checks.formatted(HtmlText.escaped(words.text("notice.receipt"))));
    }

    /// A policy may have languages that the program has not.
    private static Phrases words(String language) {
        return WORDS.in(WORDS.languages().contains(language) ? language : "en");
    }
}
