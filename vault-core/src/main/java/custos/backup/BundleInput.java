package custos.backup;

import custos.crypto.BundleHeader;
import custos.crypto.BundleReader;
import custos.crypto.CryptoFault;
import custos.crypto.Secrets;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A bundle's rows, one after the other. For one thread.
public final class BundleInput implements AutoCloseable {
    private static final int BUFFER = 1024 * 1024;

    private final Path file;
    private final BundleReader reader;
    private final Manifest manifest;
    private long read;

    private BundleInput(Path file, BundleReader reader, Manifest manifest) {
        this.file = file;
        this.reader = reader;
        this.manifest = manifest;
    }

    /// Opens a bundle and reads its manifest.
    ///
    /// @throws CryptoFault when it is another vault's or of another version
    /// @throws BackupFault.Unfit when it is damaged or of another kind
    /// @throws BackupFault.NotRead when the file cannot be read
    public static BundleInput open(Path file, BundleHeader.Kind kind, Secrets secrets) {
        try {
            return open(
                    file,
                    new BufferedInputStream(Files.newInputStream(file), BUFFER),
                    kind,
                    secrets);
        } catch (IOException e) {
            throw notRead(file, e);
        }
    }

    /// Opens a bundle that is part of a file.
    ///
    /// @param in ends where the bundle does; closed with this
    static BundleInput open(Path file, InputStream in, BundleHeader.Kind kind, Secrets secrets) {
        try {
            var reader = new BundleReader(in, secrets);
            if (reader.header().kind() != kind) {
                reader.close();
                throw new BackupFault.Unfit(
                        file.getFileName()
                                + (kind == BundleHeader.Kind.DATA
                                        ? " is no data bundle"
                                        : " is no key bundle"));
            }
            return new BundleInput(file, reader, Manifest.decode(reader.exactly(Manifest.BYTES)));
        } catch (IOException e) {
            throw notRead(file, e);
        } catch (CryptoFault.Damaged | CryptoFault.CutShort e) {
            throw unfit(file, e);
        }
    }

    private static BackupFault unfit(Path file, CryptoFault e) {
        return new BackupFault.Unfit(
                file.getFileName()
                        + (e instanceof CryptoFault.CutShort
                                ? " was cut short, maybe while it was copied"
                                : " is damaged")
                        + "; take another copy of it");
    }

    private static BackupFault notRead(Path file, IOException e) {
        return new BackupFault.NotRead(file.getFileName() + " cannot be read", e);
    }

    public Manifest manifest() {
        return manifest;
    }

    /// The salt in the bundle's header, which names it among all bundles.
    public byte[] salt() {
        return reader.header().salt();
    }

    /// The next row; empty at the end, once it is sure that none is missing.
    public Optional<BundleRow> next() {
        try {
            int table = reader.read();
            if (table < 0) {
                if (read != manifest.rows()) {
                    throw new CryptoFault.Damaged("the bundle");
                }
                return Optional.empty();
            }
            int length = ByteBuffer.wrap(reader.exactly(4)).getInt();
            if (length < 0 || length > BundleRowCodec.MAX_ROW) {
                throw new CryptoFault.Damaged("the bundle");
            }
            read++;
            return Optional.of(BundleRowCodec.decode(table, reader.exactly(length)));
        } catch (IOException e) {
            throw notRead(file, e);
        } catch (CryptoFault.Damaged | CryptoFault.CutShort e) {
            throw unfit(file, e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw notRead(file, e);
        }
    }
}
