package custos.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/// The answer to one request for a page. Nobody may keep, frame or rewrite a page unless it says
/// so; scripts, styles and requests come from here and go here alone.
public final class PageAnswer {
    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors ";

    private final HttpServletResponse response;
    private String ancestors = "'none'";

    PageAnswer(HttpServletResponse response) {
        this.response = response;
    }

    public PageAnswer header(String name, String value) {
        response.setHeader(name, value);
        return this;
    }

    /// Who may show this answer in a frame, also when it tells of a failure; nobody unless it is
    /// said.
    ///
    /// @param sources as the directive `frame-ancestors` takes them
    public PageAnswer framedBy(String sources) {
        ancestors = sources;
        return this;
    }

    /// A cookie for this host alone, gone with the browser, sent over TLS (or to this very machine)
    /// and to no script.
    ///
    /// @param sameSite `Strict` or `Lax`
    public PageAnswer cookie(String name, String value, String sameSite) {
        return setCookie(name, value, sameSite, "");
    }

    /// Takes a cookie away.
    public PageAnswer forget(String name, String sameSite) {
        return setCookie(name, "", sameSite, "; Max-Age=0");
    }

    private PageAnswer setCookie(String name, String value, String sameSite, String more) {
        if (!name.startsWith("__Host-") || !value.matches("[A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException("a cookie is a __Host- name with base64url");
        }
        response.addHeader(
                "Set-Cookie",
                name + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=" + sameSite + more);
        return this;
    }

    void html(int status, String language, byte[] page) throws IOException {
        header("Content-Language", language);
        bytes(status, "text/html; charset=utf-8", page);
    }

    /// Bytes that a browser shows or a program reads.
    public void bytes(int status, String mediaType, byte[] body) throws IOException {
        begin(status, mediaType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /// A file to be kept. Its name must say nothing of a person. Closed when it is whole and not
    /// before: closing sends what there is, and a failure could no longer be answered.
    public OutputStream file(String name, String mediaType) throws IOException {
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,80}")) {
            throw new IllegalArgumentException("a file is named by a-z, 0-9, dot and -");
        }
        header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        begin(200, mediaType);
        return response.getOutputStream();
    }

    /// What everybody may keep for ever, because its path names its bytes.
    void asset(Assets.Asset asset, boolean gzip) throws IOException {
        header("Cache-Control", "public, max-age=31536000, immutable");
        header("Vary", "Accept-Encoding");
        if (gzip) {
            header("Content-Encoding", "gzip");
        }
        bytes(200, asset.mediaType(), gzip ? asset.gzip() : asset.bytes());
    }

    /// An answer without a body.
    public void empty(int status) {
        begin(status, null);
    }

    boolean isUnderWay() {
        return response.isCommitted();
    }

    /// Forgets what was prepared, so that a failure is answered instead.
    void reset() {
        response.reset();
    }

    private void begin(int status, @org.jspecify.annotations.Nullable String mediaType) {
        response.setStatus(status);
        if (mediaType != null) {
            response.setContentType(mediaType);
        }
        header("X-Content-Type-Options", "nosniff");
        // Not no-referrer: browsers would then send forms with `Origin: null`.
        header("Referrer-Policy", "same-origin");
        header("Cross-Origin-Opener-Policy", "same-origin");
        header("Content-Security-Policy", CSP + ancestors);
        if (!response.containsHeader("Cross-Origin-Resource-Policy")) {
            header("Cross-Origin-Resource-Policy", "same-origin");
        }
        if (!response.containsHeader("Cache-Control")) {
            header("Cache-Control", "no-store");
        }
    }
}
