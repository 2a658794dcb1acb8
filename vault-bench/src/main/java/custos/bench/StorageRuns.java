package custos.bench;

import com.sun.management.OperatingSystemMXBean;
import custos.vault.core.VaultFolder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Import, reads, searches and erasures on both shops, run by run in turn, so that a busy machine
/// disturbs both alike. Each import begins with an empty shop; what follows uses the last ones.
final class StorageRuns implements AutoCloseable {
    private static final int MAX_READS = 20_000;
    private static final int MAX_SEARCHES = 5_000;
    private static final int MAX_ERASURES = 200;
    static final int MAX_REGISTRATIONS = 20_000;

    /// Bytes of a customer's wraps: three classes.
    private static final int WRAPS = 3 + 3 * 104;

    private static final int[] LETTERS = {3, 4, 5};

    /// Processor time does not depend on what else the machine does.
    private static final OperatingSystemMXBean CPU =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Plan plan;
    private final Path folder;
    private final Population people;
    private final Path sheet;
    private final Registering registering;
    private PlainShop plain;
    private VaultShop vault;

    StorageRuns(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
        this.people = new Population(plan.seed(), plan.customers());
        this.registering = new Registering(people);
        this.sheet = folder.resolve("customers.csv");
        CustomerSheet.write(people, sheet);
        this.plain = newPlain("warm");
        this.vault = newVault("warm");
    }

    Population people() {
        return people;
    }

    VaultShop vault() {
        return vault;
    }

    /// The staff's pages over these customers.
    List<Figure> pages() {
        try (var pages = new PageRuns(vault, people, plan.runs())) {
            return pages.figures();
        }
    }

    /// Lists that hold all of these customers, and figures about them.
    List<Figure> lists() {
        return new ListRuns(vault, people, plan.runs()).figures();
    }

    /// Who of these customers looks like somebody else of them.
    List<Figure> duplicates() {
        return new DuplicateSearch(vault, people, plan.runs()).figures();
    }

    private PlainShop newPlain(String name) {
        return PlainShop.create(folder.resolve("plain-" + name + ".db"));
    }

    private VaultShop newVault(String name) {
        return VaultShop.create(
                VaultFolder.of(folder.resolve("vault-" + name)),
                folder.resolve("key-" + name),
                people);
    }

    /// Fills both shops from the sheet, once for each run and once before to warm up.
    List<Figure> imports() {
        plain.takeIn(sheet);
        vault.takeIn(sheet);
        double[] plainRate = new double[plan.runs()];
        double[] vaultRate = new double[plan.runs()];
        double[] sheetRate = new double[plan.runs()];
        double[] storedRate = new double[plan.runs()];
        var cpu = new Both();
        for (int run = 0; run < plan.runs(); run++) {
            close();
            plain = newPlain(Integer.toString(run));
            vault = newVault(Integer.toString(run));
            long plainBefore = CPU.getProcessCpuTime();
            plainRate[run] = people.size() / seconds(() -> plain.takeIn(sheet));
            cpu.add(plain, cpuMicros(plainBefore));
            double reading = seconds(() -> vault.lookOver(sheet));
            long cpuBefore = CPU.getProcessCpuTime();
            double whole = seconds(() -> vault.takeIn(sheet));
            cpu.add(vault, cpuMicros(cpuBefore));
            sheetRate[run] = people.size() / reading;
            vaultRate[run] = people.size() / whole;
            storedRate[run] = people.size() / (whole - reading);
        }
        return List.of(
                figure(
                        "import of the sheet, whole",
                        "/s",
                        plainRate,
                        vaultRate,
                        new Aim.Share(0.5)),
                figure(
                        "import, less the sheet's own reading and matching",
                        "/s",
                        plainRate,
                        storedRate,
                        Aim.none()),
                Figure.alone(
                        "reading and matching the sheet (dry run)",
                        "/s",
                        new Runs(sheetRate),
                        Aim.none()),
                cpu.figure("import, CPU, compilation included", "us/customer", Aim.none()),
                new Figure(
                        "size on disk",
                        "bytes/customer",
                        Runs.of((double) plain.bytesOnDisk() / people.size()),
                        Runs.of((double) vault.bytesOnDisk() / people.size()),
                        Aim.none()));
    }

    private double cpuMicros(long before) {
        return (CPU.getProcessCpuTime() - before) / 1e3 / people.size();
    }

    /// Opens every customer of a slice once, in an order of chance; each run has a slice of its
    /// own, because the vault writes down the first look of an hour.
    List<Figure> reads() {
        int slice = Math.min(MAX_READS, people.size() / (plan.runs() + 1));
        int[] warm = slice(plan.runs(), slice);
        vault.prepare(warm);
        openAll(plain, warm);
        openAll(vault, warm);
        var first = new Both();
        var again = new Both();
        var p99 = new Both();
        for (int run = 0; run < plan.runs(); run++) {
            int[] customers = slice(run, slice);
            plain.prepare(customers);
            vault.prepare(customers);
            for (Shop shop : List.of(plain, vault)) {
                first.add(shop, slice / seconds(() -> openAll(shop, customers)));
                Latencies calm = Latencies.of(slice, i -> openOne(shop, customers[i]));
                again.add(shop, calm.perSecond());
                p99.add(shop, calm.millis(0.99));
            }
        }
        return List.of(
                first.figure("read of 12 fields, first look in the hour", "/s", new Aim.Share(0.6)),
                again.figure("read of 12 fields, again", "/s", new Aim.Share(0.6)),
                p99.figure("read of 12 fields, again, p99", "ms", Aim.none()));
    }

