package custos.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The file that outlives a swapped database: two slots of 4 KiB written in turn, each durable
/// before [#write] returns, so that a torn write costs at most the slot being written. It must lie
/// outside the data folder; its caller sees to that and to having one guard open. For one writing
/// thread.
public final class Guard implements AutoCloseable {
    private static final int SLOTS = 2;
    private static final String OWNER = "rw-------";
    private static final Set<StandardOpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final FileChannel channel;
    private Optional<GuardSlot> latest;
    private int latestPlace;
    private boolean failed;

    private Guard(FileChannel channel, List<Optional<GuardSlot>> slots) {
        this.channel = channel;
        this.latestPlace = newer(slots);
        this.latest = slots.get(latestPlace);
    }

    /// A new guard file of 8 KiB without a slot, readable by its owner alone; durable, with its
    /// folder's entry, when this returns.
    ///
    /// @throws LedgerFault.GuardFailed when it exists already or cannot be written
    public static Guard create(Path file) {
        try (var channel = FileChannel.open(file, CREATE, ownerOnly(file))) {
            writeFully(channel, new byte[SLOTS * GuardSlot.BYTES], 0);
            channel.force(true);
            forceFolder(file);
        } catch (IOException e) {
            throw new LedgerFault.GuardFailed("the guard file could not be created", e);
        }
        return open(file);
    }

    /// The guard in an existing file. Damage to one slot is survived; see [#latest] for both.
    ///
    /// @throws LedgerFault.GuardDamaged when the file has another length, or two different slots
    ///   claim one sequence
    /// @throws LedgerFault.GuardFailed when it is missing or cannot be read
    public static Guard open(Path file) {
        try {
            restrict(file);
            var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
            try {
                return new Guard(channel, slots(channel));
            } catch (IOException | LedgerFault e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LedgerFault.GuardFailed("the guard file could not be opened", e);
        }
    }

    /// The newest slot of a file, for a reader that must not write; empty when none is valid.
    public static Optional<GuardSlot> read(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var slots = slots(channel);
            return slots.get(newer(slots));
        } catch (IOException e) {
            throw new LedgerFault.GuardFailed("the guard file could not be read", e);
        }
    }

    /// The valid slot with the higher sequence; empty when the file is new or both are damaged.
    public Optional<GuardSlot> latest() {
        return latest;
    }

    /// Writes a slot in place of the older one; durable when this returns.
    ///
    /// @throws IllegalArgumentException when the slot does not follow [#latest]
    /// @throws LedgerFault.GuardFailed when it is not known what stands on disk; nothing more is
    ///   written until the file is opened again
    public void write(GuardSlot slot) {
        if (failed) {
            throw new IllegalStateException("the guard failed: open it again");
        }
        if (latest.isPresent() && !slot.follows(latest.get())) {
            throw new IllegalArgumentException("a guard slot follows the one before it");
        }
        int place = latest.isPresent() ? 1 - latestPlace : 0;
        try {
            writeFully(channel, slot.encoded(), (long) place * GuardSlot.BYTES);
            // The length never changes: the data is all that must reach the disk.
            channel.force(false);
        } catch (IOException e) {
            failed = true;
            throw new LedgerFault.GuardFailed("the guard could not be written", e);
        }
        latest = Optional.of(slot);
        latestPlace = place;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LedgerFault.GuardFailed("the guard file could not be closed", e);
        }
    }

    private static List<Optional<GuardSlot>> slots(FileChannel channel) throws IOException {
        if (channel.size() != SLOTS * GuardSlot.BYTES) {
            throw new LedgerFault.GuardDamaged("a guard file has exactly 8,192 bytes");
        }
        var slots = new ArrayList<Optional<GuardSlot>>();
        for (int place = 0; place < SLOTS; place++) {
            var bytes = ByteBuffer.allocate(GuardSlot.BYTES);
            long start = (long) place * GuardSlot.BYTES;
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, start + bytes.position()) < 0) {
                    throw new LedgerFault.GuardDamaged("a guard file has exactly 8,192 bytes");
                }
            }
            slots.add(GuardSlot.decode(bytes.array()));
        }
        return slots;
    }

    private static int newer(List<Optional<GuardSlot>> slots) {
        long first = slots.getFirst().map(GuardSlot::sequence).orElse(0L);
        long second = slots.getLast().map(GuardSlot::sequence).orElse(0L);
        if (first == second && first > 0) {
            throw new LedgerFault.GuardDamaged("two slots of the guard claim one sequence");
        }
        return first >= second ? 0 : 1;
    }

    private static void writeFully(FileChannel channel, byte[] bytes, long at) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, at + buffer.position());
        }
    }

    private static void forceFolder(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || !isPosix(folder)) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        return folder == null || !isPosix(folder)
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER))
                };
    }

    /// A copy put back by hand often arrives readable by all.
    private static void restrict(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER));
        }
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
