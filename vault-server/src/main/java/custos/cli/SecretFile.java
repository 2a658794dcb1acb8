package custos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.crypto.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;

/// Files that hold a secret: passphrase, key, recovery sheet, private key. No message quotes what
/// they hold.
final class SecretFile {
    private static final int MAX_BYTES = 64 * 1024;

    private SecretFile() {}

    /// The first line of a file; the caller wipes it.
    static char[] line(Path file) {
        byte[] bytes = bytes(file);
        try {
            CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            int end = 0;
            while (end < text.length() && text.get(end) != '\n' && text.get(end) != '\r') {
                end++;
            }
            char[] line = new char[end];
            text.get(line);
            Arrays.fill(text.array(), '\0');
            if (end == 0) {
                throw new UsageFault(file + " begins with an empty line");
            }
            return line;
        } catch (CharacterCodingException e) {
            throw new UsageFault(file + " is not text in UTF-8");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// All text of a file, for a recovery sheet that may be typed over several lines.
    static String text(Path file) {
        return new String(bytes(file), UTF_8);
    }

    /// All characters of a file, for a private key; the caller wipes them.
    static char[] chars(Path file) {
        byte[] bytes = bytes(file);
        try {
            CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            char[] chars = new char[text.length()];
            text.get(chars);
            Arrays.fill(text.array(), '\0');
            return chars;
        } catch (CharacterCodingException e) {
            throw new UsageFault(file + " is not text in UTF-8");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// The 32 bytes of a key file.
    static SecretBytes key(Path file) {
        byte[] bytes = bytes(file);
        try {
            if (bytes.length != SecretBytes.KEY_LENGTH) {
                throw new UsageFault(file + " is no key file: one holds exactly 32 bytes");
            }
            return SecretBytes.copyOf(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Makes a key file with 32 random bytes, readable by the owner alone.
    static SecretBytes newKey(Path file, SecureRandom random) {
        byte[] bytes = new byte[SecretBytes.KEY_LENGTH];
        random.nextBytes(bytes);
        try {
            write(file, bytes);
            return SecretBytes.copyOf(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Writes a new file that its owner alone may read; durable on return.
    static void write(Path file, byte[] bytes) {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
            syncFolderOf(file);
        } catch (IOException e) {
            throw new UsageFault(file + " cannot be made");
        }
    }

    private static void syncFolderOf(Path file) throws IOException {
        try (var folder = FileChannel.open(file.toAbsolutePath().resolveSibling("."))) {
            folder.force(true);
        }
    }

    /// Puts a file in the place of another, at once, so that either the old or the new one is
    /// there.
    static void replace(Path file, byte[] bytes) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            write(fresh, bytes);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UsageFault(file + " cannot be replaced");
        }
    }

    /// Makes a folder that its owner alone may read, unless one is there.
    static void folder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UsageFault(folder + " cannot be made");
        }
    }

    private static byte[] bytes(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UsageFault(file + " is longer than such a file is (64 KiB)");
            }
            return bytes;
        } catch (IOException e) {
            throw new UsageFault(file + " cannot be read");
        }
    }
}
