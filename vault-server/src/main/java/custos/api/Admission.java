package custos.api;

import custos.access.ClientNetwork;
import custos.access.Principal.TokenHolder;
import custos.access.RateLimit;
import custos.access.Tokens;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalLong;

/// Lets a request in: who it is, and whether she asks too often.
final class Admission {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final Optional<RateLimit> limit;
    private final boolean behindProxy;

    /// @param behindProxy whether the last address in `X-Forwarded-For` is the proxy's word on who
    ///   the client is; else the header counts for nothing
    Admission(Tokens tokens, Optional<RateLimit> limit, boolean behindProxy) {
        this.tokens = tokens;
        this.limit = limit;
        this.behindProxy = behindProxy;
    }

    /// Who sent the token, if there is one.
    ///
    /// @throws Rejected with status 401 when a needed one is not there or one is not valid, 429
    ///   when there were too many requests
    Optional<TokenHolder> admit(Context http, Route.Access access) {
        String header = http.req().getHeader("Authorization");
        if (header == null) {
            requirePace("network:" + network(http));
            if (access == Route.Access.TOKEN) {
                throw unknown();
            }
            return Optional.empty();
        }
        Optional<TokenHolder> holder = bearer(header).flatMap(tokens::authenticate);
        if (holder.isEmpty()) {
            requirePace("network:" + network(http));
            throw invalid();
        }
        requirePace("token:" + holder.get().token().value());
        return holder;
    }

    private static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()))
                : Optional.empty();
    }

    private void requirePace(String key) {
        OptionalLong seconds = limit.map(of -> of.secondsToWait(key)).orElse(OptionalLong.empty());
        if (seconds.isPresent()) {
            throw new Rejected(
                    Problem.of(429, "too-many", "wait before you ask again")
                            .withHeader("Retry-After", Long.toString(seconds.getAsLong())));
        }
    }

    private String network(Context http) {
        return ClientNetwork.of(http.req(), behindProxy).key();
    }

    static Rejected unknown() {
        return new Rejected(
                Problem.of(401, "no-token", "send a token as `Authorization: Bearer ...`")
                        .withHeader("WWW-Authenticate", "Bearer realm=\"custos\""));
    }

    private static Rejected invalid() {
        return new Rejected(
                Problem.of(401, "bad-token", "this token is not valid, or no longer")
                        .withHeader(
                                "WWW-Authenticate",
                                "Bearer realm=\"custos\", error=\"invalid_token\""));
    }

    static Rejected forbidden(String reason) {
        return new Rejected(
                Problem.of(403, "scope", reason)
                        .withHeader(
                                "WWW-Authenticate",
                                "Bearer realm=\"custos\", error=\"insufficient_scope\""));
    }
}
