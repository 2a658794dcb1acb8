package custos.bench;

import custos.vault.core.VaultFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Registrations into a vault with a mirror beside those into one without, run by run in turn. The
/// mirror lies on the same disk: a dearer case than a disk of its own.
final class MirrorRun implements AutoCloseable {
    private final int calls;
    private final Population people;
    private final Registering registering;
    private final VaultShop alone;
    private final VaultShop mirrored;

    MirrorRun(Plan plan, Path folder) {
        this.calls = Math.min(StorageRuns.MAX_REGISTRATIONS, plan.customers());
        this.people = new Population(plan.seed(), plan.customers());
        this.registering = new Registering(people);
        try {
            Path mirror = Files.createDirectory(folder.resolve("mirror"));
            this.alone = vault(folder, "alone");
            vault(folder, "mirrored").close();
            this.mirrored =
                    VaultShop.mirrored(
                            VaultFolder.of(folder.resolve("vault-mirrored")),
                            folder.resolve("key-mirrored"),
                            mirror,
                            people);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VaultShop vault(Path folder, String name) {
        return VaultShop.create(
                VaultFolder.of(folder.resolve("vault-" + name)),
                folder.resolve("key-" + name),
                people);
    }

    List<Figure> figures(int runs) {
        double[] without = new double[runs];
        double[] with = new double[runs];
        double[] behind = new double[runs];
        for (int run = -1; run < runs; run++) {
            double one = registering.perSecond(alone, calls);
            double other = registering.perSecond(mirrored, calls);
            double seconds = Registering.seconds(mirrored::awaitMirror);
            if (run >= 0) {
                without[run] = one;
                with[run] = other;
                behind[run] = seconds;
            }
            registering.over(calls);
        }
        return List.of(
                new Figure(
                        "register, 32 threads, with a mirror; plain: without",
                        "/s",
                        new Runs(without),
                        new Runs(with),
                        Aim.none()),
                Figure.alone(
                        "until the mirror holds the last of them",
                        "s",
                        new Runs(behind),
                        Aim.none()));
    }

    @Override
    public void close() {
        alone.close();
        mirrored.close();
    }
}
