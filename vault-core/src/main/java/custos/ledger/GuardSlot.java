package custos.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// What the guard remembers: the last head that was signed and the counters of the key files, kept
/// apart from the database so that an older copy of it is noticed.
///
/// @param sequence rises by one a write, from 1
/// @param epoch of the ledger, 0 to 2^31-1
/// @param head the last committed tree
/// @param keyringCounter of keyring.json
/// @param kekId highest key-encryption key seen, 0 to 2^31-1
/// @param note the signed checkpoint's text, at most 3,990 bytes of UTF-8
public record GuardSlot(
        long sequence, int epoch, TreeHead head, long keyringCounter, int kekId, String note) {
    /// Bytes of one slot on disk.
    static final int BYTES = 4096;

    private static final byte[] MAGIC = StrictText.utf8("CUSGARD1", "magic");
    private static final int CHECKED_BYTES = BYTES - Hash.BYTES;
    private static final int FIXED_BYTES = 8 + 8 + 4 + 8 + 32 + 8 + 4 + 2;
    private static final int MAX_NOTE_BYTES = CHECKED_BYTES - FIXED_BYTES;

    public GuardSlot {
        if (sequence < 1 || epoch < 0 || keyringCounter < 0 || kekId < 0) {
            throw new IllegalArgumentException("a guard slot counts upwards from 0, itself from 1");
        }
        if (StrictText.utf8(note, "a guard's note").length > MAX_NOTE_BYTES) {
            throw new IllegalArgumentException("a guard's note has at most 3,990 bytes");
        }
    }

    /// The first slot of a new guard.
    public static GuardSlot first(
            int epoch, TreeHead head, long keyringCounter, int kekId, String note) {
        return new GuardSlot(1, epoch, head, keyringCounter, kekId, note);
    }

    /// The slot after this one.
    public GuardSlot next(int epoch, TreeHead head, long keyringCounter, int kekId, String note) {
        return new GuardSlot(sequence + 1, epoch, head, keyringCounter, kekId, note);
    }

    /// Whether this may be written after `earlier`: no counter falls, and one size of one epoch has
    /// one root.
    boolean follows(GuardSlot earlier) {
        boolean sameEpoch = epoch == earlier.epoch;
        boolean grows = head.size() > earlier.head.size() || head.equals(earlier.head);
        return sequence == earlier.sequence + 1
                && (epoch > earlier.epoch || (sameEpoch && grows))
                && keyringCounter >= earlier.keyringCounter
                && kekId >= earlier.kekId;
    }

    /// The 4 KiB on disk.
    byte[] encoded() {
        var noteBytes = StrictText.utf8(note, "a guard's note");
        var slot = ByteBuffer.allocate(BYTES);
        slot.put(MAGIC).putLong(sequence).putInt(epoch).putLong(head.size());
        slot.put(head.root().bytes()).putLong(keyringCounter).putInt(kekId);
        slot.putShort((short) noteBytes.length).put(noteBytes);
        slot.position(CHECKED_BYTES).put(sum(slot.array()));
        return slot.array();
    }

    /// The slot in these 4 KiB; empty when they are torn, damaged or never written.
    static Optional<GuardSlot> decode(byte[] bytes) {
        var sum = Arrays.copyOfRange(bytes, CHECKED_BYTES, BYTES);
        boolean whole =
                Arrays.equals(sum, sum(bytes)) && Arrays.mismatch(bytes, MAGIC) == MAGIC.length;
        if (!whole) {
            return Optional.empty();
        }
        try {
            var slot = read(ByteBuffer.wrap(bytes).position(MAGIC.length));
            return Arrays.equals(slot.encoded(), bytes) ? Optional.of(slot) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static GuardSlot read(ByteBuffer slot) {
        long sequence = slot.getLong();
        int epoch = slot.getInt();
        long size = slot.getLong();
        var root = new byte[Hash.BYTES];
        slot.get(root);
        long keyringCounter = slot.getLong();
        int kekId = slot.getInt();
        int noteLength = Short.toUnsignedInt(slot.getShort());
        if (noteLength > MAX_NOTE_BYTES) {
            throw new IllegalArgumentException("a guard's note has at most 3,990 bytes");
        }
        var note = new byte[noteLength];
        slot.get(note);
        var head = new TreeHead(size, Hash.of(root));
        var text = StrictText.utf8(note, "a guard's note");
        return new GuardSlot(sequence, epoch, head, keyringCounter, kekId, text);
    }

    private static byte[] sum(byte[] slot) {
        var sha256 = TreeHasher.sha256();
        sha256.update(slot, 0, CHECKED_BYTES);
        return sha256.digest();
    }
}
