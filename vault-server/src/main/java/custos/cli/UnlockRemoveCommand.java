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

    @Option(
            names = "--yes",
            description = "Also when it is the only recovery sheet, or only tokens would be left.")
    private boolean yes;

    UnlockRemoveCommand(World world) {
        super(world);
    }

    @Override
    int run(Vault vault) {
        Unlocks unlocks = vault.unlocks();
        if (!yes) {
            requireSafe(unlocks, unlocks.find(number));
        }
        WayToUnlock removed = unlocks.remove(number, OPERATOR);
        print("removed\t" + removed.kind());
        removed.token()
                .ifPresent(on ->
                        tell(
                                "Its key %s is on the token %s still; destroy it there."
                                        .formatted(on.key(), on.label())));
        tell(
                "Older copies of keyring.json still open with it, also those in backups: make a"
                        + " backup now, and delete older ones.");
        return ExitCode.DONE;
    }

    /// Refuses what easily ends in a vault that nobody opens. That the last way stays is up to the
    /// vault.
    private static void requireSafe(Unlocks unlocks, WayToUnlock way) {
        var left =
                unlocks.list().stream()
                        .filter(one -> one.number() != way.number())
                        .map(WayToUnlock::kind)
                        .toList();
        if (left.isEmpty()) {
            return;
        }
        if (left.stream().allMatch(kind -> kind == SlotKind.PKCS11)) {
            throw new UsageFault(
                    "only tokens would be left: one that is lost, broken or locked would take the"
                            + " data with it; add a recovery sheet first, or say --yes");
        }
        if (way.kind() == SlotKind.RECOVERY_SHEET && !left.contains(SlotKind.RECOVERY_SHEET)) {
            throw new UsageFault(
                    "this is the only recovery sheet: without one, whoever loses the rest has lost"
                            + " the data; add a new sheet first, or say --yes");
        }
    }
}
