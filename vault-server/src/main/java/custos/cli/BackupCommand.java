package custos.cli;

import custos.vault.Vault;
import custos.vault.backups.Backups;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `backup`: a data bundle and a key bundle into a folder, such as a stick.
@Command(
        name = "backup",
        description = "Make a backup. Prints the two files it wrote.",
        footer = {
            "",
            "Needs the recovery sheet or another way to open the vault to be of use: keep that",
            "apart. A failed backup leaves the older ones whole. Exit code 4: the folder is full,",
            "cannot be written, or holds a newer backup. More: docs/backup.md"
        })
final class BackupCommand extends VaultCommand {
    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "The folder to write to, such as a stick (CUSTOS_BACKUP_TO).")
    private Optional<Path> to = Optional.empty();

    @Option(
            names = "--keep",
            paramLabel = "DAYS",
            description = "Delete data bundles of more days ago; 30 if left out.")
    private Optional<Integer> keep = Optional.empty();

    BackupCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "the server makes backups itself: serve --backup-to DIR does every day, and at once on"
                + " its page /admin; or stop it first";
    }

    @Override
    void requireFit() {
        target();
        days();
    }

    private Path target() {
        return to.or(() -> settings().path(Setting.BACKUP_TO))
                .orElseThrow(() -> new UsageFault("where to? Give --to DIR"));
    }

    private int days() {
        return BackupOptions.days(keep, settings(), "--keep");
    }

    @Override
    int run(Vault vault) {
        Backups.Made made = vault.backups().make(target(), days());
        print(made.data().toString());
        print(made.keys().toString());
        tell(
                "%d customers, %d entries of the ledger, %d bytes, %d older bundles deleted"
                        .formatted(made.customers(), made.leaves(), made.bytes(), made.deleted()));
        return ExitCode.DONE;
    }
}
