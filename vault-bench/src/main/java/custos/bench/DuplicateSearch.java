package custos.bench;

import custos.list.Everybody;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.vault.Vault;
import custos.vault.lists.ListRequest;
import custos.vault.merges.DuplicateRuns;
import custos.vault.merges.DuplicateRuns.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// How long it takes to hold all customers against each other, and what heap lives meanwhile. The
/// baseline opens every customer and compares nobody.
///
/// The generated customers share few names and towns, so that nearly everybody has hundreds of
/// namesakes in her town: harder than a shop.
final class DuplicateSearch {
    private static final ListRequest EVERYBODY =
            new ListRequest(
                    new Everybody(),
                    new PurposeId("newsletter"),
                    Optional.of(new ChannelId("email")));
    private static final double MEBIBYTE = 1 << 20;
    private static final int LOOK_EVERY_PERCENT = 10;

    private final Vault vault;
    private final int customers;
    private final int runs;

    DuplicateSearch(VaultShop shop, Population people, int runs) {
        this.vault = shop.vault();
        this.customers = people.size();
        this.runs = runs;
    }

    List<Figure> figures() {
        double[] opened = new double[runs];
        double[] compared = new double[runs];
        for (int run = -1; run < runs; run++) {
            double plain = StorageRuns.seconds(() -> vault.lists().count(EVERYBODY, _ -> {}));
            double whole = StorageRuns.seconds(() -> search(101));
            if (run >= 0) {
                opened[run] = plain;
                compared[run] = whole;
            }
        }
        return List.of(
                new Figure(
                        "search for duplicates among %,d customers; plain: all opened, none compared"
                                .formatted(customers),
                        "s",
                        new Runs(opened),
                        new Runs(compared),
                        Aim.none()),
                Figure.alone(
                        "heap that lives while it searches, above before",
                        "MiB",
                        Runs.of(growth()),
                        Aim.none()));
    }

    private double growth() {
        long before = alive();
        return Math.max(0, search(LOOK_EVERY_PERCENT) - before) / MEBIBYTE;
    }

    /// @param lookEvery so many percent the living heap is looked at
    /// @return the most that was alive at a look
    private long search(int lookEvery) {
        DuplicateRuns searches = vault.runs().duplicates();
        if (!searches.start(VaultShop.WHO)) {
            throw new IllegalStateException("a search is under way already");
        }
        long most = 0;
        int next = lookEvery;
        while (searches.state() instanceof State.Running(_, int percent)) {
            if (percent >= next) {
                most = Math.max(most, alive());
                next = percent + lookEvery;
            }
            LockSupport.parkNanos(1_000_000);
        }
        if (!(searches.state() instanceof State.Done)) {
            throw new IllegalStateException("the search broke off");
        }
        return most;
    }

    private static long alive() {
        Runtime jvm = Runtime.getRuntime();
        System.gc();
        return jvm.totalMemory() - jvm.freeMemory();
    }
}
