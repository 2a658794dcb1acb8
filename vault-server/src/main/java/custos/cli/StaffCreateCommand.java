package custos.cli;

import custos.access.AccountName;
import custos.access.Accounts;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `staff create`: opens an account for a member of staff.
@Command(name = "create", description = "Open an account.")
final class StaffCreateCommand extends StaffCommand {
    @Parameters(paramLabel = "NAME", description = "The name to log in with.")
    private String name = "";

    @Option(
            names = "--role",
            required = true,
            arity = "1..*",
            split = ",",
            paramLabel = "ROLE",
            description = "staff, officer, auditor or admin; one or several.")
    private List<String> roles = List.of();

    @Option(
            names = "--display-name",
            paramLabel = "TEXT",
            description = "What pages call her; the account's name if left out.")
    private Optional<String> displayName = Optional.empty();

    @Mixin private final NewPassword password = new NewPassword();

    StaffCreateCommand(World world) {
        super(world);
    }

    @Override
    void requireFit() {
        password.requireFit();
        roles(roles);
        var _ = new AccountName(name);
    }

    @Override
    int run(Accounts accounts) {
        password.use(
                world(),
                typed ->
                        accounts.create(
                                new AccountName(name),
                                displayName.orElse(name),
                                roles(roles),
                                typed,
                                OPERATOR));
        return ExitCode.DONE;
    }
}
