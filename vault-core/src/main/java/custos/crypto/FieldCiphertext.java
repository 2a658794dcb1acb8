package custos.crypto;

/// A field's ciphertext: `0x01 | alg | generation u32 | nonce 12 | ct(padded) | tag 16`, bound to
/// `vault 16 | customer u64 | record u64 | field u16 | schema u16`.
final class FieldCiphertext {
    static final String WHAT = "a field";
    static final Envelope ENVELOPE = new Envelope(0x01, "CUSF", WHAT);
    static final int MIN_LENGTH = Envelope.OVERHEAD + 16;
    static final int MAX_LENGTH = Envelope.OVERHEAD + ((5 + FieldPlain.MAX_BYTES + 15) & ~15);

    private static final int FIELD_AT = AssociatedData.PLACE_AT + VaultId.LENGTH + 8 + 8;

    private FieldCiphertext() {}

    /// The place of a record's fields: one for a whole body, since only the field changes in it.
    static AssociatedData place(KeyPlace key, long record, int schema) {
        AssociatedData aad = ENVELOPE.place(VaultId.LENGTH + 8 + 8 + 2 + 2);
        key.vault().writeTo(aad.place());
        aad.place().putLong(key.customer()).putLong(record);
        aad.place().putShort((short) 0).putShort((short) schema);
        return aad;
    }

    static AssociatedData at(AssociatedData aad, int field) {
        aad.place().putShort(FIELD_AT, (short) field);
        return aad;
    }
}
