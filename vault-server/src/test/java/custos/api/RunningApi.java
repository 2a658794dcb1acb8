package custos.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.access.AccessDocuments;
import custos.access.Scope;
import custos.access.TokenName;
import custos.access.Tokens;
import custos.argon2.Argon2id;
import custos.crypto.SecretBytes;
import custos.event.Actor;
import custos.policy.PolicyFiles;
import custos.server.HttpServer;
import custos.server.HttpSettings;
import custos.store.VaultStore;
import custos.store.sqlite.SqliteVaultStore;
import custos.vault.Beginning;
import custos.vault.StoreOpener;
import custos.vault.Unlock;
import custos.vault.Vault;
import custos.vault.core.VaultFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real vault in a folder of its own behind a real listener on a free port, and a client.
final class RunningApi implements AutoCloseable {
    static final int MAX_BODY = 64 * 1024;
    private static final StoreOpener SQLITE =
            new StoreOpener() {
                @Override
                public VaultStore create(Path file) {
                    return SqliteVaultStore.create(file);
                }

                @Override
                public VaultStore open(Path file) {
                    return SqliteVaultStore.open(file);
                }

                @Override
                public VaultStore look(Path file) {
                    return SqliteVaultStore.look(file);
                }
            };

    private final Vault vault;
    private final Tokens tokens;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger tokenCount = new AtomicInteger();
    private final String everything;

    private RunningApi(Vault vault, Tokens tokens, HttpServer server) {
        this.vault = vault;
        this.tokens = tokens;
        this.server = server;
        this.everything = token("all");
    }

    static RunningApi in(Path dir) {
        return in(dir, 0);
    }

    static RunningApi in(Path dir, int requestsPerMinute) {
        return in(dir, requestsPerMinute, Optional.empty());
    }

    static RunningApi in(Path dir, int requestsPerMinute, Optional<Path> mirror) {
        var random = new SecureRandom();
        var clock = InstantSource.system();
        var folder = VaultFolder.of(dir.resolve("vault"));
        byte[] key = new byte[32];
        random.nextBytes(key);
        Vault.create(
                folder,
                new Beginning(
                        "shop.example.org",
                        new char[0],
                        Optional.of(SecretBytes.copyOf(key)),
                        new Argon2id(),
                        PolicyFiles.shipped()),
                SQLITE,
                clock,
                random);
        Vault vault =
                Vault.open(
                        folder,
                        new Unlock.KeyFile(SecretBytes.copyOf(key)),
                        SQLITE,
                        new Vault.Settings(Duration.ZERO, mirror),
                        clock,
                        random);
        var tokens = new Tokens(new AccessDocuments(vault.documents()), clock, random);
        var api =
                new HttpApi(
                        new ApiContext(vault, tokens, clock),
                        new HttpApi.Limits(requestsPerMinute, MAX_BODY, false));
        return new RunningApi(vault, tokens, HttpServer.start(HttpSettings.local(0), api::addTo));
    }

    Vault vault() {
        return vault;
    }

    /// The routes that such a server has.
    List<Route> routes() {
        return new HttpApi(
                        new ApiContext(vault, tokens, InstantSource.system()),
                        new HttpApi.Limits(0, MAX_BODY, false))
                .routes();
    }

    int port() {
        return server.port();
    }

    /// A new token with these scopes.
    String token(String... scopes) {
        var name = new TokenName("token-" + tokenCount.incrementAndGet());
        return tokens.create(
                        name,
                        Scope.parseAll(List.of(scopes)),
                        Optional.empty(),
                        new Actor.Operator())
                .bearer()
                .text();
    }

    /// What came back.
    record Reply(int status, HttpResponse<byte[]> response) {
        String text() {
            return new String(response.body(), UTF_8);
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status + " " + text();
        }
    }

    Call call(String method, String path) {
        return new Call(method, path);
    }

    Reply get(String path) {
        return call("GET", path).send();
    }

    Reply post(String path, String json) {
        return call("POST", path).json(json).send();
    }

    /// Registers a customer of these fields and gives her id.
    String customer(String fields) {
        Reply reply =
                post(
                        "/api/v1/customers",
                        "{\"fields\":%s,\"source\":\"online-order\"}".formatted(fields));
        if (reply.status() != 201) {
            throw new AssertionError(reply.toString());
        }
        return reply.json().path("id").asString();
    }

    /// One request, with a token of every scope unless told otherwise.
    final class Call {
        private final String method;
        private final HttpRequest.Builder request;
        private byte[] body = new byte[0];
        private String token = everything;

        private Call(String method, String path) {
            this.method = method;
            this.request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        }

        Call token(String other) {
            token = other;
            return this;
        }

        Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        Call json(String json) {
            return body("application/json", json.getBytes(UTF_8));
        }

        Call body(String type, byte[] bytes) {
            body = bytes;
            if (!type.isEmpty()) {
                request.header("Content-Type", type);
            }
            return this;
        }

        Reply send() {
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            request.method(
                    method,
                    body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            try {
                HttpResponse<byte[]> response =
                        client.send(request.build(), BodyHandlers.ofByteArray());
                return new Reply(response.statusCode(), response);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        vault.close();
    }
}
