package custos.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A plain page: no script, one inline style that the content security policy names by its hash.
///
/// @param title plain text
/// @param body HTML, escaped already
record Page(String language, String title, String body) {
    private static final String STYLE =
            """
            body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif;\
            color:#1b1b1b;background:#fff}
            h1,h2,h3{line-height:1.25;margin-top:2rem}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ccc}
            code,pre{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
            pre{white-space:pre-wrap}
            @media (prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#8cb4ff}}
            """;
    private static final String CSP =
            "default-src 'none'; style-src 'sha256-"
                    + sha256(STYLE)
                    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static void send(Answer answer, Page page) throws IOException {
        answer.header("Content-Security-Policy", CSP)
                .bytes(200, "text/html; charset=utf-8", page.html().getBytes(UTF_8));
    }

    String html() {
        return """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        %s
        </body>
        </html>
        """
                .formatted(escape(language), escape(title), STYLE, body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
