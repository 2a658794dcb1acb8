package custos.access;

import custos.event.Actor;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Somebody who was recognised, and what she holds at this moment. Good for one request: roles
/// change and tokens are revoked, so a session keeps the account's name and asks again.
public sealed interface Principal {

    /// A member of staff, logged in.
    record StaffMember(AccountName account, Set<Role> roles) implements Principal {
        public StaffMember {
            if (roles.isEmpty()) {
                throw new IllegalArgumentException("an account has at least one role");
            }
            roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
        }

        Actor.Staff in(Role role) {
            return new Actor.Staff(account.value(), role.word());
        }
    }

    /// A program with a valid bearer token.
    record TokenHolder(TokenName token, Set<Scope> scopes) implements Principal {
        public TokenHolder {
            scopes = Set.copyOf(scopes);
        }
    }

    /// Whoever holds the vault's passphrase and works at the command line.
    record Operator() implements Principal {}

    /// Who it is in the ledger. Several roles are joined by dots, such as `officer.admin`; the one
    /// that an act was allowed in stands in [Decision.Allowed].
    default Actor actor() {
        return switch (this) {
            case StaffMember(AccountName account, Set<Role> roles) ->
                    new Actor.Staff(
                            account.value(),
                            roles.stream().map(Role::word).collect(Collectors.joining(".")));
            case TokenHolder(TokenName token, _) -> new Actor.Integration(token.value());
            case Operator() -> new Actor.Operator();
        };
    }
}
