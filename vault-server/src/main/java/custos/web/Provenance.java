package custos.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Whether a form was sent from a page of ours.
///
/// Browsers say so in `Sec-Fetch-Site`, older ones in `Origin` alone. A request that says neither
/// comes from no browser of today; a session's own proof is asked for besides.
final class Provenance {
    private Provenance() {}

    static boolean isOurs(HttpServletRequest request) {
        Optional<String> site = header(request, "Sec-Fetch-Site");
        if (site.isPresent()) {
            return site.get().equals("same-origin");
        }
        Optional<String> origin = header(request, "Origin");
        return origin.isEmpty() || sameHost(origin.get(), header(request, "Host").orElse(""));
    }

    private static boolean sameHost(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null
                    && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }
}
