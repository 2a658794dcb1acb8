package custos.cli;

import custos.access.PasswordPool;
import custos.access.SecondFactor;
import custos.access.SiteOrigins;
import custos.customer.EmailAddress;
import custos.mail.Way;
import custos.tls.TlsCertificate;
import custos.vault.Vault;
import java.time.ZoneId;
import java.util.Optional;

/// Puts an open vault on the network. What answers there is not the command line's to know.
public interface Listener {

    /// Where to listen.
    ///
    /// @param host a name or address of loopback, or any address with a certificate or a proxy
    /// @param port 0 to 65535; 0 takes any free one
    /// @param behindProxy whether a proxy stands in front that ends TLS
    record Place(String host, int port, Optional<TlsCertificate> tls, boolean behindProxy) {
        /// On this machine alone.
        public static Place local(int port) {
            return new Place(Serving.LOOPBACK, port, Optional.empty(), false);
        }

        /// As it is typed into a browser.
        public String address(int boundPort) {
            String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
            return (tls.isPresent() ? "https://" : "http://") + shown + ":" + boundPort;
        }
    }

    /// The doors.
    ///
    /// @param staff where the staff's pages and the API answer
    /// @param open where the customers' pages answer, if they do at all
    /// @param publicUrl how customers reach those, when it is not the address itself
    /// @param sites the shop's own websites, which may send to those pages
    record Network(
            Place staff, Optional<Place> open, Optional<String> publicUrl, SiteOrigins sites) {}

    /// How the vault is to be put on the network.
    ///
    /// @param zone in which times are shown
    /// @param secondFactor whether staff must prove themselves with their telephone as well
    record Wanted(Network network, Mail mail, ZoneId zone, SecondFactor secondFactor) {}

    /// How letters leave.
    ///
    /// @param from who sends, when it is not the policy's controller
    record Mail(Optional<EmailAddress> from, Way way) {}

    /// Answering. Closing lets running requests end.
    interface Answering extends AutoCloseable {
        /// The port of the staff's pages.
        int port();

        /// The port of the customers' pages, if they are served.
        Optional<Integer> publicPort();

        /// What makes the first account, on the staff's page `/set-up`, while there is none.
        Optional<String> setupCode();

        @Override
        void close();
    }

    /// Starts to listen; returns once it answers.
    ///
    /// @throws java.io.UncheckedIOException when an address cannot be bound
    Answering listen(Vault vault, PasswordPool passwords, Wanted wanted);
}
