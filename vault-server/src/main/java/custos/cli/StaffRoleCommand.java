package custos.cli;

import custos.access.AccountName;
import custos.access.Accounts;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `staff role`: gives an account these roles instead of the ones it has.
@Command(name = "role", description = "Give an account these roles instead of the ones it has.")
final class StaffRoleCommand extends StaffCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The account's name.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ROLE",
            description = "staff, officer, auditor or admin.")
    private List<String> roles = List.of();

    StaffRoleCommand(World world) {
        super(world);
    }

    @Override
    void requireFit() {
        roles(roles);
    }

    @Override
    int run(Accounts accounts) {
        accounts.changeRoles(new AccountName(name), roles(roles), OPERATOR);
        return ExitCode.DONE;
    }
}
