package custos.api;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// Cuts a connection in the middle of an answer: the client must not take the part for the whole.
final class Hangup {
    private Hangup() {}

    static void of(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
