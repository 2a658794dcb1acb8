package custos.crypto;

/// A customer's clear columns, all of which the head covers.
///
/// @param version counts up with every change of the customer
/// @param lastOpening the last opening's number n, u32
/// @param count how many records the customer has
public record Head(long customer, int version, int lastOpening, int count) {
    /// The length of a sealed head in bytes: `LOG version u16 | sum 32 | mac 32`.
    public static final int LENGTH = 2 + Hmac.LENGTH + Hmac.LENGTH;

    public Head {
        Check.u64(customer, "a customer number");
        Check.u32(version, "a version");
        Check.u32(lastOpening, "an opening number");
        Check.u32(count, "a number of records");
    }

    /// What the head says of one record: its number, version and seal.
    public static final class Row {
        private final long record;
        private final int version;
        private final byte[] seal;

        public Row(long record, int version, byte[] seal) {
            this.record = Check.u64(record, "a record number");
            this.version = Check.u32(version, "a version");
            this.seal = Check.length(seal, Hmac.LENGTH, "a seal").clone();
        }

        long record() {
            return record;
        }

        int version() {
            return version;
        }

        byte[] seal() {
            return seal;
        }

        @Override
        public String toString() {
            return "Row[" + record + " version " + version + "]";
        }
    }
}
