package custos.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Scheme, host and port of a website, as browsers write them into `Origin` (RFC 6454, 6.2): in
/// small letters, without the port that goes without saying.
///
/// @param text such as `https://shop.example.org`
public record SiteOrigin(String text) {
    private static final String RULE =
            "an origin is https://, a host and perhaps a port, such as https://shop.example.org;"
                    + " http:// on this very machine only";
    private static final int MAX_LENGTH = 200;
    private static final int MAX_PORT = 65_535;

    public SiteOrigin {
        if (!text.equals(canonical(text))) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /// Takes capital letters, a slash at the end and the scheme's own port for what they are.
    ///
    /// @throws IllegalArgumentException with the rule, when it is no origin of a website
    public static SiteOrigin parse(String typed) {
        return new SiteOrigin(canonical(typed));
    }

    private static String canonical(String typed) {
        String small = typed.toLowerCase(Locale.ROOT).replaceAll("/$", "");
        if (small.length() > MAX_LENGTH || !small.matches("https?://[a-z0-9.:\\[\\]-]+")) {
            throw new IllegalArgumentException(RULE);
        }
        try {
            var url = new URI(small);
            String host = url.getHost();
            boolean bare = host != null && url.getPort() <= MAX_PORT && !small.endsWith(":");
            if (!bare || (url.getScheme().equals("http") && !Loopback.isNamed(host))) {
                throw new IllegalArgumentException(RULE);
            }
            int usual = url.getScheme().equals("https") ? 443 : 80;
            boolean said = url.getPort() >= 0 && url.getPort() != usual;
            return url.getScheme() + "://" + host + (said ? ":" + url.getPort() : "");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }
}
