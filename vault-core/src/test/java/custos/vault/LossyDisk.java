package custos.vault;

import custos.vault.RecordedWrites.Note;
import custos.vault.core.VaultFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A disk that keeps what it was told to keep. Of everything else a loss of power leaves what
/// chance leaves: of each write all, nothing, or some of its sectors, in no order; of names that
/// were made, changed or removed, the old or the new ones.
public final class LossyDisk {
    private static final int SECTOR = 512;

    private final Map<Path, Content> names = new TreeMap<>();
    private final Map<Path, Content> kept = new TreeMap<>();

    /// A file whatever it is called.
    private static final class Content {
        private byte[] bytes = new byte[0];
        private int length;
        private final List<Note> waiting = new ArrayList<>();

        void apply(Note note) {
            switch (note) {
                case Note.Written(Path _, long at, byte[] written) ->
                        put(Math.toIntExact(at), written, 0, written.length);
                case Note.Cut(Path _, long size) -> resize(Math.toIntExact(size));
                default -> throw new IllegalStateException();
            }
        }

        void applyAll() {
            waiting.forEach(this::apply);
            waiting.clear();
        }

        void put(int at, byte[] from, int offset, int count) {
            if (at + count > length) {
                resize(at + count);
            }
            System.arraycopy(from, offset, bytes, at, count);
        }

        private void resize(int size) {
            if (size > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
            }
            if (size < length) {
                Arrays.fill(bytes, size, length, (byte) 0);
            }
            length = size;
        }

        /// A copy after the loss.
        Content after(Random random, double luck) {
            var after = new Content();
            after.put(0, bytes, 0, length);
            for (Note note : waiting) {
                if (note instanceof Note.Written(Path _, long at, byte[] written)) {
                    for (int from = 0; from < written.length; from += SECTOR) {
                        if (random.nextDouble() < luck) {
                            int count = Math.min(SECTOR, written.length - from);
                            after.put(Math.toIntExact(at) + from, written, from, count);
                        }
                    }
                } else if (random.nextDouble() < luck) {
                    after.apply(note);
                }
            }
            return after;
        }
    }

    /// A disk with the files as they lie, all of them kept.
    public static LossyDisk of(VaultFolder folder) throws IOException {
        var disk = new LossyDisk();
        for (Path root : List.of(folder.data(), folder.keys())) {
            try (Stream<Path> files = Files.list(root)) {
                for (Path file : files.toList()) {
                    var content = new Content();
                    byte[] bytes = Files.readAllBytes(file);
                    content.put(0, bytes, 0, bytes.length);
                    disk.names.put(file, content);
                }
            }
        }
        disk.kept.putAll(disk.names);
        return disk;
    }

    public void take(Note note) {
        switch (note) {
            case Note.Written(Path file, long _, byte[] _) -> content(file).waiting.add(note);
            case Note.Cut(Path file, long _) -> content(file).waiting.add(note);
            case Note.Synced(Path path) -> sync(path);
            case Note.Renamed(Path from, Path to) -> names.put(to, names.remove(from));
            case Note.Removed(Path file) -> names.remove(file);
            case Note.Said _ -> {}
        }
    }

    private Content content(Path file) {
        return names.computeIfAbsent(file, _ -> new Content());
    }

    /// To sync a file keeps its bytes, to sync a folder its names.
    private void sync(Path path) {
        if (names.containsKey(path)) {
            names.get(path).applyAll();
        } else {
            kept.keySet().removeIf(file -> path.equals(file.getParent()));
            names.forEach((file, content) -> {
                if (path.equals(file.getParent())) {
                    kept.put(file, content);
                }
            });
        }
    }

    /// Writes out what a loss of power leaves now.
    ///
    /// @param luck how much of what was not kept is there all the same, 0 to 1
    public void afterLoss(Path from, Path to, Random random, double luck) {
        Map<Path, Content> found = random.nextDouble() < luck ? names : kept;
        found.forEach((file, content) -> {
            // The index of SQLite's log is shared memory, and made anew.
            if (!file.toString().endsWith("-shm")) {
                write(to.resolve(from.relativize(file)), content.after(random, luck));
            }
        });
    }

    private static void write(Path file, Content content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Arrays.copyOf(content.bytes, content.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
