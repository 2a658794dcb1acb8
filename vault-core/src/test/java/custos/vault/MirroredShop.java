package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;

import custos.backup.BundleRow;
import custos.backup.KeyTrail;
import custos.backup.MirrorFolder;
import custos.crypto.Keyring;
import custos.vault.backups.Mirror;
import custos.vault.restore.Restore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// The shop of [RestoredShop] with a mirror since then.
public abstract class MirroredShop extends RestoredShop {
    public Path mirror;

    @BeforeEach
    public void mirrored() throws IOException {
        mirror = Files.createDirectory(dir.resolve("mirror"));
        test.mirrorTo(mirror);
        awaitMirrored();
    }

    public static void await(BooleanSupplier done) {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it comes to that").isLessThan(until);
            LockSupport.parkNanos(2_000_000);
        }
    }

    /// Waits until the mirror holds all that landed.
    public void awaitMirrored() {
        await(() -> test.vault().mirror().status() instanceof Mirror.Status.Current);
        test.vault().settle();
        long last = test.vault().ledger().newestSize() - 1;
        // It may be found out only now that the folder is another one.
        await(() -> test.vault().mirror().holds(last).orElse(false));
        test.vault().mirror().settle();
    }

    /// The mirror as it is on the disk now: the machine may be lost after this.
    public Path copied(String name) {
        Path copy = dir.resolve(name);
        try (Stream<Path> files = Files.list(mirror)) {
            Files.createDirectory(copy);
            for (Path file : files.filter(one -> !one.toString().endsWith(".part")).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    public Restore.Report restoreFrom(Path copy) {
        return restore(
                new Restore.Wanted(
                        stick,
                        Optional.of(lastWeek),
                        none(),
                        target(),
                        Optional.of(copy),
                        none(),
                        false));
    }

    /// Does something with the only or newest mirror in a folder.
    public <T> T trail(Path folder, Function<KeyTrail, T> use) {
        try (Keyring keyring = test.unlock().open(Keyring.load(test.folder().keyring()))) {
            var all = new MirrorFolder(folder, keyring.vault()).all();
            return use.apply(KeyTrail.of(all.getLast(), keyring.secrets()));
        }
    }

    public long lastIdx(Path folder) {
        return trail(folder, trail -> trail.manifest().endIdx());
    }

    public List<BundleRow> rows(Path folder) {
        return trail(
                folder,
                trail -> {
                    var rows = new ArrayList<BundleRow>();
                    trail.each((in, _) -> {
                        for (var row = in.next(); row.isPresent(); row = in.next()) {
                            rows.add(row.get());
                        }
                    });
                    return rows;
                });
    }

    public Path only(String ending) {
        try (Stream<Path> files = Files.list(mirror)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .reduce((_, _) -> {
                        throw new AssertionError("there are two");
                    })
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
