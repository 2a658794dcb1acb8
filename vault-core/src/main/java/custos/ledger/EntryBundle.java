package custos.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bytes of up to 256 neighbouring entries, each behind its length as u16
/// (c2sp.org/tlog-tiles).
public final class EntryBundle {
    /// Bytes of the longest entry.
    public static final int MAX_ENTRY_BYTES = 0xffff;

    private EntryBundle() {}

    /// The bundle of 1 to 256 entries.
    public static byte[] encode(List<byte[]> entries) {
        checkWidth(entries.size());
        var bundle = new ByteArrayOutputStream();
        for (var entry : entries) {
            if (entry.length > MAX_ENTRY_BYTES) {
                throw new IllegalArgumentException("an entry has at most 65,535 bytes");
            }
            bundle.write(entry.length >>> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
        }
        return bundle.toByteArray();
    }

    /// The entries of a bundle, which must be exactly `width`.
    public static List<byte[]> parse(byte[] bundle, int width) {
        checkWidth(width);
        var entries = new ArrayList<byte[]>(width);
        int at = 0;
        while (at < bundle.length && entries.size() < width) {
            int start = at + 2;
            int length =
                    start > bundle.length ? 0 : (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
            if (start + length > bundle.length) {
                throw new IllegalArgumentException("an entry bundle ends inside an entry");
            }
            entries.add(Arrays.copyOfRange(bundle, start, start + length));
            at = start + length;
        }
        if (entries.size() != width || at != bundle.length) {
            throw new IllegalArgumentException("an entry bundle holds exactly its width");
        }
        return List.copyOf(entries);
    }

    private static void checkWidth(int width) {
        if (width < 1 || width > HashTile.FULL_WIDTH) {
            throw new IllegalArgumentException("an entry bundle has 1 to 256 entries");
        }
    }
}
