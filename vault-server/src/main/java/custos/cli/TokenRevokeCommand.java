package custos.cli;

import custos.access.TokenName;
import custos.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `token revoke`: ends a token for good.
@Command(name = "revoke", description = "End a token for good.")
final class TokenRevokeCommand extends VaultCommand {
    @Parameters(paramLabel = "NAME", description = "The token's name.")
    private String name = "";

    TokenRevokeCommand(World world) {
        super(world);
    }

    @Override
    int run(Vault vault) {
        TokenCreateCommand.tokens(vault, world()).revoke(new TokenName(name), OPERATOR);
        return ExitCode.DONE;
    }
}
