package custos.crypto;

import java.nio.ByteBuffer;

/// Where a data key belongs: one generation of one class of one customer in one vault.
///
/// @param dataClass the number of the data class in the policy, u16
/// @param generation counts up from 1 when the class's key is replaced
public record KeyPlace(VaultId vault, long customer, int dataClass, int generation) {
    public KeyPlace {
        Check.u64(customer, "a customer number");
        Check.u16(dataClass, "a class number");
        Check.u32(generation, "a generation");
    }

    static final int LENGTH = VaultId.LENGTH + 8 + 2 + 4;

    /// `vault 16 | customer u64 | class u16 | generation u32`.
    void writeTo(ByteBuffer out) {
        vault.writeTo(out);
        out.putLong(customer).putShort((short) dataClass).putInt(generation);
    }
}
