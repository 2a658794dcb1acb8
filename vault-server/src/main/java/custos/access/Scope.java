package custos.access;

import custos.policy.PurposeId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One thing that a bearer token is good for, written `erase` or `read:service`.
///
/// Whether the policy knows the purpose is up to who creates the token: the table decides by the
/// name alone, and an unknown purpose opens nothing.
///
/// @param purpose there for `read` and `lists`, and for no other
public record Scope(Kind kind, Optional<PurposeId> purpose) {
    /// The most scopes of one token.
    public static final int MAX_OF_A_TOKEN = 64;

    /// The longest scope, in characters: `lists:` and a purpose.
    private static final int MAX_LENGTH = 70;

    public enum Kind {
        /// Find and read customers, masked.
        CUSTOMERS_READ("customers:read"),
        /// Register and amend, and what must be read for it, masked.
        CUSTOMERS_WRITE("customers:write"),
        /// Open values for one purpose.
        READ("read:<purpose>"),
        /// Record consents and refusals.
        CONSENTS_WRITE("consents:write"),
        /// Log-ins on the shop's website, and visits of those who agreed.
        VISITS_WRITE("visits:write"),
        /// The mailing list of one purpose.
        LISTS("lists:<purpose>"),
        /// One customer's data as she gets it.
        EXPORT("export"),
        /// Erase a customer.
        ERASE("erase"),
        /// Enter, read, move and decide data subject requests.
        REQUESTS("requests"),
        /// Leaves, proofs and their verification, without openings.
        LEDGER_READ("ledger:read"),
        /// Every scope, and what needs several of them: for the owner's own scripts.
        ALL("all");

        private static final String PLACE = "<purpose>";

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As written; `<purpose>` stands where one is named.
        public String word() {
            return word;
        }

        boolean namesPurpose() {
            return word.endsWith(PLACE);
        }

        private String stem() {
            return word.substring(0, word.length() - PLACE.length());
        }
    }

    public Scope {
        if (purpose.isPresent() != kind.namesPurpose()) {
            throw new IllegalArgumentException(
                    "a scope names a purpose in " + kind.word() + " and only there");
        }
    }

    /// Reads one scope, in exactly its one spelling.
    ///
    /// @throws IllegalArgumentException naming the scope
    public static Scope parse(String text) {
        for (Kind kind : Kind.values()) {
            if (!kind.namesPurpose() && text.equals(kind.word())) {
                return new Scope(kind, Optional.empty());
            }
            if (kind.namesPurpose() && text.startsWith(kind.stem())) {
                return new Scope(kind, Optional.of(purpose(text, kind)));
            }
        }
        throw new IllegalArgumentException(
                "%s is no scope; scopes are %s".formatted(quoted(text), words()));
    }

    private static PurposeId purpose(String text, Kind kind) {
        try {
            return new PurposeId(text.substring(kind.stem().length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s is no scope: %s".formatted(quoted(text), e.getMessage()), e);
        }
    }

    /// Reads the scopes of one token; order is kept.
    ///
    /// @throws IllegalArgumentException when there are none, too many, or one stands twice
    public static Set<Scope> parseAll(Collection<String> texts) {
        if (texts.isEmpty() || texts.size() > MAX_OF_A_TOKEN) {
            throw new IllegalArgumentException("a token has 1 to " + MAX_OF_A_TOKEN + " scopes");
        }
        var scopes = new LinkedHashSet<Scope>();
        for (String text : texts) {
            if (!scopes.add(parse(text))) {
                throw new IllegalArgumentException(quoted(text) + " stands twice");
            }
        }
        return Collections.unmodifiableSet(scopes);
    }

    /// The one spelling, which [#parse] reads.
    public String text() {
        return purpose.map(named -> kind.stem() + named.value()).orElse(kind.word());
    }

    @Override
    public String toString() {
        return text();
    }

    private static String words() {
        return Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
    }

    /// The text as a message may show it: short and printable, for it may come from anybody.
    private static String quoted(String text) {
        boolean fit = text.length() <= MAX_LENGTH && text.chars().allMatch(c -> c >= 32 && c < 127);
        return fit ? "'" + text + "'" : "this";
    }
}
