package custos.cli;

import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.vault.Imports;
import custos.vault.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `import`: takes in a spreadsheet of customers, or a list of addresses that refused.
@Command(
        name = "import",
        description = "Take in customers from a CSV file, or addresses that refused.",
        footer = {
            "",
            "Without --map the columns are guessed from their names. An import never makes a",
            "consent looser. What each column may mean: docs/import.md"
        })
final class ImportCommand extends VaultCommand {
    private static final int MAX_MAP_BYTES = 256 * 1024;

    @Option(names = "--dry-run", description = "Say what would be done, change nothing.")
    private boolean dryRun;

    @Option(
            names = "--map",
            paramLabel = "MAP.yaml",
            description = "What each column means; guessed from the header if left out.")
    private Optional<Path> map = Optional.empty();

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "A new CSV file that takes the refused lines, with the reason.")
    private Optional<Path> rejects = Optional.empty();

    @Option(
            names = "--refusals",
            description = "The file lists addresses that are never to be written to again.")
    private boolean refusals;

    @Parameters(paramLabel = "FILE", description = "The sheet, as CSV.")
    private Path file = Path.of("");

    ImportCommand(World world) {
        super(world);
    }

    @Override
    void requireFit() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageFault(file + " cannot be read");
        }
        if (rejects.filter(Files::exists).isPresent()) {
            throw new UsageFault(rejects.get() + " is there already");
        }
        if (refusals && (dryRun || rejects.isPresent())) {
            throw new UsageFault("--refusals goes with neither --dry-run nor --rejects");
        }
    }

    @Override
    int run(Vault vault) {
        Imports imports = vault.imports();
        SheetBytes sheet = SheetBytes.of(file);
        ColumnMap columns = map.map(ImportCommand::read).orElseGet(() -> imports.suggest(sheet));
        if (refusals) {
            print("refusals\t" + imports.refusals(sheet, columns, OPERATOR));
        } else {
            report(run(imports, sheet, columns));
        }
        return ExitCode.DONE;
    }

    private Imports.Report run(Imports imports, SheetBytes sheet, ColumnMap columns) {
        if (rejects.isEmpty()) {
            return imports.run(sheet, columns, dryRun, Optional.empty(), OPERATOR, this::progress);
        }
        try (OutputStream to = newFile(rejects.get())) {
            return imports.run(sheet, columns, dryRun, Optional.of(to), OPERATOR, this::progress);
        } catch (IOException e) {
            throw new UsageFault(rejects.get() + " cannot be written");
        }
    }

    private void progress(String step) {
        if (world().terminal().isPresent()) {
            tell(step);
        }
    }

    private void report(Imports.Report report) {
        print((dryRun ? "would be created\t" : "created\t") + report.created());
        print((dryRun ? "would be updated\t" : "updated\t") + report.updated());
        print("unchanged\t" + report.unchanged());
        print("unsure\t" + report.unsure());
        print("rows\t" + report.rows());
        print("rows refused\t" + report.refused());
        print("people\t" + report.people());
        print("leaves\t" + report.leaves());
        new TreeMap<>(report.verdicts())
                .forEach((verdict, count) -> print("consent " + verdict + "\t" + count));
        new TreeMap<>(report.problems())
                .forEach((code, count) -> print("problem " + word(code) + "\t" + count));
        report.unmapped().forEach(header -> print("column not stored\t" + header));
    }

    private static String word(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static ColumnMap read(Path map) {
        try {
            if (Files.size(map) > MAX_MAP_BYTES) {
                throw new UsageFault(map + " is longer than a map is (256 KiB)");
            }
            return ColumnMap.parse(Files.readString(map));
        } catch (IOException e) {
            throw new UsageFault(map + " cannot be read");
        }
    }

    /// Refused lines hold personal data: readable by the owner alone.
    private static OutputStream newFile(Path file) throws IOException {
        return Channels.newOutputStream(
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------"))));
    }
}
