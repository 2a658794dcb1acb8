package custos.cli;

import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.sheet.SheetReader;
import custos.sheet.SheetShape;
import custos.vault.Vault;
import custos.vault.imports.ImportJob;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.imports.ImportUndo;
import custos.vault.imports.Imports;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
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
        description = "Take in customers from a sheet (CSV or XLSX), or addresses that refused.",
        footer = {
            "",
            "Without --map the columns are guessed from their names. An import never makes a",
            "consent looser. What each column may mean: docs/import.md"
        })
final class ImportCommand extends VaultCommand {
    private static final int MAX_MAP_BYTES = 256 * 1024;
    private static final int TOLD_EVERY = 10_000;
    private static final Set<String> SEPARATORS = Set.of(";", ",", "|", "tab");

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
            description = "A new CSV file of the lines that were not taken in, with why.")
    private Optional<Path> rejects = Optional.empty();

    @Option(
            names = "--sheet",
            paramLabel = "NUMBER",
            description = "Which visible sheet of a workbook, from 1; the first if left out.")
    private int sheet = 1;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "How a text is encoded, such as windows-1250; found if left out.")
    private Optional<Charset> encoding = Optional.empty();

    @Option(
            names = "--separator",
            paramLabel = "CHARACTER",
            description = "What parts the cells of a text: ; , | or tab; found if left out.")
    private Optional<String> separator = Optional.empty();

    @Option(
            names = "--header",
            paramLabel = "LINE",
            description = "The line or row that names the columns, from 1; found if left out.")
    private Optional<Long> header = Optional.empty();

    @Option(
            names = "--undo",
            paramLabel = "NUMBER",
            description = "Take this import back, within 30 days, instead of importing FILE.")
    private Optional<Integer> undo = Optional.empty();

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            defaultValue = "entered-by-mistake",
            description = "Why, a code of the policy (default: ${DEFAULT-VALUE}).")
    private String reason = "";

    @Option(
            names = "--refusals",
            description = "The file lists addresses that are never to be written to again.")
    private boolean refusals;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The sheet, CSV or XLSX.")
    private Optional<Path> file = Optional.empty();

    ImportCommand(World world) {
        super(world);
    }

    @Override
    void requireFit() {
        if (undo.isPresent() == file.isPresent()) {
            throw new UsageFault("import takes either FILE or --undo NUMBER");
        }
        if (undo.isPresent() && (dryRun || refusals || map.isPresent() || rejects.isPresent())) {
            throw new UsageFault("--undo goes with --reason alone");
        }
        file.ifPresent(ImportCommand::requireReadable);
        if (sheet < 1) {
            throw new UsageFault("--sheet is counted from 1");
        }
        if (header.filter(line -> line < 1).isPresent()) {
            throw new UsageFault("--header is counted from 1");
        }
        if (separator.filter(typed -> !SEPARATORS.contains(typed)).isPresent()) {
            throw new UsageFault("--separator is ; or , or | or tab");
        }
        if (rejects.filter(Files::exists).isPresent()) {
            throw new UsageFault(rejects.get() + " is there already");
        }
        if (refusals && (dryRun || rejects.isPresent())) {
            throw new UsageFault("--refusals goes with neither --dry-run nor --rejects");
        }
    }

    private static void requireReadable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageFault(file + " cannot be read");
        }
    }

    @Override
    int run(Vault vault) {
        if (undo.isPresent()) {
            undo(vault, undo.get());
            return ExitCode.DONE;
        }
        Imports imports = vault.imports();
        SheetBytes bytes = SheetBytes.of(file.orElseThrow());
        SheetShape shape = shape(SheetReader.detect(bytes, sheet - 1));
        ColumnMap columns =
                map.map(ImportCommand::read).orElseGet(() -> imports.suggest(bytes, shape));
        var job = new ImportJob(bytes, shape, columns);
        if (refusals) {
            print("refusals\t" + imports.refusals(job, OPERATOR));
        } else if (dryRun) {
            report(imports.look(job, OPERATOR, this::progress));
        } else {
            report(run(imports, job));
        }
        return ExitCode.DONE;
    }

    private SheetShape shape(SheetShape found) {
        long line = header.orElseGet(found::headerLine);
        return switch (found) {
            case SheetShape.Text(Charset written, char between, _) ->
                    new SheetShape.Text(
                            encoding.orElse(written),
                            separator.map(ImportCommand::delimiter).orElse(between),
                            line);
            case SheetShape.OfWorkbook(int place, _) -> {
                if (encoding.isPresent() || separator.isPresent()) {
                    throw new UsageFault("a workbook takes neither --encoding nor --separator");
                }
                yield new SheetShape.OfWorkbook(place, line);
            }
        };
    }

    private static char delimiter(String typed) {
        return typed.equals("tab") ? '\t' : typed.charAt(0);
    }

    private Imports.Report run(Imports imports, ImportJob job) {
        if (rejects.isEmpty()) {
            return imports.run(job, Optional.empty(), OPERATOR, this::progress);
        }
        try (OutputStream to = newFile(rejects.get())) {
            return imports.run(job, Optional.of(to), OPERATOR, this::progress);
        } catch (IOException e) {
            throw new UsageFault(rejects.get() + " cannot be written");
        }
    }

    private void undo(Vault vault, int batch) {
        ImportUndo.Result result =
                vault.imports().undo().run(batch, reason, OPERATOR, this::progress);
        print("removed\t" + result.removed());
        print("restored\t" + result.restored());
        print("kept\t" + result.keptCount());
        result.kept().forEach(kept -> print("kept " + word(kept.why()) + "\t" + kept.id().value()));
    }

    private boolean progress(long done, long of) {
        if (done > 0 && done % TOLD_EVERY == 0 && world().terminal().isPresent()) {
            tell(done + " of " + of);
        }
        return true;
    }

    private void report(Imports.Report report) {
        print((dryRun ? "would be created\t" : "created\t") + report.count(Outcome.CREATED));
        print((dryRun ? "would be updated\t" : "updated\t") + report.count(Outcome.UPDATED));
        print("unchanged\t" + report.count(Outcome.UNCHANGED));
        print("unsure\t" + report.count(Outcome.UNSURE));
        print("not changed\t" + report.count(Outcome.BARRED));
        print("skipped\t" + report.count(Outcome.SKIPPED));
        print("rows\t" + report.rows());
        print("rows refused\t" + report.count(Outcome.REFUSED));
        print("people\t" + report.people());
        print("leaves\t" + report.leaves());
        report.batch().ifPresent(no -> print("import\t" + no));
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

    /// Lines hold personal data: readable by the owner alone.
    private static OutputStream newFile(Path file) throws IOException {
        return Channels.newOutputStream(
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------"))));
    }
}
