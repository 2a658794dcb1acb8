package custos.access;

import java.time.Instant;
import java.util.Locale;
import org.apache.commons.codec.binary.Base32;

/// A telephone that has taken a secret in.
public final class Authenticator {
    private final TotpSecret secret;

    /// @param base32 as a page shows it, in groups
    public Authenticator(String base32) {
        String plain = base32.replace(" ", "").toUpperCase(Locale.ROOT);
        secret = new TotpSecret(new Base32().decode(plain));
    }

    public String code(Instant now) {
        return secret.code(TotpSecret.stepAt(now));
    }
}
