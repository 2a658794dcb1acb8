package custos.cli;

import custos.access.AccountName;
import custos.access.Accounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `staff password`: sets an account's password; its sessions end.
@Command(name = "password", description = "Set an account's password; its sessions end.")
final class StaffPasswordCommand extends StaffCommand {
    @Parameters(paramLabel = "NAME", description = "The account's name.")
    private String name = "";

    @Mixin private final NewPassword password = new NewPassword();

    StaffPasswordCommand(World world) {
        super(world);
    }

    @Override
    void requireFit() {
        password.requireFit();
    }

    @Override
    int run(Accounts accounts) {
        password.use(
                world(), typed -> accounts.setPassword(new AccountName(name), typed, OPERATOR));
        return ExitCode.DONE;
    }
}
