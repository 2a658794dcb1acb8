package custos.cli;

import custos.access.AccessDocuments;
import custos.access.Scope;
import custos.access.TokenName;
import custos.access.Tokens;
import custos.policy.Policy;
import custos.vault.Vault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `token create`: prints a new bearer token and nothing else, so that a script can take it.
@Command(name = "create", description = "Make a token and print it, this once.")
final class TokenCreateCommand extends VaultCommand {
    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Option(
            names = "--scope",
            required = true,
            arity = "1..*",
            split = ",",
            paramLabel = "SCOPE",
            description = "What it is good for, such as customers:write, read:service or all.")
    private List<String> scopes = List.of();

    @Option(
            names = "--expires",
            paramLabel = "DATE",
            description = "Its last day (UTC), as 2027-01-31. Without one it never expires.")
    private Optional<LocalDate> expires = Optional.empty();

    TokenCreateCommand(World world) {
        super(world);
    }

    @Override
    void requireFit() {
        Scope.parseAll(scopes);
        var _ = new TokenName(name);
    }

    @Override
    int run(Vault vault) {
        Set<Scope> wanted = Scope.parseAll(scopes);
        requireKnown(vault.policies().current(), wanted);
        Optional<Instant> end =
                expires.map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        var tokens = tokens(vault, world());
        print(tokens.create(new TokenName(name), wanted, end, OPERATOR).bearer().text());
        return ExitCode.DONE;
    }

    static Tokens tokens(Vault vault, World world) {
        return new Tokens(new AccessDocuments(vault.documents()), world.clock(), world.random());
    }

    /// A purpose that the policy does not have opens nothing: better said now than found out later.
    private static void requireKnown(Policy policy, Set<Scope> scopes) {
        for (Scope scope : scopes) {
            if (scope.purpose().isPresent() && policy.purpose(scope.purpose().get()).isEmpty()) {
                throw new UsageFault("scope " + scope.text() + ": the policy has no such purpose");
            }
        }
    }
}
