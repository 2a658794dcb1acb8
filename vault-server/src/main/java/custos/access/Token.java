package custos.access;

import custos.access.Principal.TokenHolder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// What is kept of a bearer token: everything but the token. Times are UTC to the millisecond.
///
/// @param expires from when on it is refused
/// @param revoked since when it is refused
public record Token(
        TokenName name,
        TokenHash hash,
        Set<Scope> scopes,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> revoked) {

    public Token {
        if (scopes.isEmpty() || scopes.size() > Scope.MAX_OF_A_TOKEN) {
            throw new IllegalArgumentException(
                    "a token has 1 to " + Scope.MAX_OF_A_TOKEN + " scopes");
        }
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
        created = created.truncatedTo(ChronoUnit.MILLIS);
        expires = expires.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
        revoked = revoked.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
    }

    public boolean isValidAt(Instant now) {
        return revoked.isEmpty() && expires.map(now::isBefore).orElse(true);
    }

    TokenHolder holder() {
        return new TokenHolder(name, scopes);
    }

    Token revokedAt(Instant now) {
        return new Token(name, hash, scopes, created, expires, Optional.of(now));
    }
}
