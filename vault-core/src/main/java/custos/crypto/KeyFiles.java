package custos.crypto;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Reads key files of bounded size and replaces them so that a crash leaves the old or the new one
/// whole: temporary file, fsync, rename, fsync of the folder. Readable by the owner alone.
final class KeyFiles {
    private KeyFiles() {}

    static byte[] read(Path file, int maxBytes, String what) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new CryptoFault.Damaged(what);
            }
            return bytes;
        } catch (IOException e) {
            throw new CryptoFault.FileFailed(what, e);
        }
    }

    static void replace(Path file, byte[] bytes, String what) {
        try {
            Path target = file.toAbsolutePath();
            Path folder = target.resolveSibling("");
            Path temporary = target.resolveSibling(target.getFileName() + ".new");
            Files.deleteIfExists(temporary);
            writeDurably(temporary, bytes);
            Files.move(temporary, target, ATOMIC_MOVE, REPLACE_EXISTING);
            try (var channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new CryptoFault.FileFailed(what, e);
        }
    }

    private static void writeDurably(Path file, byte[] bytes) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
            var out = ByteBuffer.wrap(bytes);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            channel.force(true);
        }
    }
}
