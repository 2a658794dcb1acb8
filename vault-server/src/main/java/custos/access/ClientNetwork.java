package custos.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;

/// Where a request comes from: the client's address, after a proxy that is trusted.
///
/// @param address as it stands in messages to the client herself, never in logs
public record ClientNetwork(InetAddress address) {
    private static final InetAddress NOWHERE = InetAddress.ofLiteral("0.0.0.0");

    /// @param behindProxy whether a proxy stands in front that appends whom it heard to
    ///   `X-Forwarded-For`. Its word is the last; all before it, and all of it without a proxy, may
    ///   be the client's own invention
    public static ClientNetwork of(HttpServletRequest request, boolean behindProxy) {
        Optional<String> forwarded = behindProxy ? lastHeader(request) : Optional.empty();
        return of(request.getRemoteAddr(), forwarded);
    }

    static ClientNetwork of(String remote, Optional<String> forwarded) {
        return new ClientNetwork(
                forwarded.flatMap(ClientNetwork::last).or(() -> parse(remote)).orElse(NOWHERE));
    }

    /// Some proxies append a line of their own instead of writing behind the client's.
    private static Optional<String> lastHeader(HttpServletRequest request) {
        var lines = Collections.list(request.getHeaders("X-Forwarded-For"));
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast());
    }

    /// What limits count by: of IPv6 the first 64 bits, because the rest is the client's to choose.
    public String key() {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }

    private static Optional<InetAddress> last(String forwarded) {
        return parse(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip());
    }

    /// Some proxies write a port behind it, and IPv6 in brackets.
    private static Optional<InetAddress> parse(String text) {
        String bare = text;
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            bare = text.substring(1, text.indexOf(']'));
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            bare = text.substring(0, text.indexOf(':'));
        }
        int zone = bare.indexOf('%');
        // Fewer than four numbers would pass as an address as well.
        if (bare.indexOf(':') < 0 && !bare.matches("[0-9]+(\\.[0-9]+){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(zone < 0 ? bare : bare.substring(0, zone)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "ClientNetwork[...]";
    }
}
