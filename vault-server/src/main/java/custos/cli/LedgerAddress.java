package custos.cli;

import custos.proof.LedgerSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// A ledger where it is published. Nothing but what lies below the given address is asked for, and
/// no redirect is followed.
final class LedgerAddress implements LedgerSource {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();
    private final String base;
    private final Optional<String> token;

    private LedgerAddress(String base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /// @param typed such as `https://shop.example.org/ledger`
    /// @param token an auditor's, where tiles are not public
    /// @throws UsageFault when it is no such address, or the token would go over the network in the
    ///   clear
    static LedgerAddress of(String typed, Optional<String> token) {
        URI uri = uri(typed);
        boolean encrypted = "https".equals(uri.getScheme());
        if (token.isPresent() && !encrypted && !isLoopback(uri.getHost())) {
            throw new UsageFault("--token-file: a token is sent to https addresses only");
        }
        if (token.isPresent() && !token.get().matches("[A-Za-z0-9._~+/=-]+")) {
            throw new UsageFault("--token-file: its first line is no token");
        }
        return new LedgerAddress(typed.replaceFirst("/+$", ""), token);
    }

    private static URI uri(String typed) {
        try {
            URI uri = new URI(typed);
            if (uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Refused below, as every address of another form.
        }
        throw new UsageFault("--ledger: an address is such as https://shop.example.org/ledger");
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    @Override
    public Optional<byte[]> read(String path, int maxBytes) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + "/" + path)).timeout(ANSWER).GET();
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            HttpResponse<InputStream> answer =
                    client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return read(path, answer.statusCode(), body, maxBytes);
            }
        } catch (IOException e) {
            throw new UsageFault(base + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageFault(base + " was not waited for");
        }
    }

    private Optional<byte[]> read(String path, int status, InputStream body, int maxBytes)
            throws IOException {
        return switch (status) {
            case 200 -> Optional.of(body.readNBytes(maxBytes + 1));
            case 404 -> Optional.empty();
            case 401, 403 ->
                    throw new UsageFault(
                            "%s/%s answers %d: tiles are not public here; give --token-file with a"
                                            .formatted(base, path, status)
                                    + " token of the scope ledger:read");
            default -> throw new UsageFault("%s/%s answers %d".formatted(base, path, status));
        };
    }
}
