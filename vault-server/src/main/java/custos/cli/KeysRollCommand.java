package custos.cli;

import custos.vault.Vault;
import custos.vault.core.KeyWork;
import custos.vault.keys.Keys;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `keys roll`: wraps every customer's keys under a new key and destroys the old one.
@Command(
        name = "roll",
        description =
                "Wrap every customer's keys under a new key and destroy the old one: no copy of an"
                        + " erased customer's keys opens from then on.",
        footer = {
            "",
            "It may be ended at any moment; the next roll goes on where it was. `custos serve`",
            "does the same each night (--roll-keys-at)."
        })
final class KeysRollCommand extends VaultCommand {
    private static final int MAX_WAIT_SECONDS = 86_400;

    private static final List<String> STEPS =
            List.of(
                    "making the new key",
                    "wrapping",
                    "checking",
                    "emptying the database's log",
                    "waiting for readers",
                    "destroying the old key",
                    "writing it down");

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "How long to wait for another program that reads the database; 60 if left out.")
    private int wait = 60;

    private int told;

    KeysRollCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "roll on the page /admin/keys";
    }

    @Override
    void requireFit() {
        if (wait < 0 || wait > MAX_WAIT_SECONDS) {
            throw new UsageFault("--wait is 0 to 86400 seconds");
        }
    }

    @Override
    int run(Vault vault) {
        var outcome = vault.keys().roll(OPERATOR, Duration.ofSeconds(wait), this::progress);
        return switch (outcome) {
            case Keys.Outcome.Rolled(int kek, long customers) -> {
                print("rolled\t" + kek + "\t" + customers + " customers");
                yield ExitCode.DONE;
            }
            case Keys.Outcome.Pending(int kek) -> {
                print("pending\t" + kek);
                tell(
                        "custos: somebody reads the database, so the old key stays; end that"
                                + " program, then run it again");
                yield ExitCode.CHECK_FAILED;
            }
        };
    }

    /// Each step once, and once more when it has to wait.
    private void progress(KeyWork.Running now) {
        int line = now.step() * 2 + (now.held() ? 1 : 0);
        if (line > told) {
            told = line;
            tell(
                    "%d of %d: %s%s"
                            .formatted(
                                    now.step(),
                                    Keys.STEPS,
                                    STEPS.get(now.step() - 1),
                                    now.held() ? "; somebody reads it, waiting" : ""));
        }
    }
}
