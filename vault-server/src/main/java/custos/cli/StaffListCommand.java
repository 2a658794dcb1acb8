package custos.cli;

import custos.access.Account;
import custos.access.Accounts;
import custos.access.Role;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// `staff list`: name, state, roles and display name of every account, one a line, parted by tabs.
@Command(name = "list", description = "List accounts: name, state, roles, display name.")
final class StaffListCommand extends StaffCommand {
    StaffListCommand(World world) {
        super(world);
    }

    @Override
    int run(Accounts accounts) {
        for (Account account : accounts.all()) {
            print(
                    String.join(
                            "\t",
                            account.name().value(),
                            account.isActive() ? "active" : "closed",
                            account.roles().stream()
                                    .map(Role::word)
                                    .collect(Collectors.joining(",")),
                            account.displayName()));
        }
        return ExitCode.DONE;
    }
}
