package custos.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.access.AccessRows.Change;
import custos.access.AccessRows.Kind;
import custos.access.Principal.TokenHolder;
import custos.event.Actor;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The bearer tokens of programs.
///
/// All are kept in memory, so a request costs one hash and one look-up, and a revoked token is
/// refused at once; a change is durable before it counts. Whether somebody may make a change is
/// decided before, by the [PermissionTable]. Safe for use by many threads.
public final class Tokens {
    /// Valid, expired and revoked ones together.
    public static final int MAX_TOKENS = 10_000;

    private final AccessRows rows;
    private final InstantSource time;
    private final SecureRandom random;
    private final Map<TokenName, Token> byName = new ConcurrentHashMap<>();
    private final Map<TokenHash, TokenName> names = new ConcurrentHashMap<>();
    private final ReentrantLock changes = new ReentrantLock();

    public Tokens(AccessRows rows, InstantSource time, SecureRandom random) {
        this.rows = rows;
        this.time = time;
        this.random = random;
        for (byte[] content : rows.all(Kind.TOKEN)) {
            keep(AccessCodec.token(content));
        }
    }

    /// A new token, and the only time that its text is there to be shown.
    public record Created(Token token, BearerToken bearer) {}

    /// By name; expired and revoked ones too.
    public List<Token> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(token -> token.name().value()))
                .toList();
    }

    public Optional<Token> find(TokenName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// @param expires from when on it is refused; none is for ever
    /// @throws IllegalArgumentException when it would be expired already, or without scopes
    /// @throws AccessFault.NameTaken also for the name of a revoked token
    public Created create(TokenName name, Set<Scope> scopes, Optional<Instant> expires, Actor by) {
        Instant now = time.instant();
        if (expires.filter(at -> !at.isAfter(now)).isPresent()) {
            throw new IllegalArgumentException("a token expires in the future");
        }
        var bearer = BearerToken.random(random);
        var token = new Token(name, TokenHash.of(bearer), scopes, now, expires, Optional.empty());
        changes.lock();
        try {
            if (byName.containsKey(name)) {
                throw new AccessFault.NameTaken("a token");
            }
            if (byName.size() >= MAX_TOKENS) {
                throw new AccessFault.Full("tokens", MAX_TOKENS);
            }
            write(token, Change.TOKEN_CREATED, by);
            return new Created(token, bearer);
        } finally {
            changes.unlock();
        }
    }

    /// Ends a token for good. An expired one can be revoked too.
    ///
    /// @throws AccessFault.NotThere when it is not there or revoked already
    public Token revoke(TokenName name, Actor by) {
        changes.lock();
        try {
            Token token =
                    find(name)
                            .filter(found -> found.revoked().isEmpty())
                            .orElseThrow(() -> new AccessFault.NotThere("token"));
            return write(token.revokedAt(time.instant()), Change.TOKEN_REVOKED, by);
        } finally {
            changes.unlock();
        }
    }

    /// Who sent this token; empty for anything that is not a valid one, whatever the reason.
    ///
    /// The look-up need not take constant time: what it compares is the hash of what was sent, and
    /// nobody can choose a hash digit by digit.
    ///
    /// @param bearer what stands after `Bearer ` in the header
    public Optional<TokenHolder> authenticate(String bearer) {
        return BearerToken.parse(bearer)
                .map(TokenHash::of)
                .flatMap(hash -> Optional.ofNullable(names.get(hash)))
                .flatMap(this::find)
                .filter(token -> token.isValidAt(time.instant()))
                .map(Token::holder);
    }

    private Token write(Token token, Change change, Actor by) {
        rows.put(
                Kind.TOKEN,
                token.name().value().getBytes(US_ASCII),
                AccessCodec.encode(token),
                change,
                by);
        keep(token);
        return token;
    }

    private void keep(Token token) {
        byName.put(token.name(), token);
        names.put(token.hash(), token.name());
    }
}
