package custos.cli;

import custos.access.AccountName;
import custos.access.Accounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `staff close`: closes an account for good.
@Command(name = "close", description = "Close an account for good.")
final class StaffCloseCommand extends StaffCommand {
    @Parameters(paramLabel = "NAME", description = "The account's name.")
    private String name = "";

    StaffCloseCommand(World world) {
        super(world);
    }

    @Override
    int run(Accounts accounts) {
        accounts.close(new AccountName(name), OPERATOR);
        return ExitCode.DONE;
    }
}
