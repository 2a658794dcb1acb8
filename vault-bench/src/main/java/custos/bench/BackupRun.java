package custos.bench;

import custos.vault.Backups;
import custos.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A backup of the whole vault, beside a plain copy of the very bytes that it wrote: both durable
/// when they end, run by run in turn.
final class BackupRun {
    private static final int BUFFER = 1 << 20;

    private final Vault vault;
    private final Path folder;

    BackupRun(Vault vault, Path folder) {
        this.vault = vault;
        this.folder = folder;
    }

    List<Figure> figures(int runs) {
        double[] copied = new double[runs];
        double[] backedUp = new double[runs];
        for (int run = 0; run < runs; run++) {
            try {
                Path into = Files.createDirectory(folder.resolve("backup-" + run));
                long start = System.nanoTime();
                Backups.Made made = vault.backups().make(into, Backups.KEEP_DAYS);
                backedUp[run] = mebibytesPerSecond(made.bytes(), start);
                start = System.nanoTime();
                copy(made.data(), into.resolve("data.copy"));
                copy(made.keys(), into.resolve("keys.copy"));
                copied[run] = mebibytesPerSecond(made.bytes(), start);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.of(
                new Figure(
                        "a backup, beside a copy of its bytes",
                        "MiB/s",
                        new Runs(copied),
                        new Runs(backedUp),
                        new Aim.Share(0.5)));
    }

    private static double mebibytesPerSecond(long bytes, long start) {
        return bytes / 1048576.0 / ((System.nanoTime() - start) / 1e9);
    }

    private static void copy(Path from, Path to) throws IOException {
        var buffer = ByteBuffer.allocateDirect(BUFFER);
        try (var in = FileChannel.open(from, StandardOpenOption.READ);
                var out =
                        FileChannel.open(
                                to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (in.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                buffer.clear();
            }
            out.force(true);
        }
    }
}
