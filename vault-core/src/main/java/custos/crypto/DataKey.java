package custos.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The random key of one generation of one data class of one customer. Destroying it destroys all
/// that it sealed, which is why it is never derived from anything.
///
/// Every ciphertext names its format, its generation and its place; moved anywhere else it does not
/// open. Safe for use by many threads until closed.
public final class DataKey implements AutoCloseable {
    private static final KeyPurpose FIELD = KeyPurpose.framed("field");
    private static final KeyPurpose SEAL = KeyPurpose.framed("seal");
    private static final KeyPurpose OPENING = KeyPurpose.framed("opening");
    private static final KeyPurpose ROW = KeyPurpose.framed("row");
    private static final KeyPurpose COMMIT = KeyPurpose.framed("commit");

    private static final Envelope OPENINGS = new Envelope(0x21, "CUSO", "an opening");
    private static final Envelope ROWS = new Envelope(0x24, "CUSA", "a customer's sealed row");

    private final KeyPlace place;
    private final SecretBytes key;
    private final SecureRandom random;
    private final Derived field = new Derived(FIELD);
    private final Derived seal = new Derived(SEAL);
    private final Derived opening = new Derived(OPENING);
    private final Derived row = new Derived(ROW);

    DataKey(KeyPlace place, SecretBytes key, SecureRandom random) {
        this.place = place;
        this.key = key;
        this.random = random;
    }

    /// A new key for this place.
    public static DataKey random(KeyPlace place, SecureRandom random) {
        return new DataKey(place, SecretBytes.random(random), random);
    }

    public KeyPlace place() {
        return place;
    }

    /// Seals a whole record.
    ///
    /// @param schema the version of the policy's schema, u16
    /// @param fields the values by field number
    public SealedBody sealBody(
            RecordPlace at, int schema, SortedMap<Integer, ? extends FieldPlain> fields) {
        Check.u16(schema, "a schema version");
        if (fields.size() > SealedBody.MAX_FIELDS) {
            throw new IllegalArgumentException("a record has at most 1024 fields");
        }
        byte[][] plains = new byte[fields.size()][];
        int length = SealedBody.FIRST_FIELD;
        int i = 0;
        for (FieldPlain value : fields.values()) {
            plains[i] = FieldCodec.encode(value);
            length += 6 + Envelope.OVERHEAD + plains[i++].length;
        }
        byte[] out = SealedBody.start(schema, length);
        sealFields(out, FieldCiphertext.place(place, at.record(), schema), fields, plains);
        var body = SealedBody.parse(out);
        body.putSeal(RecordSeal.of(seal.get(), place, at, body));
        return body;
    }

    /// Seals a record's fields as they are for other clear columns: a restored record gets a
    /// version that no other state of it ever had. The old seal is checked first.
    public SealedBody resealBody(SealedBody body, RecordPlace before, RecordPlace after) {
        verify(body, before);
        var moved = SealedBody.parse(body.bytes().clone());
        moved.putSeal(RecordSeal.of(seal.get(), place, after, moved));
        return moved;
    }

    private void sealFields(
            byte[] out, AssociatedData at, SortedMap<Integer, ?> fields, byte[][] plains) {
        byte[] nonces = new byte[fields.size() * Aead.NONCE];
        random.nextBytes(nonces);
        var body = ByteBuffer.wrap(out).position(SealedBody.FIRST_FIELD);
        int i = 0;
        for (int number : fields.keySet()) {
            int length = Envelope.OVERHEAD + plains[i].length;
            body.putShort((short) Check.u16(number, "a field number")).putInt(length);
            int start = body.position();
            body.put(start + Envelope.HEADER, nonces, i * Aead.NONCE, Aead.NONCE);
            FieldCiphertext.at(at, number);
            FieldCiphertext.ENVELOPE.sealInto(
                    field.get(), place.generation(), at, plains[i], out, start);
            body.position(start + length);
            Arrays.fill(plains[i++], (byte) 0);
        }
    }

    /// Opens every field of a record whose seal holds.
    public SortedMap<Integer, FieldPlain> openBody(SealedBody body, RecordPlace at) {
        return openBody(body, at, _ -> true);
    }

    /// Opens the wanted fields of a record; the seal is checked over all of them.
    public SortedMap<Integer, FieldPlain> openBody(
            SealedBody body, RecordPlace at, IntPredicate wanted) {
        verify(body, at);
        var opened = new TreeMap<Integer, FieldPlain>();
        var in = FieldCiphertext.place(place, at.record(), body.schema());
        byte[] plain = new byte[body.longest()];
        for (int i = 0; i < body.count(); i++) {
            if (wanted.test(body.field(i))) {
                opened.put(body.field(i), openField(body, i, in, plain));
            }
        }
        Arrays.fill(plain, (byte) 0);
        return opened;
    }

