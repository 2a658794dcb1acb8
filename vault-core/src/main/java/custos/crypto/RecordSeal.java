package custos.crypto;

import java.nio.ByteBuffer;

/// The MAC over a record's fields and clear columns, so that no field can be deleted or rolled
/// back: HMAC of `vault | customer u64 | record u64 | class u16 | kind u16 | version u32 | day u32
/// | schema u16 | count u16 | (field u16 | tag 16)...`.
final class RecordSeal {
    private static final int FIXED = VaultId.LENGTH + 8 + 8 + 2 + 2 + 4 + 4 + 2 + 2;

    private RecordSeal() {}

    static byte[] of(SecretBytes sealKey, KeyPlace key, RecordPlace place, SealedBody body) {
        var in = ByteBuffer.allocate(FIXED + body.count() * (2 + Aead.TAG));
        key.vault().writeTo(in);
        in.putLong(key.customer()).putLong(place.record());
        in.putShort((short) key.dataClass()).putShort((short) place.kind());
        in.putInt(place.version()).putInt(place.day());
        in.putShort((short) body.schema()).putShort((short) body.count());
        for (int i = 0; i < body.count(); i++) {
            in.putShort((short) body.field(i));
            in.put(body.bytes(), body.start(i) + body.length(i) - Aead.TAG, Aead.TAG);
        }
        return Hmac.of(sealKey, in.array());
    }
}
