package custos.backup;

import custos.crypto.CryptoFault;
import custos.store.CommitState;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;

/// What a bundle says of itself, in its first row: `0x01 | at u64 | start u64 | leaves-from u64 |
/// epoch u32 | size u64 | root 32 | next customer u64 | keyring counter u64 | kek id u32 |
/// customers u64 | rows u64`; a leaf's number is epoch << 40 | index.
///
/// @param at when it was made, in milliseconds
/// @param start the next leaf's number when the first row was read
/// @param leavesFrom the first leaf that is in it
/// @param end the ledger that its leaves end with, and the next customer's number then
/// @param keyringCounter of the keyring in it, or 0
/// @param kekId the number of the key that wrapped then
/// @param customers how many are in it
/// @param rows how many rows follow
public record Manifest(
        Instant at,
        long start,
        long leavesFrom,
        CommitState end,
        long keyringCounter,
        int kekId,
        long customers,
        long rows) {
    private static final int FORMAT = 1;
    private static final int LENGTH = 1 + 8 + 8 + 8 + 4 + 8 + 32 + 8 + 8 + 4 + 8 + 8;

    /// The length of the row with its prefix, in bytes: always the same.
    static final int BYTES = BundleRowCodec.PREFIX + LENGTH;

    /// The number of the leaf after the last.
    public long endIdx() {
        return (long) end.epoch() << 40 | end.size();
    }

    /// This one's end, from the beginning of an earlier one that it follows.
    Manifest since(Manifest first) {
        return new Manifest(
                at,
                first.start,
                first.leavesFrom,
                end,
                keyringCounter,
                kekId,
                first.customers,
                rows);
    }

    byte[] encoded() {
        return ByteBuffer.allocate(BYTES)
                .put((byte) BundleRowCodec.MANIFEST)
                .putInt(LENGTH)
                .put((byte) FORMAT)
                .putLong(at.toEpochMilli())
                .putLong(start)
                .putLong(leavesFrom)
                .putInt(end.epoch())
                .putLong(end.size())
                .put(end.root())
                .putLong(end.nextCustomer())
                .putLong(keyringCounter)
                .putInt(kekId)
                .putLong(customers)
                .putLong(rows)
                .array();
    }

    static Manifest decode(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES || in.get() != BundleRowCodec.MANIFEST || in.getInt() != LENGTH) {
            throw new CryptoFault.Damaged("the bundle");
        }
        int format = in.get() & 0xFF;
        if (format != FORMAT) {
            throw new CryptoFault.UnknownFormat("the bundle's manifest", format);
        }
        try {
            var at = Instant.ofEpochMilli(in.getLong());
            long start = in.getLong();
            long leavesFrom = in.getLong();
            int epoch = in.getInt();
            long size = in.getLong();
            byte[] root = new byte[32];
            in.get(root);
            var end = new CommitState(epoch, size, root, in.getLong());
            return new Manifest(
                    at,
                    start,
                    leavesFrom,
                    end,
                    in.getLong(),
                    in.getInt(),
                    in.getLong(),
                    in.getLong());
        } catch (DateTimeException e) {
            throw new CryptoFault.Damaged("the bundle");
        }
    }
}
