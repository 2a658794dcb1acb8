package custos.mail;

import custos.mail.MailText.Block;
import custos.policy.Language;
import custos.policy.Policy;
import custos.vault.letters.Matter;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Letters on paper, in the very words that are mailed. Safe for use by many threads.
public final class LetterPress {
    private final Wording wording;

    /// @param publicAddress where customers reach the public pages
    public LetterPress(URI publicAddress, ZoneId zone) {
        // Nothing leaves by this way: words alone are asked for.
        this.wording =
                new Wording(
                        new MailSettings(
                                publicAddress,
                                Optional.empty(),
                                zone,
                                new Way.Folder(Path.of("."))));
    }

    /// A letter to be printed.
    ///
    /// @param paragraphs from the greeting on
    /// @param foot who writes, line by line
    public record Printed(
            String language, String subject, List<String> paragraphs, List<String> foot) {
        /// Redacted: it is a customer's.
        @Override
        public String toString() {
            return "Printed[" + language + "]";
        }
    }

    /// What a letter is called in an address, such as `request-came`.
    public static String code(Matter matter) {
        return Wording.key(matter);
    }

    public Printed print(Matter matter, Language language, Policy policy) {
        MailText text = wording.of(matter, language, policy);
        return new Printed(
                text.language(),
                text.subject(),
                text.blocks().stream()
                        .map(block ->
                                switch (block) {
                                    case Block.Paragraph(String words) -> words;
                                    case Block.Button(String label, String url) ->
                                            label + ": " + url.replaceFirst("[?]lang=[a-z]+$", "");
                                    case Block.Code(String code) -> code;
                                })
                        .toList(),
                Wording.sender(policy));
    }
}
