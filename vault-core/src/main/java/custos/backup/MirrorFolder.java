package custos.backup;

import custos.crypto.BundleHeader;
import custos.crypto.BundleHeader.Kind;
import custos.crypto.BundleWriter;
import custos.crypto.CryptoFault;
import custos.crypto.Secrets;
import custos.crypto.VaultId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// A folder with the mirror of one vault, and maybe of others, beside backups or without: a key
/// bundle, the base, and a file of what changed since.
///
/// Nothing stays open between two calls: a folder that went away is noticed at the next one, and
/// one that came back is written again.
public final class MirrorFolder {
    /// Bytes of a part's length, before it.
    static final int PREFIX = 4;

    private final BackupFolder folder;
    private final Path path;

    public MirrorFolder(Path path, VaultId vault) {
        this.folder = new BackupFolder(path, vault);
        this.path = path;
    }

    /// A base and the file of its changes, which is not there while there is none.
    ///
    /// @param number rises with each base
    public record Kept(Path base, Path changes, int number) {}

    /// How far a base was followed: everything before it is durable, and what may stand behind it
    /// was not finished.
    ///
    /// @param salt in the base's header
    /// @param parts how many there are
    /// @param length of the file of changes
    public record Followed(Kept kept, byte[] salt, long parts, long length) {}

    /// The bases that are there, oldest first: the last one counts, older ones could not be deleted
    /// yet.
    ///
    /// @throws BackupFault.NotRead when there is no such folder
    public List<Kept> all() {
        requireFolder();
        return folder.mirrors();
    }

    private void requireFolder() {
        if (!Files.isDirectory(path)) {
            throw new BackupFault.NotRead("there is no folder " + path, null);
        }
    }

    /// Begins a base; it gets its name from [#next].
    public BundleOutput begin(Secrets secrets, SecureRandom random) {
        return folder.beginMirror(secrets, random);
    }

    /// The name of the next base.
    public Kept next() {
        List<Kept> there = all();
        Kept next = folder.mirror(there.isEmpty() ? 1 : there.getLast().number() + 1);
        // What a crash left of a base that never got its name.
        folder.discard(next.changes());
        return next;
    }

    public void putKeyring(byte[] json) {
        folder.putKeyring(json);
    }

    public Path keyring() {
        return folder.keyring();
    }

    /// Deletes bases and their changes, best-effort: what cannot be deleted now is met again.
    public void delete(List<Kept> old) {
        for (Kept one : old) {
            // A base without changes would be an older state; changes without a base are nothing.
            if (folder.discard(one.base())) {
                folder.discard(one.changes());
            }
        }
        folder.sync();
    }

    /// Appends a part: a key bundle of rows that follow [BundleRow.Follows], durable on return.
    /// What was torn off the time before is written over.
    ///
    /// @param manifest with `rows` that [#rowsWith] gives
    /// @throws BackupFault.NotWritten when it cannot be written now
    /// @throws BackupFault.NotRead when base or changes are not there any more as they were
    public Followed append(
            Followed so,
            Manifest manifest,
            List<BundleRow> rows,
            Secrets secrets,
            SecureRandom random) {
        requireThere(so);
        var encoded = new ArrayList<byte[]>(rows.size() + 1);
        encoded.add(BundleRowCodec.encode(new BundleRow.Follows(so.salt(), so.parts() + 1)));
        long plain = (long) Manifest.BYTES + encoded.getFirst().length;
        for (BundleRow row : rows) {
            byte[] bytes = BundleRowCodec.encode(row);
            encoded.add(bytes);
            plain += bytes.length;
        }
        int length = Math.toIntExact(BundleWriter.lengthOf(plain));
        try (var channel =
                FileChannel.open(so.kept().changes(), how(so), BackupFolder.ownerOnly())) {
            channel.truncate(so.length());
            var prefix = ByteBuffer.allocate(PREFIX).putInt(length).flip();
            while (prefix.hasRemaining()) {
                channel.write(prefix, so.length() + prefix.position());
            }
            var header = BundleHeader.create(Kind.KEYS, secrets, random);
            try (var writer =
                    new BundleWriter(
                            channel, so.length() + PREFIX, header, secrets, Manifest.BYTES)) {
                for (byte[] bytes : encoded) {
                    writer.write(bytes);
                }
                writer.finish(manifest.encoded());
            }
        } catch (IOException e) {
            throw notWritten(e);
        }
        if (so.parts() == 0) {
            folder.sync();
        }
        return new Followed(so.kept(), so.salt(), so.parts() + 1, so.length() + PREFIX + length);
    }

    /// How many rows a part of so many has.
    public static long rowsWith(List<BundleRow> rows) {
        return rows.size() + 1L;
    }

    private static Set<StandardOpenOption> how(Followed so) {
        return so.parts() == 0
                ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.WRITE);
    }

    /// A folder that was emptied, or is another one now, must not get changes of a base that it
    /// does not hold.
    private void requireThere(Followed so) {
        requireFolder();
        try {
            if (!Files.exists(so.kept().base())
                    || (so.parts() > 0 && Files.size(so.kept().changes()) < so.length())) {
                throw new BackupFault.NotRead("the mirror's files are gone from " + path, null);
            }
            if (!isNewest(so)) {
                throw new BackupFault.NotRead("another mirror lies in " + path + " now", null);
            }
        } catch (IOException e) {
            throw new BackupFault.NotRead("the mirror's files are gone from " + path, e);
        }
    }

    private boolean isNewest(Followed so) throws IOException {
        try (var in = Files.newInputStream(so.kept().base())) {
            var header = BundleHeader.parse(in.readNBytes(BundleHeader.LENGTH));
            return Arrays.equals(header.salt(), so.salt())
                    && folder.mirrors().getLast().number() == so.kept().number();
        } catch (CryptoFault e) {
            return false;
        }
    }

    private static BackupFault notWritten(IOException e) {
        return new BackupFault.NotWritten(
                "the mirror cannot be written" + BackupFolder.why(e) + "; it is as it was", e);
    }
}
