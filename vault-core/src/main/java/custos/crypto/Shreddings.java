package custos.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// The MAC on the note that a customer's keys were destroyed: a missing key without such a note is
/// damage, and nobody without the keyring can forge one.
public final class Shreddings {
    /// The length of the MAC in bytes.
    public static final int LENGTH = 16;

    private static final KeyPurpose PURPOSE = KeyPurpose.framed("shredded");

    private final Secrets secrets;

    /// What was destroyed: all generations of a class up to one, on a day since 1970-01-01 UTC.
    public record Note(long customer, int dataClass, int uptoGeneration, int day) {
        public Note {
            Check.u64(customer, "a customer number");
            Check.u16(dataClass, "a class number");
            Check.u32(uptoGeneration, "a generation");
            Check.u32(day, "a day");
        }
    }

    public Shreddings(Secrets secrets) {
        this.secrets = secrets;
    }

    public byte[] mac(Note note) {
        var in = ByteBuffer.allocate(VaultId.LENGTH + 8 + 2 + 4 + 4);
        secrets.vault().writeTo(in);
        in.putLong(note.customer()).putShort((short) note.dataClass());
        in.putInt(note.uptoGeneration()).putInt(note.day());
        byte[] mac = Hmac.of(secrets.derived(SecretName.LOG, 1, PURPOSE), in.array());
        return Arrays.copyOf(mac, LENGTH);
    }

    public void verify(Note note, byte[] mac) {
        if (!MessageDigest.isEqual(mac(note), mac)) {
            throw new CryptoFault.Damaged("the note of destroyed keys");
        }
    }
}
