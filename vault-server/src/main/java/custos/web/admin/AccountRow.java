package custos.web.admin;

import custos.access.Account;
import custos.access.Role;
import java.time.Instant;
import java.util.Set;

/// An account in the administrator's list.
public record AccountRow(
        String name,
        String displayName,
        Set<Role> roles,
        boolean open,
        boolean secondFactor,
        Instant created) {
    static AccountRow of(Account account) {
        return new AccountRow(
                account.name().value(),
                account.displayName(),
                account.roles(),
                account.isActive(),
                account.hasSecondFactor(),
                account.created());
    }
}
