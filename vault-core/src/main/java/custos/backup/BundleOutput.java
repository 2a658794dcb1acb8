package custos.backup;

import custos.crypto.BundleHeader;
import custos.crypto.BundleWriter;
import custos.crypto.Secrets;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// A bundle being written to a file of a temporary name; it gets its own name once it is whole and
/// on the disk. For one thread.
public final class BundleOutput implements BundleRows, AutoCloseable {
    static final Set<StandardOpenOption> WRITE =
            Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);

    private final BackupFolder folder;
    private final Path part;
    private final BundleHeader header;
    private final FileChannel channel;
    private final BundleWriter writer;
    private final BundleBlocks blocks;
    private long rows;
    private boolean finished;

    private BundleOutput(
            BackupFolder folder,
            Path part,
            FileChannel channel,
            BundleHeader header,
            BundleWriter writer) {
        this.folder = folder;
        this.header = header;
        this.part = part;
        this.channel = channel;
        this.writer = writer;
        this.blocks = new BundleBlocks(channel, writer);
    }

    static BundleOutput open(BackupFolder folder, Path part, BundleHeader header, Secrets secrets) {
        try {
            var channel = FileChannel.open(part, WRITE, BackupFolder.ownerOnly());
            try {
                var writer = new BundleWriter(channel, 0, header, secrets, Manifest.BYTES);
                return new BundleOutput(folder, part, channel, header, writer);
            } catch (IOException | RuntimeException e) {
                channel.close();
                folder.discard(part);
                throw e;
            }
        } catch (IOException e) {
            throw folder.notWritten(e);
        }
    }

    @Override
    public void write(BundleRow row) {
        try {
            blocks.write(BundleRowCodec.encode(row));
            rows++;
        } catch (IOException e) {
            throw folder.notWritten(e);
        }
    }

    /// The salt in the bundle's header, which names it among all bundles.
    public byte[] salt() {
        return header.salt();
    }

    @Override
    public long rows() {
        return rows;
    }

    /// Makes the bundle whole and durable under its own name.
    ///
    /// @param manifest with the number of [#rows]
    public void finish(Manifest manifest, Path name) {
        end(manifest);
        publish(name);
    }

    /// Makes the bundle whole and durable, still under its temporary name.
    ///
    /// @param manifest with the number of [#rows]
    public void end(Manifest manifest) {
        try {
            blocks.end();
            writer.finish(manifest.encoded());
            channel.close();
        } catch (IOException e) {
            throw folder.notWritten(e);
        }
    }

    /// Gives a bundle that is whole its own name.
    public void publish(Path name) {
        try {
            folder.rename(part, name);
            finished = true;
        } catch (IOException e) {
            throw folder.notWritten(e);
        }
    }

    /// Takes back what was not finished.
    @Override
    public void close() {
        blocks.close();
        writer.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw folder.notWritten(e);
        } finally {
            if (!finished) {
                folder.discard(part);
            }
        }
    }
}
