package custos.cli;

import custos.vault.Vault;
import custos.vault.core.RotatedKey;
import custos.vault.keys.Keys;
import java.time.Instant;
import picocli.CommandLine.Command;

/// `keys show`: which keys there are, how old they are and how much is under them, one a line,
/// parted by tabs. Never a byte of any.
@Command(
        name = "show",
        description = "Show which keys there are, how old, and how much is under them.")
final class KeysShowCommand extends VaultCommand {
    KeysShowCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "see the page /admin/keys";
    }

    @Override
    int run(Vault vault) {
        Keys.Overview shown = vault.keys().show();
        for (Keys.Kek kek : shown.keks()) {
            print(
                    String.join(
                            "\t",
                            "kek",
                            String.valueOf(kek.id()),
                            kek.current() ? "current" : "old",
                            kek.customers() + " customers",
                            kek.wraps() + " keys"));
        }
        print("rolled\t" + shown.rolled().map(Instant::toString).orElse("never"));
        for (Keys.Secret secret : shown.secrets()) {
            print(
                    String.join(
                            "\t",
                            secret.name(),
                            String.valueOf(secret.version()),
                            secret.newest() ? "current" : "old",
                            secret.created().toString()));
        }
        vault.unlocks().list().forEach(way -> print("unlock\t" + UnlockListCommand.line(way)));
        if (shown.unfinished()) {
            tell("a roll was begun and not ended; `custos keys roll` finishes it");
        }
        for (RotatedKey key : vault.keys().unfinishedRotations()) {
            String word = key.word();
            tell(
                    "a rotation of %1$s was begun and not ended; `custos keys rotate %1$s` finishes it"
                            .formatted(word));
        }
        return ExitCode.DONE;
    }
}
