package custos.cli;

import custos.vault.core.VaultFolder;
import custos.vault.restore.Restore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `restore`: a vault of a backup, in folders that are empty or not there.
@Command(
        name = "restore",
        description = "Make a vault of a backup, in an empty folder.",
        footer = {
            "",
            "Takes the newest key bundle, or the mirror, and the newest data bundle that goes with",
            "it. Whoever was erased since the data bundle stays erased, whoever refused stays",
            "refused. Where entries of the ledger may be lost it stops, unless --new-ledger says that",
            "this is meant. Exit code 4: the files do not make a vault. More: docs/backup.md"
        })
final class RestoreCommand implements Callable<Integer>, Meanwhile {
    private static final int MAX_NAMED = 20;

    @Mixin private final VaultOptions options = new VaultOptions();

    @Option(names = "--from", paramLabel = "DIR", description = "The folder with the bundles.")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--mirror",
            paramLabel = "DIR",
            description = "The folder of the mirror, when it is another one.")
    private Optional<Path> mirror = Optional.empty();

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "The data bundle to take, instead of the newest.")
    private Optional<Path> bundle = Optional.empty();

    @Option(
            names = "--database",
            paramLabel = "FILE",
            description = "A copy of vault.db to take in the place of a data bundle.")
    private Optional<Path> database = Optional.empty();

    @Option(
            names = "--guard",
            paramLabel = "FILE",
            description =
                    "The guard in the old key folder, if that is still there: it proves that"
                            + " no entry is lost.")
    private Optional<Path> guard = Optional.empty();

    @Option(
            names = "--new-ledger",
            description = "Entries may be lost: go on under a new name that cites the old one.")
    private boolean newLedger;

    private final World world;

    RestoreCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        if (bundle.isPresent() && database.isPresent()) {
            throw new UsageFault("give --bundle or --database, not both");
        }
        Path folder =
                from.or(() -> mirror).orElseThrow(() -> new UsageFault("of what? Give --from DIR"));
        VaultFolder to = options.folder(world);
        var wanted = new Restore.Wanted(folder, bundle, database, to, mirror, guard, newLedger);
        Restore.Report report =
                options.unlocked(
                        world,
                        unlock ->
                                Restore.run(
                                        wanted,
                                        unlock,
                                        world.store(),
                                        world.clock(),
                                        world.random()));
        var out = world.out();
        out.println("customers " + report.customers());
        out.println("entries " + report.leaves());
        report.newOrigin().ifPresent(origin -> out.println("ledger " + origin));
        tell(to, report);
        return report.closed().isEmpty() && report.damaged().isEmpty()
                ? ExitCode.DONE
                : ExitCode.CHECK_FAILED;
    }

    private void tell(VaultFolder to, Restore.Report report) {
        var err = world.err();
        err.println(
                "Data of "
                        + report.dataAt()
                        + ", keys and refusals of "
                        + report.keysAt()
                        + (report.mirrored() ? ", from the mirror" : ""));
        if (report.mirrored() && report.newOrigin().isEmpty()) {
            err.println("The ledger goes on under its name: nothing signed had left since.");
            err.println(
                    "Start the server with --mirror DIR, or with --mirror none to go on without.");
        }
        if (report.erased() > 0) {
            err.println(report.erased() + " customers were erased since and stay erased.");
        }
        say(report.lost(), "were registered since and are in no data bundle");
        say(report.closed(), "have entries that do not open; their consents are unknown now");
        say(report.damaged(), "were damaged in the backup already; `custos verify` says how");
        err.println("Data: " + to.data());
        err.println("Keys: " + to.keys());
        err.println("Now run `custos verify`, then make a backup of this vault.");
    }

    private void say(List<Long> numbers, String what) {
        if (!numbers.isEmpty()) {
            String some =
                    numbers.stream()
                            .limit(MAX_NAMED)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
            world.err()
                    .println(
                            numbers.size()
                                    + " customers "
                                    + what
                                    + ": number "
                                    + some
                                    + (numbers.size() > MAX_NAMED ? ", ..." : ""));
        }
    }
}
