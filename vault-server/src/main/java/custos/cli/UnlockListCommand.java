package custos.cli;

import custos.crypto.PassphraseHash;
import custos.crypto.WayToUnlock;
import custos.vault.Vault;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `keys unlock list`: the ways to unlock the vault, one a line, parted by tabs. Never a byte of a
/// key.
@Command(name = "list", description = "List the ways to unlock the vault.")
final class UnlockListCommand extends VaultCommand {
    UnlockListCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "see the page /admin/keys";
    }

    @Override
    int run(Vault vault) {
        vault.unlocks().list().forEach(way -> print(line(way)));
        return ExitCode.DONE;
    }

    /// Number and kind, what a passphrase costs, the labels of a token and of the key on it.
    static String line(WayToUnlock way) {
        String line = way.number() + "\t" + way.kind();
        Optional<String> more =
                way.cost()
                        .map(UnlockListCommand::argon2)
                        .or(() -> way.token().map(on -> on.label() + "\t" + on.key()));
        return more.map(text -> line + "\t" + text).orElse(line);
    }

    private static String argon2(PassphraseHash.Cost cost) {
        return "argon2id m=%d t=%d p=%d".formatted(cost.memoryKib(), cost.passes(), cost.lanes());
    }
}
