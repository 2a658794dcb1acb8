package custos.cli;

import custos.access.AccessDocuments;
import custos.access.Accounts;
import custos.access.PasswordPool;
import custos.access.Role;
import custos.vault.Vault;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// A command on the accounts of the staff.
abstract class StaffCommand extends VaultCommand {
    StaffCommand(World world) {
        super(world);
    }

    @Override
    final int run(Vault vault) {
        try (var passwords = new PasswordPool(world().passwordHash())) {
            return run(
                    new Accounts(
                            new AccessDocuments(vault.documents()), passwords, world().clock()));
        }
    }

    abstract int run(Accounts accounts);

    static Set<Role> roles(Collection<String> words) {
        var roles = EnumSet.noneOf(Role.class);
        words.forEach(word -> roles.add(Role.parse(word)));
        return roles;
    }
}
