package custos.server;

import custos.access.Loopback;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/// Tells browsers that came over TLS to never come without it again (RFC 6797), except on this very
/// machine, where other programs answer under the same name.
final class StrictTransport implements HttpConfiguration.Customizer {
    private static final String YEAR = "max-age=31536000";

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        String host = Request.getServerName(request);
        if (request.isSecure() && host != null && !Loopback.isNamed(host)) {
            responseHeaders.put("Strict-Transport-Security", YEAR);
        }
        return request;
    }
}
