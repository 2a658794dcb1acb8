package custos.vault.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Draws entries by lot so that anybody can draw the same ones again (docs/audit.md).
///
/// Each entry's lot is SHA-256 of `"custos/v1/sample\0" | seed as UTF-8 | 0x00 | index u64`; the
/// entries with the lowest lots, read as unsigned numbers, are the sample. Neither the order in
/// which entries are looked at nor any library's random numbers have a part in it.
final class SampleDraw {
    private static final byte[] LABEL = "custos/v1/sample\0".getBytes(UTF_8);

    private SampleDraw() {}

    private record Lot(long index, byte[] digest) {}

    /// @return the drawn indexes, ascending
    static List<Long> draw(String seed, List<Long> indexes, int wanted) {
        return indexes.stream()
                .map(index -> new Lot(index, lot(seed, index)))
                .sorted(Comparator.comparing(Lot::digest, Arrays::compareUnsigned))
                .limit(wanted)
                .map(Lot::index)
                .sorted()
                .toList();
    }

    static byte[] lot(String seed, long index) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(LABEL);
            digest.update(seed.getBytes(UTF_8));
            digest.update((byte) 0);
            return digest.digest(ByteBuffer.allocate(8).putLong(index).array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
