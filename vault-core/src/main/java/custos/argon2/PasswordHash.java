package custos.argon2;

import custos.crypto.Passphrase;
import custos.crypto.PassphraseHash.Cost;
import custos.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hashes the passwords of staff accounts, in the usual text form
/// `$argon2id$v=19$m=65536,t=3,p=1$salt$hash`.
///
/// As slow as [Argon2id]; call it from the same pool.
public final class PasswordHash {
    private static final Pattern ENCODED =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]?),p=([1-9][0-9]?)"
                            + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");
    private static final int SALT_LENGTH = 16;

    private final Argon2id argon2 = new Argon2id();
    private final Cost cost;
    private final SecureRandom random;

    /// @param cost what a new hash costs; older hashes keep theirs
    public PasswordHash(Cost cost, SecureRandom random) {
        this.cost = cost;
        this.random = random;
    }

    /// The text to store. The password is not wiped: that is up to who read it.
    public String hash(char[] password) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        try (SecretBytes hash = hash(password, salt, cost)) {
            var base64 = Base64.getEncoder().withoutPadding();
            return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                    .formatted(
                            cost.memoryKib(),
                            cost.passes(),
                            cost.lanes(),
                            base64.encodeToString(salt),
                            base64.encodeToString(hash.copy()));
        }
    }

    /// Whether this is the password that was hashed.
    ///
    /// @throws IllegalArgumentException when `encoded` is no such hash, or one of absurd cost
    public boolean verify(String encoded, char[] password) {
        Matcher parts = parts(encoded);
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        try (SecretBytes hash = hash(password, salt, cost(parts));
                SecretBytes wanted = SecretBytes.copyOf(expected)) {
            return hash.equals(wanted);
        }
    }

    /// Whether the hash was made at another cost than new ones are.
    public boolean isOutdated(String encoded) {
        return !cost(parts(encoded)).equals(cost);
    }

    private SecretBytes hash(char[] password, byte[] salt, Cost at) {
        byte[] bytes = Passphrase.normalised(password);
        try {
            return argon2.hash(bytes, salt, at);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Cost cost(Matcher parts) {
        return new Cost(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }

    private static Matcher parts(String encoded) {
        Matcher parts = ENCODED.matcher(encoded);
        if (!parts.matches()) {
            throw new IllegalArgumentException("this is no Argon2id hash of ours");
        }
        return parts;
    }
}
