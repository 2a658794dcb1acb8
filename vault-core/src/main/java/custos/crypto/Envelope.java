package custos.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// The shape that our ciphertexts share: `format u8 | alg u8 | key number u32 | nonce 12 | ct | tag
/// 16`.
///
/// @param format the first byte, which names what this is
/// @param magic four letters, so that no two formats share associated data
/// @param what the thing in words, for messages
record Envelope(int format, String magic, String what) {
    static final int HEADER = 6;
    static final int OVERHEAD = HEADER + Aead.NONCE + Aead.TAG;

    /// The only algorithm so far.
    private static final int AES_256_GCM = 1;

    /// Associated data with room for `length` bytes of place.
    AssociatedData place(int length) {
        return new AssociatedData(magic, length);
    }

    byte[] seal(
            SecretBytes key, int number, AssociatedData aad, byte[] plain, SecureRandom random) {
        byte[] out = new byte[plain.length + OVERHEAD];
        byte[] nonce = new byte[Aead.NONCE];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, out, HEADER, nonce.length);
        sealInto(key, number, aad, plain, out, 0);
        return out;
    }

    /// Seals to `out` from `at`, where the nonce already stands in its place.
    void sealInto(
            SecretBytes key, int number, AssociatedData aad, byte[] plain, byte[] out, int at) {
        out[at] = (byte) format;
        out[at + 1] = AES_256_GCM;
        ByteBuffer.wrap(out).putInt(at + 2, number);
        Aead.seal(key, aad.under(out, at), plain, plain.length, out, at + HEADER);
    }

    int number(byte[] sealed) {
        return number(sealed, 0, sealed.length);
    }

    /// The key's number as the ciphertext names it, once its format is known to be ours.
    int number(byte[] sealed, int at, int length) {
        if (length < OVERHEAD) {
            throw new CryptoFault.Damaged(what);
        }
        if (sealed[at] != format) {
            throw new CryptoFault.UnknownFormat(what, sealed[at] & 0xFF);
        }
        if (sealed[at + 1] != AES_256_GCM) {
            throw new CryptoFault.UnknownFormat(what, sealed[at + 1] & 0xFF);
        }
        return ByteBuffer.wrap(sealed).getInt(at + 2);
    }

    /// Opens what was sealed under the key with this number at this place, and refuses all else.
    byte[] open(SecretBytes key, int number, AssociatedData aad, byte[] sealed) {
        byte[] plain = new byte[Math.max(0, sealed.length - OVERHEAD)];
        openInto(key, number, aad, sealed, 0, sealed.length, plain);
        return plain;
    }

    /// Opens `length` bytes of `sealed` from `at` to the start of `plain`; returns their number.
    int openInto(
            SecretBytes key,
            int number,
            AssociatedData aad,
            byte[] sealed,
            int at,
            int length,
            byte[] plain) {
        int named = number(sealed, at, length);
        if (named != number) {
            throw new CryptoFault.UnknownKey("of " + what, Integer.toUnsignedLong(named));
        }
        byte[] bound = aad.under(sealed, at);
        return Aead.open(key, bound, sealed, at + HEADER, length - HEADER, plain, what);
    }
}
