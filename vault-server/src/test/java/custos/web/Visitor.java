package custos.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A browser without a screen: keeps cookies, sends forms as a page of the same site does, and adds
/// the proof of the last page that had one. Follows no redirects.
public final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String base;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String csrf = "";

    public Visitor(String base) {
        this.base = base;
        headers.put("Accept", "text/html");
        headers.put("Accept-Language", "en");
    }

    /// What came back.
    public record Page(int status, String body, java.net.http.HttpHeaders headers) {
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /// Where a redirect leads.
        public String location() {
            return header("Location");
        }

        public boolean has(String text) {
            return body.contains(text);
        }
    }

    public String base() {
        return base;
    }

    /// Sends a header with every request from now on.
    public Visitor with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Visitor speaking(String language) {
        return with("Accept-Language", language);
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /// The proof that the last form carried.
    public String csrf() {
        return csrf;
    }

    public void csrf(String proof) {
        csrf = proof;
    }

    public void logIn(String name, String password) {
        Page answer = post("/log-in", "name", name, "password", password);
        if (answer.status() != 303) {
            throw new AssertionError("log-in answered " + answer.status());
        }
        get("/account");
        if (csrf.isEmpty()) {
            get("/");
        }
    }

    public Page get(String path) {
        return send(request(path).GET());
    }

    /// Sends a form, with the session's proof.
    ///
    /// @param fields name, value, name, value ...
    public Page post(String path, String... fields) {
        var all = new ArrayList<>(List.of(fields));
        if (!csrf.isEmpty() && !all.contains("csrf")) {
            all.add("csrf");
            all.add(csrf);
        }
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", base)
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(encoded(all))));
    }

    /// Sends a form with one file, with the session's proof.
    ///
    /// @param fields name, value, name, value ...
    public Page sendFile(String path, String name, byte[] file, String... fields) {
        var body = new java.io.ByteArrayOutputStream();
        var all = new ArrayList<>(List.of(fields));
        all.add("csrf");
        all.add(csrf);
        String begin = "--edge\r\nContent-Disposition: form-data; name=\"";
        for (int i = 0; i < all.size(); i += 2) {
            body.writeBytes(
                    (begin + all.get(i) + "\"\r\n\r\n" + all.get(i + 1) + "\r\n").getBytes(UTF_8));
        }
        body.writeBytes((begin + name + "\"; filename=\"x.csv\"\r\n\r\n").getBytes(UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--edge--\r\n".getBytes(UTF_8));
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .header("Origin", base)
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /// Sends a form without anything that a browser or a session adds.
    public Page rawPost(String path, String contentType, String body) {
        return send(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body)));
    }

    /// A request to be completed by hand.
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    String.join(
                            "; ",
                            cookies.entrySet().stream()
                                    .map(one -> one.getKey() + "=" + one.getValue())
                                    .toList()));
        }
        return request;
    }

    public Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    CLIENT.send(request.build(), BodyHandlers.ofString(UTF_8));
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            Matcher found = CSRF.matcher(answer.body());
            if (found.find()) {
                csrf = found.group(1);
            }
            return new Page(answer.statusCode(), answer.body(), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String header) {
        String pair = header.substring(0, header.indexOf(';'));
        String name = pair.substring(0, pair.indexOf('='));
        if (header.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(pair.indexOf('=') + 1));
        }
    }

    private static String encoded(List<String> fields) {
        var pairs = new ArrayList<String>();
        for (int i = 0; i < fields.size(); i += 2) {
            pairs.add(
                    URLEncoder.encode(fields.get(i), UTF_8)
                            + "="
                            + URLEncoder.encode(fields.get(i + 1), UTF_8));
        }
        return String.join("&", pairs);
    }
}
