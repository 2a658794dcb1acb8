package custos.api;

import custos.policy.Notice;
import custos.policy.NoticeDigest;
import custos.vault.Policies;

/// A notice as a page, with the digest that consents cite.
final class NoticePage {
    private NoticePage() {}

    static Page of(Policies.Shown notice, NoticeDigest digest) {
        String title = notice.text().lines().findFirst().orElse("").replaceFirst("^#+ ", "");
        String body = new Notice(notice.language(), notice.text()).htmlMain();
        return new Page(
                notice.language().value(),
                title,
                body
                        + "<footer><p><code>SHA-256 "
                        + CitedNotice.hex(digest)
                        + "</code></p></footer>");
    }
}
