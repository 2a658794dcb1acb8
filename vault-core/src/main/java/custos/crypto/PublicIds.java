package custos.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/// Turns numbers into the ids that leave the vault and back: one AES-256 block of `number u64 |
/// kind u64` under the ID secret, as 26 characters of lower-case base32. Ids tell neither order nor
/// time.
public final class PublicIds {
    /// The length of an id in characters.
    public static final int LENGTH = 26;

    private static final int BLOCK = 16;
    private static final ThreadLocal<Cipher> CIPHERS =
            ThreadLocal.withInitial(PublicIds::newCipher);

    private final SecretBytes key;

    /// What an id stands for; one kind's id is refused where another's is expected.
    public enum Kind {
        CUSTOMER(0),
        RECORD(1),
        REQUEST(2);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    public PublicIds(Secrets secrets) {
        key = secrets.secret(SecretName.ID, 1);
    }

    public String encode(long number, Kind kind) {
        var block = ByteBuffer.allocate(BLOCK);
        block.putLong(Check.u64(number, "a number")).putLong(kind.number);
        return Base32.encode(crypt(Cipher.ENCRYPT_MODE, block.array()));
    }

    /// The number of an id of this kind.
    ///
    /// @throws IllegalArgumentException when it is no such id of this vault
    public long decode(String id, Kind kind) {
        byte[] block = crypt(Cipher.DECRYPT_MODE, Base32.decode(id, BLOCK));
        var in = ByteBuffer.wrap(block);
        long number = in.getLong();
        if (number < 0 || in.getLong() != kind.number) {
            throw new IllegalArgumentException("this is no id of this vault and kind");
        }
        return number;
    }

    // One block of a random permutation is all that is wanted: no mode, and no nonce to store.
    private byte[] crypt(int mode, byte[] block) {
        try {
            Cipher cipher = CIPHERS.get();
            cipher.init(mode, key.key());
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refuses a block", e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no AES", e);
        }
    }
}
