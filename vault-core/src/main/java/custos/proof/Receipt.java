package custos.proof;

import custos.event.Leaf;
import custos.event.Subject;
import java.util.Optional;

/// What a receipt shows, once its entry was found to commit to it.
///
/// @param index the entry's place in the ledger
/// @param leaf the entry
/// @param subject the customer's half
/// @param subjectText the same, as the exact text that is hashed
public record Receipt(Kind kind, long index, Leaf leaf, Subject subject, String subjectText) {

    /// What a receipt is about.
    public enum Kind {
        /// Version 1 had no record.
        CONSENT("custos-consent-receipt", 1, 2),
        /// Version 1 had no entry, so nothing could be proven by it.
        ERASURE("custos-erasure-certificate", 2, 2);

        private final String format;
        private final int oldest;
        private final int version;

        Kind(String format, int oldest, int version) {
            this.format = format;
            this.oldest = oldest;
            this.version = version;
        }

        /// The number in the member `v` of those written now.
        public int version() {
            return version;
        }

        boolean isKnown(long version) {
            return version >= oldest && version <= this.version;
        }

        /// The text of the member `format`.
        public String format() {
            return format;
        }

        static Optional<Kind> of(String format) {
            for (Kind kind : values()) {
                if (kind.format.equals(format)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /// Redacted: the customer's half may hold an address.
    @Override
    public String toString() {
        return "Receipt[" + kind + " of entry " + index + "]";
    }
}