    private int[] slice(int run, int length) {
        int[] customers = IntStream.range(run * length, (run + 1) * length).toArray();
        var chance = new SplittableRandom(plan.seed() + run);
        for (int i = length - 1; i > 0; i--) {
            int j = chance.nextInt(i + 1);
            int other = customers[j];
            customers[j] = customers[i];
            customers[i] = other;
        }
        return customers;
    }

    private static void openAll(Shop shop, int[] customers) {
        for (int customer : customers) {
            openOne(shop, customer);
        }
        shop.settle();
    }

    private static void openOne(Shop shop, int customer) {
        int values = shop.open(customer);
        if (values != 12) {
            throw new IllegalStateException(values + " values instead of 12");
        }
    }

    List<Figure> searches() {
        int calls = Math.min(MAX_SEARCHES, people.size());
        var exact = new Percentiles("exact search by e-mail", 2);
        var names = new Percentiles("name search, first 20 of a prefix", 10);
        for (int run = -1; run < plan.runs(); run++) {
            int[] customers = slice(0, people.size());
            int from = Math.floorMod(run * calls, people.size() - calls + 1);
            for (Shop shop : List.of(plain, vault)) {
                Latencies byEmail =
                        Latencies.of(
                                calls, i -> found(shop.findByEmail(email(customers[from + i]))));
                Latencies byName =
                        Latencies.of(
                                calls,
                                i ->
                                        found(
                                                shop.findByName(
                                                        people.typed(
                                                                customers[from + i],
                                                                LETTERS[i % LETTERS.length]))));
                if (run >= 0) {
                    exact.add(shop, byEmail);
                    names.add(shop, byName);
                }
            }
        }
        var figures = new ArrayList<Figure>(exact.figures());
        figures.addAll(names.figures());
        return figures;
    }

    private String email(int customer) {
        return people.person(customer).email();
    }

    private static void found(int count) {
        if (count == 0) {
            throw new IllegalStateException("a customer was not found");
        }
    }

    /// Customers registered one by one by 32 threads, each durable before the next of its thread.
    List<Figure> registrations() {
        int calls = Math.min(MAX_REGISTRATIONS, people.size());
        var rate = new Both();
        for (int run = -1; run < plan.runs(); run++) {
            for (Shop shop : List.of(plain, vault)) {
                double perSecond = registering.perSecond(shop, calls);
                if (run >= 0) {
                    rate.add(shop, perSecond);
                }
            }
            registering.over(calls);
        }
        return List.of(
                rate.figure("register, 32 threads, each durable on return", "/s", Aim.none()));
    }

    /// The roll of the key encryption key beside a plain rewrite of as many bytes, and what
    /// registrations lose while keys are rolled without a pause.
    List<Figure> rolls() {
        int calls = Math.min(MAX_REGISTRATIONS, people.size());
        var roll = new Both();
        double[] alone = new double[plan.runs()];
        double[] beside = new double[plan.runs()];
        double[] rolled = new double[plan.runs()];
        var processor = new Both();
        try (var keys =
                new PlainKeys(folder.resolve("keys.db"), people.size(), WRAPS, plan.seed())) {
            for (int run = -1; run < plan.runs(); run++) {
                long start = CPU.getProcessCpuTime();
                double plainSeconds = seconds(keys::roll);
                long middle = CPU.getProcessCpuTime();
                double vaultSeconds = seconds(vault::roll);
                long end = CPU.getProcessCpuTime();
                var both = registering.beside(vault, calls, vault::roll);
                if (run >= 0) {
                    roll.add(plain, plainSeconds);
                    roll.add(vault, vaultSeconds);
                    processor.add(plain, (middle - start) / 1e9);
                    processor.add(vault, (end - middle) / 1e9);
                    alone[run] = both.alone();
                    beside[run] = both.beside();
                    rolled[run] = both.firstSeconds();
                }
            }
        }
        String customers = "%,d customers".formatted(people.size());
        return List.of(
                roll.figure("roll the key of " + customers, "s", new Aim.Below(3)),
                processor.figure("the same, processor time", "s", Aim.none()),
                figure(
                        "register, 32 threads, while keys are rolled; plain: while not",
                        "/s",
                        alone,
                        beside,
                        new Aim.Share(0.67)),
                Figure.alone(
                        "a roll meanwhile, with those who came",
                        "s",
                        new Runs(rolled),
                        Aim.none()));
    }

    /// Rotations of keys beside registrations.
    List<Figure> rotations() {
        int calls = Math.min(MAX_REGISTRATIONS, people.size());
        return new RotationRuns(vault, registering, calls, plan.runs()).figures(sheet);
    }

    /// Deletes for good, one at a time: row, log and all.
    List<Figure> erasures() {
        int calls = Math.min(MAX_ERASURES, people.size() / 10 / plan.runs());
        var rate = new Both();
        for (int run = 0; run < plan.runs(); run++) {
            int[] customers = slice(run, calls);
            vault.prepare(customers);
            for (Shop shop : List.of(plain, vault)) {
                rate.add(shop, Latencies.of(calls, i -> shop.erase(customers[i])).perSecond());
            }
        }
        return List.of(rate.figure("erase, gone from file and log on return", "/s", Aim.none()));
    }

    /// Where the vault lies that the last import filled.
    record Place(VaultFolder vault, Path key, Population people) {
        Place(Plan plan, Path folder) {
            this(
                    VaultFolder.of(folder.resolve("vault-" + (plan.runs() - 1))),
                    folder.resolve("key-" + (plan.runs() - 1)),
                    new Population(plan.seed(), plan.customers()));
        }
    }

    static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static Figure figure(
            String what, String unit, double[] plain, double[] vault, Aim aim) {
        return new Figure(what, unit, new Runs(plain), new Runs(vault), aim);
    }

    @Override
    public void close() {
        plain.close();
        vault.close();
    }
}
