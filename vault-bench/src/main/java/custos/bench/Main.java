package custos.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.bench.Plan.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The benchmarks: `./bench --help`.
public final class Main {
    private static final PrintStream NEWS = new PrintStream(System.err, true, UTF_8);

    private Main() {}

    public static void main(String[] words) throws IOException {
        if (List.of(words).contains("--help")) {
            System.out.println(Plan.HELP);
            return;
        }
        Plan plan;
        try {
            plan = Plan.parse(words);
        } catch (IllegalArgumentException e) {
            NEWS.println("bench: " + e.getMessage());
            System.exit(2);
            return;
        }
        String report = measure(plan);
        new PrintStream(System.out, true, UTF_8).print(report);
        if (plan.out().isPresent()) {
            Files.writeString(plan.out().get(), report);
        }
    }

    private static String measure(Plan plan) throws IOException {
        Path folder =
                plan.folder().isPresent()
                        ? Files.createTempDirectory(
                                Files.createDirectories(plan.folder().get()), "run")
                        : Files.createTempDirectory("custos-bench");
        try {
            var report = new Report();
            report.say("# Custos beside its baselines\n");
            surroundings(plan).forEach(report::say);
            storage(plan, folder, report);
            part(plan, Part.MIRROR, report, () -> mirror(plan, folder));
            part(plan, Part.MEMORY, report, () -> memory(plan, folder));
            if (plan.has(Part.HTTP)) {
                news("http ...");
                http(plan, folder, report);
            }
            part(plan, Part.LEDGER, report, () -> ledger(plan));
            baseline(report);
            return report.text();
        } finally {
            delete(folder);
        }
    }

    private static List<String> surroundings(Plan plan) {
        Runtime jvm = Runtime.getRuntime();
        return List.of(
                "- %,d customers of 12 fields, seed %d, %d runs of each, after one to warm up"
                        .formatted(plan.customers(), plan.seed(), plan.runs()),
                "- Java "
                        + Runtime.version()
                        + ", "
                        + jvm.availableProcessors()
                        + " cores, "
                        + (jvm.maxMemory() >> 20)
                        + " MiB of heap at most, "
                        + System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.arch"),
                "- flags: "
                        + String.join(
                                " ", ManagementFactory.getRuntimeMXBean().getInputArguments()),
                "- load before: "
                        + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                "- the policy is the shipped one, with `service` covering all twelve fields");
    }

    private static void storage(Plan plan, Path folder, Report report) {
        try (var runs = new StorageRuns(plan, folder)) {
            part(plan, Part.IMPORT, report, runs::imports);
            part(plan, Part.READS, report, runs::reads);
            part(plan, Part.SEARCHES, report, runs::searches);
            part(plan, Part.PAGES, report, runs::pages);
            part(plan, Part.LISTS, report, runs::lists);
            part(plan, Part.DUPLICATES, report, runs::duplicates);
            part(plan, Part.REGISTRATIONS, report, runs::registrations);
            part(plan, Part.ROLLS, report, runs::rolls);
            part(plan, Part.ROTATIONS, report, runs::rotations);
            var writes = runs.vault().vault().writes();
            report.say("\nThe vault's durable groups since its import began: " + writes);
            part(plan, Part.ERASURES, report, runs::erasures);
            if (plan.has(Part.VERIFY)) {
                news("verify ...");
                verify(runs, report);
            }
            part(
                    plan,
                    Part.BACKUP,
                    report,
                    () -> new BackupRun(runs.vault().vault(), folder).figures(plan.runs()));
        }
    }

    private static void part(
            Plan plan, Part part, Report report, Supplier<List<Figure>> measurement) {
        if (plan.has(part)) {
            news(part.word() + " ...");
            String title = part.name().charAt(0) + part.word().substring(1);
            report.section(title, measurement.get());
        }
    }

    private static void news(String what) {
        NEWS.println(LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }

    private static void verify(StorageRuns runs, Report report) {
        try {
            long start = System.nanoTime();
            var found = runs.vault().verify();
            double seconds = (System.nanoTime() - start) / 1e9;
            report.say(
                    "\nThe whole vault verified in %.1f s: %,d customers, %,d records, %,d openings,"
                                    .formatted(
                                            seconds,
                                            found.customers(),
                                            found.records(),
                                            found.openings())
                            + " %,d leaves, %d findings."
                                    .formatted(found.leaves(), found.findings().size()));
        } catch (UnsupportedOperationException e) {
            report.say("\nThe whole vault cannot be verified by this build yet.");
        }
    }

    private static List<Figure> mirror(Plan plan, Path folder) {
        try (var run = new MirrorRun(plan, folder)) {
            return run.figures(plan.runs());
        }
    }

    private static List<Figure> memory(Plan plan, Path folder) {
        var place = new StorageRuns.Place(plan, folder);
        double[] mebibytes =
                IntStream.range(0, plan.runs())
                        .mapToDouble(_ -> HttpRuns.resident(place))
                        .toArray();
        return List.of(
                Figure.alone(
                        "resident, serving, names in memory, flags as ./custos",
                        "MiB",
                        new Runs(mebibytes),
                        new Aim.Below(500)));
    }

    private static void http(Plan plan, Path folder, Report report) {
        try (var runs = new HttpRuns(plan, new StorageRuns.Place(plan, folder))) {
            report.section("HTTP on loopback, server and load on the same cores", runs.figures());
            report.say(
                    "\nHere `plain` is a bare Javalin that parses and answers the same JSON and keeps"
                            + " nothing. Creates and consent changes are durable before their answer.");
        }
    }

    private static List<Figure> ledger(Plan plan) {
        var ledger = new LedgerRun(plan.leaves());
        double[] whole = new double[plan.runs()];
        double[] root = new double[plan.runs()];
        double[] bare = new double[plan.runs()];
        ledger.verify();
        for (int run = 0; run < plan.runs(); run++) {
            bare[run] = ledger.bare();
            root[run] = ledger.root();
            whole[run] = ledger.verify();
        }
        String leaves = "%,d leaves".formatted(plan.leaves());
        return List.of(
                new Figure(
                        "verify " + leaves + " from outside; plain: SHA-256 of the same entries",
                        "s",
                        new Runs(bare),
                        new Runs(whole),
                        new Aim.Below(3)),
                new Figure(
                        "the root of " + leaves, "s", new Runs(bare), new Runs(root), Aim.none()));
    }

    private static void baseline(Report report) {
        report.say("\n## The baseline");
        report.say(
                "\nThe same pragmas, batches of %,d, one writer, a log moved every 2 s. A name is"
                                .formatted(PlainShop.BATCH)
                        + " searched by a range of the folded last name's index.");
        report.code("sql", "PRAGMA " + String.join(";\nPRAGMA ", PlainShop.pragmas()) + ";");
        report.code("sql", PlainShop.schema());
        report.code(
                "sql",
                String.join(
                        ";\n",
                        PlainShop.INSERT,
                        PlainShop.OPEN,
                        PlainShop.BY_EMAIL,
                        PlainShop.BY_NAME,
                        PlainShop.ERASE + ";"));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
