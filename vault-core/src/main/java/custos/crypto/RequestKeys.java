package custos.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Hashes the keys under which clients repeat a request: 32 bytes under the first LOG secret, so
/// that a stolen database does not tell which keys were used.
public final class RequestKeys {
    private static final KeyPurpose PURPOSE = KeyPurpose.framed("request");

    private final Secrets secrets;

    public RequestKeys(Secrets secrets) {
        this.secrets = secrets;
    }

    /// The hash of a client's key.
    public byte[] of(String clientKey) {
        return Hmac.of(secrets.derived(SecretName.LOG, 1, PURPOSE), clientKey.getBytes(UTF_8));
    }
}
