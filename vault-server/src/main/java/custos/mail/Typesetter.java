package custos.mail;

import custos.customer.EmailAddress;
import custos.policy.Policy;
import custos.vault.letters.Outbox;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;

/// Makes the message of a letter: plain text and HTML of the same words, the headers of automatic
/// mail, and a Message-ID that is the same at every try.
final class Typesetter {
    private static final String UTF_8 = "utf-8";

    private final Session session = Session.getInstance(new Properties());
    private final Wording wording;
    private final String host;

    Typesetter(MailSettings settings) {
        this.wording = new Wording(settings);
        this.host = settings.host();
    }

    /// @throws IllegalArgumentException when a header would have a line break, or an address is
    ///   none
    MimeMessage set(Outbox.Waiting waiting, Policy policy, Instant now) {
        MailText text = wording.of(waiting.letter(), policy);
        Optional<Unsubscribing> ending = wording.unsubscribing(waiting.letter().matter());
        try {
            var message = new Numbered(session, "<" + waiting.id() + "@" + host + ">");
            message.setFrom(named(wording.from(policy), policy.controller().name()));
            message.setRecipient(Message.RecipientType.TO, address(waiting.letter().to()));
            message.setReplyTo(
                    new InternetAddress[] {address(new EmailAddress(policy.controller().email()))});
            message.setSubject(Lines.one(text.subject()), UTF_8);
            message.setSentDate(Date.from(now));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Content-Language", text.language());
            if (ending.isPresent()) {
                ending.get().addTo(message);
            }
            message.setContent(both(text));
            message.saveChanges();
            return message;
        } catch (MessagingException | UnsupportedEncodingException e) {
            // Neither repeats the address that it complains of.
            throw new IllegalArgumentException("this letter cannot be made a message");
        }
    }

    private static MimeMultipart both(MailText text) throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(text.plain(), UTF_8);
        var html = new MimeBodyPart();
        html.setText(text.html(), UTF_8, "html");
        return new MimeMultipart("alternative", plain, html);
    }

    private static InternetAddress named(EmailAddress address, String name)
            throws AddressException, UnsupportedEncodingException {
        InternetAddress named = address(address);
        named.setPersonal(Lines.one(name), UTF_8);
        return named;
    }

    /// The domain goes in its ASCII form, which every server knows.
    private static InternetAddress address(EmailAddress address) throws AddressException {
        String text = Lines.one(address.localPart() + "@" + address.domain());
        var parsed = new InternetAddress(text, true);
        parsed.validate();
        return parsed;
    }

    /// A message whose id is given, not made up.
    private static final class Numbered extends MimeMessage {
        private final String id;

        Numbered(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
