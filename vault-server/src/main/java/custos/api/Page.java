package custos.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.policy.HtmlText;
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
            :root{color-scheme:light dark;--ink:light-dark(#251b26,#f0e9e6);\
            --soft:light-dark(#5e5262,#bcafbb);--accent:light-dark(#5b2a55,#dfaed6)}
            body{max-width:46rem;margin:2rem auto;padding:0 1rem;\
            font:1rem/1.55 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;\
            color:var(--ink);background:light-dark(#f5f1e8,#19151a);overflow-wrap:break-word}
            h1,h2,h3{line-height:1.25;margin:2rem 0 .5rem;text-wrap:balance;font-weight:600;\
            font-family:"Iowan Old Style","Palatino Linotype","URW Palladio L",P052,serif}
            h1{border-bottom:3px solid #d9a441;padding-bottom:.75rem}
            h3{font-size:1.1rem;margin-top:1.5rem}
            ul{padding-left:1.3em;margin:.25rem 0 1rem}
            a{color:var(--accent);text-underline-offset:.15em}
            :focus-visible{outline:3px solid light-dark(#b4450c,#ffb571);outline-offset:2px}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;\
            border-bottom:1px solid light-dark(#d9d0c0,#443a48)}
            code,pre{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
            pre{white-space:pre-wrap}
            footer{margin-top:2rem;color:var(--soft);font-size:.8125rem}
            @media print{:root{color-scheme:light}body{max-width:none;margin:0;font-size:10pt;\
            color:#000;background:#fff}h2,h3{break-after:avoid}}
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
                .formatted(HtmlText.escaped(language), HtmlText.escaped(title), STYLE, body);
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
