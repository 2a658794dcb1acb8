package custos.cli;

import custos.access.Scope;
import custos.access.Token;
import custos.vault.Vault;
import java.time.Instant;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// `token list`: name, state, end and scopes of every token, one a line, parted by tabs.
@Command(name = "list", description = "List tokens: name, state, end, scopes.")
final class TokenListCommand extends VaultCommand {
    TokenListCommand(World world) {
        super(world);
    }

    @Override
    int run(Vault vault) {
        Instant now = world().clock().instant();
        for (Token token : TokenCreateCommand.tokens(vault, world()).all()) {
            print(
                    String.join(
                            "\t",
                            token.name().value(),
                            state(token, now),
                            token.expires().map(Instant::toString).orElse("never"),
                            token.scopes().stream()
                                    .map(Scope::text)
                                    .collect(Collectors.joining(","))));
        }
        return ExitCode.DONE;
    }

    private static String state(Token token, Instant now) {
        if (token.revoked().isPresent()) {
            return "revoked";
        }
        return token.isValidAt(now) ? "valid" : "expired";
    }
}
