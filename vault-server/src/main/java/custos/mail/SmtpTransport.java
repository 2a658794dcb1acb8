package custos.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends by a mail server (RFC 5321), each message over a connection of its own. Beyond this
/// machine the server's certificate and name are checked; a server without TLS gets nothing.
final class SmtpTransport implements MailTransport {
    private static final int CONNECT_MS = 15_000;
    private static final int ANSWER_MS = 30_000;

    private static final Logger LOG = LoggerFactory.getLogger(SmtpTransport.class);

    private final Way.Smtp server;
    private final Properties properties;

    SmtpTransport(Way.Smtp server) {
        this(server, !Loopback.is(server.host()));
    }

    /// @param verified whether the server must prove who it is
    SmtpTransport(Way.Smtp server, boolean verified) {
        this.server = server;
        this.properties = properties(server, verified);
    }

    static Properties properties(Way.Smtp server, boolean verified) {
        var all = new Properties();
        String protocol = protocol(server);
        String at = "mail." + protocol + ".";
        all.put(at + "connectiontimeout", Integer.toString(CONNECT_MS));
        all.put(at + "timeout", Integer.toString(ANSWER_MS));
        all.put(at + "writetimeout", Integer.toString(ANSWER_MS));
        all.put(at + "auth", Boolean.toString(server.logIn().isPresent()));
        // What this machine is called is nobody's business.
        all.put(at + "localhost", "localhost");
        all.put(at + "ssl.checkserveridentity", Boolean.toString(verified));
        all.put(at + "ssl.protocols", "TLSv1.3 TLSv1.2");
        if (!verified) {
            all.put(at + "ssl.trust", server.host());
        }
        if (server.security() == Way.Security.STARTTLS) {
            all.put(at + "starttls.enable", "true");
            all.put(at + "starttls.required", "true");
        }
        return all;
    }

    private static String protocol(Way.Smtp server) {
        return server.security() == Way.Security.TLS ? "smtps" : "smtp";
    }

    @Override
    public void send(MimeMessage message, long no, Instant now) {
        Transport transport = connected(session(message));
        try {
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw fault(e);
        } finally {
            close(transport);
        }
    }

    /// A farewell that fails takes back nothing that was handed over.
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("the mail server left first");
        }
    }

    /// An address with letters outside ASCII needs a server that knows them (RFC 6531); no other
    /// message asks for one.
    private Session session(MimeMessage message) {
        var all = new Properties();
        all.putAll(properties);
        all.put("mail.mime.allowutf8", Boolean.toString(!isAscii(message)));
        return Session.getInstance(all);
    }

    private static boolean isAscii(MimeMessage message) {
        try {
            return Arrays.stream(message.getAllRecipients())
                    .allMatch(to -> to.toString().chars().allMatch(c -> c < 128));
        } catch (MessagingException e) {
            return true;
        }
    }

    private Transport connected(Session session) {
        try {
            Transport transport = session.getTransport(protocol(server));
            transport.connect(
                    server.host(),
                    server.port(),
                    server.logIn().map(Way.LogIn::user).orElse(null),
                    server.logIn().map(Way.LogIn::password).orElse(null));
            return transport;
        } catch (AuthenticationFailedException e) {
            throw new MailFault.Unreachable("the mail server does not take the log-in");
        } catch (MessagingException e) {
            throw new MailFault.Unreachable(
                    "the mail server cannot be reached, or has no TLS that can be trusted");
        }
    }

    /// The code of the server's answer decides; without one the connection broke. A server that
    /// does not take our own address takes no letter at all: that is for the operator to mend.
    private static MailFault fault(MessagingException failure) {
        int code = 0;
        Exception cause = failure;
        while (cause != null) {
            if (cause instanceof SMTPSenderFailedException) {
                return new MailFault.Unreachable("the mail server does not take our own address");
            }
            code = Math.max(code, code(cause));
            cause = cause instanceof MessagingException next ? next.getNextException() : null;
        }
        if (code >= 500) {
            return new MailFault.Refused(code);
        }
        return code >= 400
                ? new MailFault.NotNow(code)
                : new MailFault.Unreachable("the connection to the mail server broke");
    }

    private static int code(Exception failure) {
        return switch (failure) {
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            case SMTPSendFailedException refused -> refused.getReturnCode();
            default -> 0;
        };
    }
}
