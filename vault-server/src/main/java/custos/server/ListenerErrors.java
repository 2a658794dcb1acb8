package custos.server;

import custos.api.HttpApi;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers what never reaches the API, such as an address or a header that cannot be read: as a
/// problem, and without repeating what came.
final class ListenerErrors extends ErrorPageErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        int status = response.getStatus();
        byte[] body = HttpApi.problem(status >= 400 ? status : 500);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
