package custos.ledger;

import java.util.Arrays;
import java.util.List;

/// The private Ed25519 key that signs a log's notes. Holds its seed until [#close], which wipes it.
/// Safe for several threads until then.
public final class NoteSigner implements AutoCloseable {
    private final byte[] seed;
    private final VerifierKey key;
    private volatile boolean closed;

    private NoteSigner(byte[] seed, VerifierKey key) {
        this.seed = seed;
        this.key = key;
    }

    /// The signer of this name from a copy of a 32-byte seed (RFC 8032, 5.1.5).
    public static NoteSigner of(String name, byte[] seed) {
        if (seed.length != Ed25519.SEED_BYTES) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        var publicKey = Ed25519.publicKey(seed);
        return new NoteSigner(seed.clone(), VerifierKey.of(name, KeyType.ED25519, publicKey));
    }

    /// The public half.
    public VerifierKey key() {
        return key;
    }

    /// The text as a note with this one signature.
    public SignedNote sign(String text) {
        return new SignedNote(text, List.of(signature(text)));
    }

    /// This key's signature over a note's text.
    public NoteSignature signature(String text) {
        if (closed) {
            throw new IllegalStateException("the signer is closed");
        }
        var message = StrictText.utf8(text, "a note");
        var signature = Ed25519.sign(seed, key.publicKey(), message);
        return NoteSignature.of(key.keyName(), signature);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(seed, (byte) 0);
    }

    /// The public name only.
    @Override
    public String toString() {
        return "signer " + key.keyName();
    }
}
