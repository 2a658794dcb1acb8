package custos.mail;

import java.nio.file.Path;
import java.util.Optional;

/// By what letters leave.
public sealed interface Way {

    /// A mail server.
    record Smtp(String host, int port, Security security, Optional<LogIn> logIn) implements Way {
        /// @throws IllegalArgumentException for a connection in the clear that leaves this machine
        public Smtp {
            if (!host.matches("[A-Za-z0-9.:-]{1,253}")) {
                throw new IllegalArgumentException("a mail server is a host name or an address");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a port is 1 to 65535");
            }
            if (security == Security.NONE && !Loopback.is(host)) {
                throw new IllegalArgumentException(
                        "mail goes in the clear on this very machine only; use starttls or tls");
            }
        }
    }

    /// A folder of .eml files, where no server is set up.
    record Folder(Path folder) implements Way {}

    /// How the connection to a mail server is protected.
    enum Security {
        /// TLS after a greeting in the clear; without it nothing is sent. Port 587.
        STARTTLS,
        /// TLS from the first byte. Port 465.
        TLS,
        /// None: this very machine only.
        NONE
    }

    /// Who sends, for the mail server.
    record LogIn(String user, String password) {
        /// Redacted.
        @Override
        public String toString() {
            return "LogIn[redacted]";
        }
    }

    /// The adapter.
    default MailTransport transport() {
        return switch (this) {
            case Smtp smtp -> new SmtpTransport(smtp);
            case Folder(Path folder) -> new EmlFolder(folder);
        };
    }
}
