package custos.cli;

import custos.access.AccountName;
import custos.access.Accounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `staff second-factor reset`: takes an account's second factor away; its sessions end.
@Command(
        name = "reset",
        description = "Take an account's second factor away: her telephone is lost.")
final class StaffSecondFactorResetCommand extends StaffCommand {
    @Parameters(paramLabel = "NAME", description = "The account's name.")
    private String name = "";

    StaffSecondFactorResetCommand(World world) {
        super(world);
    }

    @Override
    void requireFit() {
        var _ = new AccountName(name);
    }

    @Override
    int run(Accounts accounts) {
        accounts.resetSecondFactor(new AccountName(name), OPERATOR);
        return ExitCode.DONE;
    }
}
