package custos.mail;

import custos.customer.EmailAddress;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.PurposeId;
import custos.posting.PublicForm;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One letter of every kind, and what tests look for in a message.
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    static final EmailAddress EVA = new EmailAddress("eva@example.org");

    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final ChannelId EMAIL = new ChannelId("email");
    private static final Instant SOON = Instant.parse("2026-11-25T08:00:00Z");

    static final List<Matter> EVERY_KIND =
            List.of(
                    new Matter.ConfirmConsent(NEWSLETTER, EMAIL, "confirm-link", SOON),
                    new Matter.Subscribed(NEWSLETTER, EMAIL, "stop-link"),
                    new Matter.PortalLink("way-in", "ABCD-EFGH", SOON),
                    new Matter.ConfirmEmail("new-address", SOON),
                    new Matter.AddressChanged(NOW),
                    new Matter.DetailsChanged(NOW),
                    new Matter.CodeHandedOver(NOW),
                    new Matter.ConfirmPosting(PublicForm.WARRANTY, "posted-link", SOON));

    private static final Pattern URL = Pattern.compile("https://[^\\s<>\"]+");

    private Samples() {}

    static MailSettings settings(Way way) {
        return new MailSettings(
                URI.create("https://my.shop.example.org"),
                Optional.empty(),
                ZoneId.of("Europe/Prague"),
                way);
    }

    static Outbox.Waiting waiting(String language, Matter matter) {
        return new Outbox.Waiting(
                7, "0123456789abcdef", NOW, new Letter(EVA, new Language(language), matter));
    }

    static String part(MimeMessage message, int i) throws MessagingException, IOException {
        if (message.getContent() instanceof MimeMultipart parts) {
            return parts.getBodyPart(i).getContent().toString();
        }
        throw new AssertionError("the message has one part");
    }

    static String plain(MimeMessage message) throws MessagingException, IOException {
        return part(message, 0);
    }

    static String html(MimeMessage message) throws MessagingException, IOException {
        return part(message, 1);
    }

    static List<String> urls(String text) {
        return URL.matcher(text).results().map(MatchResult::group).toList();
    }
}
