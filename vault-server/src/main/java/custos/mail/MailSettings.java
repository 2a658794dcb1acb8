package custos.mail;

import custos.customer.EmailAddress;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;

/// How letters leave.
///
/// @param publicAddress where customers reach the public pages, such as `https://shop.example.org`;
///   links in letters begin with it, and its host stands in each Message-ID
/// @param from who sends; the controller of the policy when there is nobody else
/// @param zone in which letters tell times
public record MailSettings(URI publicAddress, Optional<EmailAddress> from, ZoneId zone, Way way) {

    /// @throws IllegalArgumentException when links could not begin with the address
    public MailSettings {
        boolean secure = "https".equals(publicAddress.getScheme());
        boolean local =
                "http".equals(publicAddress.getScheme())
                        && publicAddress.getHost() != null
                        && Loopback.is(publicAddress.getHost());
        if (!secure && !local) {
            throw new IllegalArgumentException(
                    "mailed links begin with https, or with http on this very machine");
        }
        if (publicAddress.getHost() == null
                || publicAddress.getRawQuery() != null
                || publicAddress.getRawFragment() != null
                || publicAddress.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a public address is a scheme, a host and a port");
        }
    }

    /// The address of a page.
    ///
    /// @param path with a slash in front
    String page(String path) {
        String base = publicAddress.toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
    }

    String host() {
        return publicAddress.getHost();
    }
}
