package custos.vault;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.FieldId;
import custos.vault.inspection.Findings;
import custos.vault.inspection.KeptCheckpoint;
import custos.vault.inspection.LedgerInspection;
import custos.vault.rows.Events;
import custos.vault.writer.Landing;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// Measures an inspection of many customers and many leaves. Run it by hand; it is no test.
public final class InspectionRate {
    private static final int WRITERS = 200;

    private InspectionRate() {}

    /// @param args a folder on the disk to be measured, how many customers, how many leaves
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(args[0]), "inspection");
        int customers = Integer.parseInt(args[1]);
        long leaves = Long.parseLong(args[2]);
        try (var shop = TestVault.in(folder)) {
            register(shop, customers);
            shop.later(Duration.ofHours(1));
            note(shop, leaves);
            for (int round = 0; round < 2; round++) {
                tree(shop);
                whole(shop);
            }
        }
    }

    private static void register(TestVault shop, int customers) throws Exception {
        long start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < customers; i++) {
                Map<FieldId, custos.customer.FieldValue> fields =
                        shop.fields(
                                Map.of(
                                        "full_name", "Jan Novák " + i,
                                        "email", "jan" + i + "@example.org",
                                        "phone", "+420601" + (100_000 + i % 900_000),
                                        "birth_date", "1980-05-17"));
                pool.execute(() ->
                        shop.vault()
                                .customers()
                                .register(
                                        shop.registration(fields),
                                        TestVault.STAFF,
                                        Optional.empty()));
            }
        }
        say("registered " + customers, start, 0);
    }

    private static void note(TestVault shop, long leaves) throws Exception {
        long start = System.nanoTime();
        var waiting = new ArrayDeque<CompletableFuture<Landing>>();
        var acts = List.of(Act.of(ActType.LOGIN_REFUSED));
        while (shop.vault().ledger().newestSize() + waiting.size() < leaves) {
            waiting.add(
                    shop.core()
                            .writer()
                            .submit(
                                    Events.ofVault(
                                            shop.core().keys(),
                                            acts,
                                            Internal.by(new Actor.Vault()),
                                            List.of())));
            if (waiting.size() > 2000) {
                waiting.removeFirst().get();
            }
        }
        for (var one : waiting) {
            one.get();
        }
        say("ledger of " + shop.vault().ledger().newestSize(), start, 0);
    }

    /// The tree alone: leaves to root, tiles and checkpoints.
    private static void tree(TestVault shop) {
        long start = System.nanoTime();
        long busy = busy();
        var findings = new Findings(_ -> {});
        var tree =
                new LedgerInspection(
                        shop.core().store(),
                        shop.vault().head(),
                        0,
                        KeptCheckpoint.none(),
                        findings,
                        _ -> {});
        long leaves = tree.check((_, _) -> {});
        say("tree of " + leaves + ", findings " + findings.all().size(), start, busy() - busy);
    }

    private static void whole(TestVault shop) {
        long start = System.nanoTime();
        long busy = busy();
        var report = shop.vault().inspection().verify(_ -> {});
        say(
                report.customers()
                        + " customers, "
                        + report.records()
                        + " records, "
                        + report.leaves()
                        + " leaves, findings "
                        + report.findings().size(),
                start,
                busy() - busy);
    }

    private static long busy() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static void say(String what, long start, long busy) {
        System.out.printf(
                "%s: %.1f s, %.1f s of processor%n",
                what, (System.nanoTime() - start) / 1e9, busy / 1e9);
    }
}
