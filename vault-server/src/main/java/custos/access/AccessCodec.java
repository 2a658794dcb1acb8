package custos.access;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Text;
import custos.json.JsonValue.Whole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The rows of accounts and tokens: canonical JSON with `v` 1; times in milliseconds since 1970.
/// Unknown members are ignored, an unknown version is refused.
final class AccessCodec {
    private static final long VERSION = 1;

    private AccessCodec() {}

    static byte[] encode(Account account) {
        var json =
                JsonValue.object()
                        .put("v", VERSION)
                        .put("name", account.name().value())
                        .put("display", account.displayName())
                        .put("roles", texts(account.roles().stream().map(Role::word).toList()))
                        .put("created", account.created().toEpochMilli())
                        .put("language", account.language())
                        .put("passwordChanged", account.passwordChanged().toEpochMilli());
        switch (account.state()) {
            case Account.State.Active(String hash, var secret) ->
                    json.put("password", hash).put("totp", secret.map(TotpSecret::kept));
            case Account.State.Closed(Instant since) -> json.put("closed", since.toEpochMilli());
        }
        return CanonicalJson.encode(json.build());
    }

    static Account account(byte[] content) {
        Members json = versioned(content);
        Optional<Instant> closed = time(json, "closed");
        Account.State state =
                closed.isPresent()
                        ? new Account.State.Closed(closed.get())
                        : new Account.State.Active(
                                json.text("password"),
                                optionalText(json, "totp").map(TotpSecret::ofKept));
        return new Account(
                new AccountName(json.text("name")),
                json.text("display"),
                texts(json, "roles").stream().map(Role::parse).collect(Collectors.toSet()),
                optionalText(json, "language"),
                state,
                Instant.ofEpochMilli(json.whole("created")),
                Instant.ofEpochMilli(json.whole("passwordChanged")));
    }

    static byte[] encode(Token token) {
        var json =
                JsonValue.object()
                        .put("v", VERSION)
                        .put("name", token.name().value())
                        .put("hash", token.hash().hex())
                        .put("scopes", texts(token.scopes().stream().map(Scope::text).toList()))
                        .put("created", token.created().toEpochMilli());
        token.expires().ifPresent(at -> json.put("expires", at.toEpochMilli()));
        token.revoked().ifPresent(at -> json.put("revoked", at.toEpochMilli()));
        return CanonicalJson.encode(json.build());
    }

    static Token token(byte[] content) {
        Members json = versioned(content);
        Set<Scope> scopes = Scope.parseAll(texts(json, "scopes"));
        return new Token(
                new TokenName(json.text("name")),
                new TokenHash(json.text("hash")),
                scopes,
                Instant.ofEpochMilli(json.whole("created")),
                time(json, "expires"),
                time(json, "revoked"));
    }

    private static Members versioned(byte[] content) {
        Members json = CanonicalJson.parseObject(content);
        if (json.whole("v") != VERSION) {
            throw new IllegalArgumentException("this account's or token's version is not known");
        }
        return json;
    }

    private static JsonValue texts(List<String> values) {
        return JsonValue.texts(values);
    }

    private static List<String> texts(Members json, String name) {
        return json.items(name).stream().map(value -> text(value, name)).toList();
    }

    private static String text(JsonValue value, String name) {
        if (value instanceof Text(String text)) {
            return text;
        }
        throw new IllegalArgumentException("'" + name + "' must be text");
    }

    private static Optional<String> optionalText(Members json, String name) {
        return json.find(name).map(value -> text(value, name));
    }

    private static Optional<Instant> time(Members json, String name) {
        return json.find(name)
                .map(value -> {
                    if (value instanceof Whole(long millis)) {
                        return Instant.ofEpochMilli(millis);
                    }
                    throw new IllegalArgumentException("'" + name + "' must be a time");
                });
    }
}
