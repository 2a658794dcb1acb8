package custos.mail;

import jakarta.mail.internet.MimeMessage;
import java.time.Instant;

/// Takes a message away. Used by one thread at a time.
public interface MailTransport {
    /// Hands a message over; on return somebody else answers for it.
    ///
    /// @param no the letter's number, for adapters that name files
    /// @throws MailFault when it was not taken
    void send(MimeMessage message, long no, Instant now);
}
