package custos.crypto;

import java.util.Comparator;

/// A keyed token of 8 bytes by which a value is looked up without being stored in the clear.
///
/// @param epoch the version of the INDEX secret it is under
/// @param token the 8 bytes, big-endian
public record IndexToken(int field, int epoch, long token) implements Comparable<IndexToken> {
    private static final Comparator<IndexToken> ORDER =
            Comparator.comparingInt(IndexToken::field)
                    .thenComparingInt(IndexToken::epoch)
                    .thenComparing(IndexToken::token, Long::compareUnsigned);

    public IndexToken {
        Check.u16(field, "a field number");
        Check.u16(epoch, "an epoch");
    }

    @Override
    public int compareTo(IndexToken other) {
        return ORDER.compare(this, other);
    }
}
