package custos.bench;

import custos.customer.CustomerId;
import custos.list.Everybody;
import custos.list.ListQuestion;
import custos.list.PaidLate;
import custos.list.Quiet;
import custos.policy.ChannelId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.lists.FigureRuns.Progress;
import custos.vault.lists.ListRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// How long lists take that hold every customer, and the figures about all of them. The baseline of
/// a list opens the same records and decides the same, but writes no leaf and hands nothing over.
final class ListRuns {
    private static final ChannelId EMAIL = new ChannelId("email");
    private static final SourceId COUNTER = new SourceId("counter-form");
    private static final KindId PURCHASE = new KindId("purchase");
    private static final int THREADS = 32;
    private static final int LOOK_EVERY = 8;

    /// 15 s for 200,000 customers; fewer have less.
    private static final double AIM_SECONDS_EACH = 15.0 / 200_000;

    private static final double MEBIBYTE = 1 << 20;

    private final VaultShop shop;
    private final Population people;
    private final int runs;

    ListRuns(VaultShop shop, Population people, int runs) {
        this.shop = shop;
        this.people = people;
        this.runs = runs;
    }

    List<Figure> figures() {
        fill();
        var figures = new ArrayList<Figure>();
        figures.addAll(list(new Everybody(), "newsletter"));
        figures.addAll(list(new Quiet(30), "come-back-offer"));
        figures.addAll(list(new PaidLate(), "payment-follow-up"));
        figures.add(
                Figure.alone(
                        "all figures about them, made in the background",
                        "s",
                        new Runs(times(this::makeFigures)),
                        Aim.none()));
        return figures;
    }

    private Vault vault() {
        return shop.vault();
    }

    /// Everybody bought something two months ago that is not paid, and agreed to what is asked.
    private void fill() {
        int[] all = IntStream.range(0, people.size()).toArray();
        shop.prepare(all);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int customer : all) {
                CustomerId id = shop.id(customer);
                threads.execute(() -> fill(id));
            }
        }
    }

    private void fill(CustomerId id) {
        LocalDate then = vault().lists().today().minusDays(60);
        var fields =
                vault().forms()
                        .readAll(
                                vault().policies().current(),
                                Map.of(
                                        "bought_on",
                                        then.toString(),
                                        "total",
                                        "250.50",
                                        "currency",
                                        "CZK",
                                        "due_on",
                                        then.plusDays(14).toString()),
                                PURCHASE);
        var _ =
                vault().records()
                        .add(id, PURCHASE, fields, COUNTER, VaultShop.WHO, Optional.empty());
        var _ =
                vault().consents()
                        .record(
                                id,
                                List.of(yes("newsletter"), yes("come-back-offer")),
                                COUNTER,
                                VaultShop.WHO);
    }

    private ConsentAnswer yes(String purpose) {
        var english = new Language("en");
        return new ConsentAnswer(
                new PurposeId(purpose),
                EMAIL,
                true,
                new MethodId("counter"),
                Optional.of(english),
                vault().policies().noticeInForce(english),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<Figure> list(ListQuestion question, String purpose) {
        var request = new ListRequest(question, new PurposeId(purpose), Optional.of(EMAIL));
        double[] bare = new double[runs];
        double[] streamed = new double[runs];
        long rows = 0;
        for (int run = -1; run < runs; run++) {
            double plain = StorageRuns.seconds(() -> vault().lists().count(request, _ -> {}));
            long start = System.nanoTime();
            rows = vault().lists().stream(request, VaultShop.WHO, _ -> {});
            double whole = (System.nanoTime() - start) / 1e9;
            if (run >= 0) {
                bare[run] = plain;
                streamed[run] = whole;
            }
        }
        String what =
                "list " + question.code() + ", %,d rows of %,d".formatted(rows, people.size());
        return List.of(
                new Figure(
                        what + "; plain: opened and decided, no leaf",
                        "s",
                        new Runs(bare),
                        new Runs(streamed),
                        new Aim.Below(AIM_SECONDS_EACH * people.size())),
                Figure.alone(
                        "heap that lives while it streams, above before",
                        "MiB",
                        Runs.of(growth(request)),
                        Aim.none()));
    }

    /// The most that was alive at some chunk, less what was before: rows that were handed over are
    /// let go.
    private double growth(ListRequest request) {
        long before = alive();
        long[] most = {0, 0};
        vault().lists().stream(
                request,
                VaultShop.WHO,
                _ -> {
                    if (most[1]++ % LOOK_EVERY == 0) {
                        most[0] = Math.max(most[0], alive());
                    }
                });
        return Math.max(0, most[0] - before) / MEBIBYTE;
    }

    private static long alive() {
        Runtime jvm = Runtime.getRuntime();
        System.gc();
        return jvm.totalMemory() - jvm.freeMemory();
    }

    private void makeFigures() {
        var figures = vault().runs().figures();
        if (!figures.make()) {
            throw new IllegalStateException("figures are being made already");
        }
        while (figures.state().progress() == Progress.RUNNING) {
            LockSupport.parkNanos(1_000_000);
        }
        var book = figures.state().book().orElseThrow();
        if (book.customers() < people.size()) {
            throw new IllegalStateException("the figures are not of everybody");
        }
    }

    private double[] times(Runnable work) {
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++) {
            times[run] = StorageRuns.seconds(work);
        }
        return times;
    }
}
