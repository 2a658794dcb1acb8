package custos.argon2;

import custos.crypto.PassphraseHash;
import custos.crypto.SecretBytes;
import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Argon2id, version 1.3 (RFC 9106), by the reference implementation in C.
///
/// A call pins its carrier thread for about 0.2 s at the standard cost: call it from a small pool
/// of platform threads.
public final class Argon2id implements PassphraseHash {
    static final int HASH_LENGTH = 32;

    private final Argon2Advanced library = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);

    @Override
    public SecretBytes hash(byte[] passphrase, byte[] salt, Cost cost) {
        byte[] raw = raw(passphrase, salt, null, null, cost);
        try {
            return SecretBytes.copyOf(raw);
        } finally {
            Arrays.fill(raw, (byte) 0);
        }
    }

    byte[] raw(
            byte[] password,
            byte[] salt,
            byte @Nullable [] secret,
            byte @Nullable [] associated,
            Cost cost) {
        return library.rawHashAdvanced(
                cost.passes(),
                cost.memoryKib(),
                cost.lanes(),
                password,
                salt,
                secret,
                associated,
                HASH_LENGTH,
                Argon2Version.V13);
    }
}
