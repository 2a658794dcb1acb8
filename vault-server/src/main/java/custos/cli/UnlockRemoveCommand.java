package custos.cli;

import custos.crypto.SlotKind;
import custos.crypto.WayToUnlock;
import custos.vault.Unlocks;
import custos.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `keys unlock remove`: from now on this way opens the vault no more.
@Command(
        name = "remove",
        description = "Remove the way of this number. The last one always stays.",
        footer = {
            "",
            "An older copy of keyring.json, also one in a backup, still opens with what was",
            "removed: make a backup and delete older ones. The ways behind it move up."
        })
final class UnlockRemoveCommand extends VaultCommand {
    @Parameters(paramLabel = "N", description = "Its number in `custos keys unlock list`.")
    private int number;

    @Option(names = "--yes", description = "Also when it is the only recovery sheet.")
    private boolean yes;

    UnlockRemoveCommand(World world) {
        super(world);
    }

    @Override
    int run(Vault vault) {
        Unlocks unlocks = vault.unlocks();
        if (!yes && isOnlySheet(unlocks, unlocks.find(number))) {
            throw new UsageFault(
                    "this is the only recovery sheet: without one, whoever loses the rest has lost"
                            + " the data; add a new sheet first, or say --yes");
        }
        WayToUnlock removed = unlocks.remove(number, OPERATOR);
        print("removed\t" + removed.kind());
        tell(
                "Older copies of keyring.json still open with it, also those in backups: make a"
                        + " backup now, and delete older ones.");
        return ExitCode.DONE;
    }

    private static boolean isOnlySheet(Unlocks unlocks, WayToUnlock way) {
        var others = unlocks.list().stream().filter(one -> one.number() != way.number()).toList();
        return way.kind() == SlotKind.RECOVERY_SHEET
                && !others.isEmpty()
                && others.stream().noneMatch(one -> one.kind() == SlotKind.RECOVERY_SHEET);
    }
}
