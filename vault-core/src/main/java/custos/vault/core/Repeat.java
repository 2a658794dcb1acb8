package custos.vault.core;

/// The key by which a client may send the same request again without doing it twice.
///
/// @param key the client's Idempotency-Key with who and what it is for: 1 to 400 characters
/// @param request a digest of the request, so that another request under the key is refused
public record Repeat(String key, byte[] request) {
    public Repeat {
        if (key.isEmpty() || key.length() > 400) {
            throw new IllegalArgumentException("an Idempotency-Key is 1 to 255 characters");
        }
    }
}
