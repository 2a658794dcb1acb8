package custos.event;

import java.util.regex.Pattern;

/// Who did something.
public sealed interface Actor {

    /// A member of staff, by account name.
    record Staff(String account, String roleName) implements Actor {
        public Staff {
            requireWord(account, "an account name");
            requireWord(roleName, "a role");
        }
    }

    /// The customer, for herself.
    record Customer() implements Actor {}

    /// A program that holds a bearer token, by the token's name.
    record Integration(String token) implements Actor {
        public Integration {
            requireWord(token, "a token's name");
        }
    }

    /// Whoever holds the vault's passphrase and works at the command line.
    record Operator() implements Actor {}

    /// The vault itself, at a job of its own.
    record Vault() implements Actor {}

    /// The name in the ledger, such as `staff:anna`.
    default String id() {
        return switch (this) {
            case Staff(String account, _) -> "staff:" + account;
            case Customer() -> "customer";
            case Integration(String token) -> "token:" + token;
            case Operator() -> "operator";
            case Vault() -> "vault";
        };
    }

    /// The role it acted in.
    default String role() {
        return switch (this) {
            case Staff(_, String roleName) -> roleName;
            case Customer() -> "customer";
            case Integration(_) -> "integration";
            case Operator() -> "operator";
            case Vault() -> "vault";
        };
    }

    /// The actor of a name and role in the ledger.
    static Actor of(String id, String role) {
        return switch (id) {
            case "customer" -> new Customer();
            case "operator" -> new Operator();
            case "vault" -> new Vault();
            default -> named(id, role);
        };
    }

    private static Actor named(String id, String role) {
        if (id.startsWith("staff:")) {
            return new Staff(id.substring(6), role);
        }
        if (id.startsWith("token:")) {
            return new Integration(id.substring(6));
        }
        throw new IllegalArgumentException("no actor is called that in the ledger");
    }

    private static void requireWord(String word, String what) {
        if (!Words.NAME.matcher(word).matches()) {
            throw new IllegalArgumentException(what + " is 1 to 64 of a-z, 0-9, dot, _ and -");
        }
    }

    /// What a name may look like.
    final class Words {
        private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");

        private Words() {}
    }
}
