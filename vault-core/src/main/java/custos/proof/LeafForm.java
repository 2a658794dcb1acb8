package custos.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.event.Leaf;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tells whether entries have the one form in which a vault writes leaves. Safe for threads.
///
/// Members stand in the order of their names, so a leaf ends with its commitment and version, and
/// what stands before them is well formed or not whatever the commitment is. Leaves of one hour
/// share few such beginnings: each is read once and then known by its bytes.
final class LeafForm {
    private static final byte[] BEFORE = ",\"commitment\":\"".getBytes(US_ASCII);
    private static final byte[] AFTER = "\",\"v\":1}".getBytes(US_ASCII);
    private static final int COMMITMENT_BYTES = 32;

    /// Characters of 32 bytes in base64.
    private static final int COMMITMENT = 44;

    private static final int END = BEFORE.length + COMMITMENT + AFTER.length;

    /// With more beginnings than this all are forgotten.
    private static final int MAX_KNOWN = 4_096;

    private final Map<String, Instant> known = new ConcurrentHashMap<>();

    /// The hour of a leaf that is written as a vault writes it; empty for any other bytes.
    Optional<Instant> hour(byte[] entry) {
        int begin = entry.length - END;
        if (begin <= 0 || !endsAsLeavesDo(entry, begin)) {
            return read(entry);
        }
        String beginning = new String(entry, 0, begin, ISO_8859_1);
        Instant hour = known.get(beginning);
        if (hour != null) {
            return Optional.of(hour);
        }
        Optional<Instant> read = read(entry);
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        read.ifPresent(found -> known.put(beginning, found));
        return read;
    }

    private static boolean endsAsLeavesDo(byte[] entry, int begin) {
        int commitment = begin + BEFORE.length;
        int after = commitment + COMMITMENT;
        return Arrays.equals(entry, begin, commitment, BEFORE, 0, BEFORE.length)
                && Arrays.equals(entry, after, entry.length, AFTER, 0, AFTER.length)
                && isCommitment(Arrays.copyOfRange(entry, commitment, after));
    }

    private static boolean isCommitment(byte[] base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == COMMITMENT_BYTES
                    && Arrays.equals(Base64.getEncoder().encode(bytes), base64);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Instant> read(byte[] entry) {
        try {
            Leaf leaf = Leaf.parse(entry);
            return Arrays.equals(leaf.encode(), entry)
                    ? Optional.of(leaf.hour())
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
