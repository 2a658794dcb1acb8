package custos.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Base64;

/// A privacy notice in one language: the exact text that a customer is shown, to which consents are
/// bound by its digest.
///
/// The text is UTF-8 in NFC with LF, without spaces at the end of a line, and ends with one LF. Of
/// markup it has `# `, `## `, `- ` and blank lines.
public record Notice(Language language, String text) {
    public Notice {
        boolean exact =
                Normalizer.isNormalized(text, Normalizer.Form.NFC)
                        && text.endsWith("\n")
                        && !text.endsWith("\n\n")
                        && text.indexOf('\r') < 0
                        && text.lines().allMatch(line -> line.equals(line.stripTrailing()));
        if (!exact) {
            throw new IllegalArgumentException(
                    "a notice is NFC with LF, no spaces at line ends, and one LF at its end");
        }
    }

    /// Renders the notice of a policy.
    ///
    /// @param published the day on which this version was put into force
    /// @throws PolicyFault.NoWord when the policy does not have the language
    public static Notice of(Policy policy, Language language, LocalDate published) {
        return new Notice(language, new NoticeWriter(policy, language).write(published));
    }

    /// The short notice at a point of collection.
    ///
    /// @param noticeUrl where the full notice is
    /// @throws PolicyFault.NoWord when the policy does not have the source or the language
    public static String shortNotice(
            Policy policy, SourceId source, Language language, String noticeUrl) {
        return Wording.filled(
                policy.words().text(language, "collected", source.value()),
                "controller",
                policy.controller().name(),
                "url",
                noticeUrl);
    }

    /// The bytes that are hashed and served.
    public byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    /// The SHA-256 of [#bytes].
    public NoticeDigest digest() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes());
            return new NoticeDigest(Base64.getEncoder().encodeToString(sum));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The notice as a page of its own.
    ///
    /// @param stylesheet the path of the stylesheet that it links to
    public String html(String stylesheet) {
        return new NoticeHtml(this).page(stylesheet);
    }

    /// The notice as a `main` element, for a page that has the rest.
    public String htmlMain() {
        return new NoticeHtml(this).main();
    }
}
