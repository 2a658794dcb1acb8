package custos.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.vault.core.VaultFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a process did to its files, call by call: a small library in C that is loaded before the
/// system's own notes it down (`recorder.c`, for Linux).
public final class RecordedWrites {
    private final Path library;
    private final Path journal;

    private RecordedWrites(Path library, Path journal) {
        this.library = library;
        this.journal = journal;
    }

    /// One call.
    public sealed interface Note {
        /// Bytes were written.
        public record Written(Path file, long at, byte[] bytes) implements Note {}

        /// A file got another length.
        public record Cut(Path file, long length) implements Note {}

        /// A file, or a folder's names, were made durable.
        public record Synced(Path path) implements Note {}

        /// A file got another name.
        public record Renamed(Path from, Path to) implements Note {}

        /// A name is gone.
        public record Removed(Path file) implements Note {}

        /// Something was said on standard output.
        public record Said(String text) implements Note {}
    }

    public static RecordedWrites in(Path dir) throws IOException, InterruptedException {
        return new RecordedWrites(Preload.compiled("recorder", dir), dir.resolve("journal"));
    }

    /// What a process needs in its environment to be recorded.
    public Map<String, String> environment(VaultFolder folder) {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "CUSTOS_RECORD", folder.data() + ":" + folder.keys(),
                "CUSTOS_JOURNAL", journal.toString());
    }

    /// All calls in their order; the last note may have been cut short.
    public List<Note> notes() throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(journal)).order(ByteOrder.nativeOrder());
        var notes = new ArrayList<Note>();
        while (in.remaining() >= 5) {
            char kind = (char) in.get();
            int named = in.getInt();
            if (in.remaining() < named + 16) {
                break;
            }
            String name = text(in, named);
            long at = in.getLong();
            long length = in.getLong();
            if (in.remaining() < length) {
                break;
            }
            byte[] bytes = new byte[Math.toIntExact(length)];
            in.get(bytes);
            notes.add(note(kind, Path.of(name), at, bytes));
        }
        return notes;
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, US_ASCII);
    }

    private static Note note(char kind, Path path, long at, byte[] bytes) {
        return switch (kind) {
            case 'w' -> new Note.Written(path, at, bytes);
            case 't' -> new Note.Cut(path, at);
            case 's' -> new Note.Synced(path);
            case 'r' -> new Note.Renamed(path, Path.of(new String(bytes, US_ASCII)));
            case 'u' -> new Note.Removed(path);
            case 'o' -> new Note.Said(new String(bytes, US_ASCII));
            default -> throw new IllegalStateException("a call that is not modelled: " + kind);
        };
    }
}
