package custos.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// The answer to one request. Unless it says otherwise nobody may keep it, frame it or guess at its
/// type.
final class Answer {
    static final String JSON = "application/json";

    private final HttpServletResponse response;

    Answer(HttpServletResponse response) {
        this.response = response;
    }

    Answer header(String name, String value) {
        response.setHeader(name, value);
        return this;
    }

    Answer etag(long version) {
        return header("ETag", Call.etag(version));
    }

    /// What everybody may keep, for so long.
    Answer keep(String cacheControl) {
        return header("Cache-Control", cacheControl);
    }

    void json(int status, Consumer<JsonGenerator> content) throws IOException {
        bytes(status, JSON, JsonText.object(content));
    }

    void bytes(int status, String mediaType, byte[] body) throws IOException {
        begin(status, mediaType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    void problem(Problem problem) throws IOException {
        response.reset();
        problem.headers().forEach(this::header);
        bytes(problem.status(), Problem.MEDIA_TYPE, problem.body());
    }

    /// A body of unknown length. Nothing is sent before the first byte, so that what fails before
    /// it is still answered as a problem.
    LateStream stream(String mediaType) {
        return new LateStream(() -> {
            begin(200, mediaType);
            return response.getOutputStream();
        });
    }

    boolean isUnderWay() {
        return response.isCommitted();
    }

    private void begin(int status, String mediaType) {
        response.setStatus(status);
        response.setContentType(mediaType);
        header("X-Content-Type-Options", "nosniff");
        header("Referrer-Policy", "no-referrer");
        unlessSet("Cache-Control", "no-store");
        unlessSet("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    private void unlessSet(String name, String value) {
        if (!response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }
}
