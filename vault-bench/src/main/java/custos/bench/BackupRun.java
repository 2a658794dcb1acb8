package custos.bench;

import custos.vault.Vault;
import custos.vault.backups.Backups;
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
        double[] first = run("first");
        for (int run = 0; run < runs; run++) {
            double[] both = run(Integer.toString(run));
            copied[run] = both[0];
            backedUp[run] = both[1];
        }
        return List.of(
                figure(
                        "the first backup of a process, beside a copy of its bytes",
                        Runs.of(first[0]),
                        Runs.of(first[1]),
                        Aim.none()),
                figure("each later one", new Runs(copied), new Runs(backedUp), new Aim.Share(0.5)));
    }

    private static Figure figure(String what, Runs copied, Runs backedUp, Aim aim) {
        return new Figure(what, "MiB/s", copied, backedUp, aim);
    }

    /// @return the rates of the copy and of the backup
    private double[] run(String name) {
        try {
            Path into = Files.createDirectory(folder.resolve("backup-" + name));
            long start = System.nanoTime();
            Backups.Made made = vault.backups().make(into, Backups.KEEP_DAYS);
            double backedUp = mebibytesPerSecond(made.bytes(), start);
            start = System.nanoTime();
            copy(made.data(), into.resolve("data.copy"));
            copy(made.keys(), into.resolve("keys.copy"));
            return new double[] {mebibytesPerSecond(made.bytes(), start), backedUp};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