    private FieldPlain openField(SealedBody body, int i, AssociatedData at, byte[] plain) {
        FieldCiphertext.at(at, body.field(i));
        int length =
                FieldCiphertext.ENVELOPE.openInto(
                        field.get(),
                        place.generation(),
                        at,
                        body.bytes(),
                        body.start(i),
                        body.length(i),
                        plain);
        return FieldCodec.decode(plain, length);
    }

    /// Checks a record's seal without opening any of its fields.
    public void verify(SealedBody body, RecordPlace at) {
        if (!MessageDigest.isEqual(RecordSeal.of(seal.get(), place, at, body), body.seal())) {
            throw new CryptoFault.Damaged("a record");
        }
    }

    /// Seals one field alone, for a place that is not a record's body.
    public byte[] sealField(long record, int number, int schema, FieldPlain value) {
        byte[] plain = FieldCodec.encode(value);
        var at = fieldPlace(record, number, schema);
        return FieldCiphertext.ENVELOPE.seal(field.get(), place.generation(), at, plain, random);
    }

    /// Opens what [#sealField] sealed at the same place.
    public FieldPlain openField(long record, int number, int schema, byte[] sealed) {
        if (sealed.length > FieldCiphertext.MAX_LENGTH) {
            throw new CryptoFault.Damaged(FieldCiphertext.WHAT);
        }
        var at = fieldPlace(record, number, schema);
        byte[] plain = FieldCiphertext.ENVELOPE.open(field.get(), place.generation(), at, sealed);
        return FieldCodec.decode(plain, plain.length);
    }

    private AssociatedData fieldPlace(long record, int number, int schema) {
        Check.u64(record, "a record number");
        Check.u16(number, "a field number");
        Check.u16(schema, "a schema version");
        return FieldCiphertext.at(FieldCiphertext.place(place, record, schema), number);
    }

    /// Seals the customer's half of what a leaf commits to, under the key of the evidence class.
    ///
    /// @param number the opening's number, customer << 20 | n
    public byte[] sealOpening(long number, LedgerHalf subject) {
        return OPENINGS.seal(
                opening.get(), place.generation(), openingPlace(number), subject.encode(), random);
    }

    public LedgerHalf openOpening(long number, byte[] sealed) {
        byte[] plain =
                OPENINGS.open(opening.get(), place.generation(), openingPlace(number), sealed);
        return LedgerHalf.decode(plain, OPENINGS.what());
    }

    /// The generation that a sealed opening names, so that the right key can be found.
    public static int generationOfOpening(byte[] sealed) {
        return OPENINGS.number(sealed);
    }

    private AssociatedData openingPlace(long number) {
        var aad = OPENINGS.place(VaultId.LENGTH + 8 + 8);
        place.vault().writeTo(aad.place());
        aad.place().putLong(place.customer());
        aad.place().putLong(Check.u64(number, "an opening number"));
        return aad;
    }

    /// Seals a row of the vault's own tables that holds this customer's data (ADR 0002).
    public byte[] sealRow(RowPlace at, byte[] plain) {
        return ROWS.seal(row.get(), place.generation(), rowPlace(at), plain, random);
    }

    public byte[] openRow(RowPlace at, byte[] sealed) {
        return ROWS.open(row.get(), place.generation(), rowPlace(at), sealed);
    }

    /// The generation that a sealed row names.
    public static int generationOfRow(byte[] sealed) {
        return ROWS.number(sealed);
    }

    private AssociatedData rowPlace(RowPlace at) {
        var aad = ROWS.place(VaultId.LENGTH + 8 + at.length());
        place.vault().writeTo(aad.place());
        at.writeTo(aad.place().putLong(place.customer()));
        return aad;
    }

    /// What a wrap carries to be sure of the one key in it.
    byte[] commitment() {
        return Hmac.expand(key, COMMIT).open();
    }

    SecretBytes key() {
        return key;
    }

    /// Wipes the key and all that was derived from it.
    @Override
    public void close() {
        key.close();
        field.close();
        seal.close();
        opening.close();
        row.close();
    }

    @Override
    public String toString() {
        return "DataKey[class " + place.dataClass() + ", generation " + place.generation() + "]";
    }

    /// A key derived when it is first needed.
    private final class Derived {
        private final KeyPurpose purpose;
        private volatile @Nullable SecretBytes value;

        Derived(KeyPurpose purpose) {
            this.purpose = purpose;
        }

        SecretBytes get() {
            SecretBytes known = value;
            return known != null ? known : derive();
        }

        private synchronized SecretBytes derive() {
            SecretBytes known = value;
            if (known == null) {
                known = Hmac.expand(key, purpose);
                value = known;
            }
            return known;
        }

        synchronized void close() {
            SecretBytes known = value;
            if (known != null) {
                known.close();
            }
        }
    }
}
