package custos.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/// The headers by which a mail program offers to unsubscribe with one click (RFC 2369, RFC 8058).
/// Every message for a marketing purpose carries them.
///
/// @param url of the unsubscribe page, with the link in it
record Unsubscribing(String url) {

    void addTo(MimeMessage message) throws MessagingException {
        message.setHeader("List-Unsubscribe", "<" + Lines.one(url) + ">");
        message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
}
