package custos.cli;

import custos.ledger.KeyType;
import custos.ledger.VerifierKey;

/// A verifier key as somebody types it.
final class KeyText {
    private KeyText() {}

    static VerifierKey parse(String typed) {
        try {
            VerifierKey key = VerifierKey.parse(typed.strip());
            if (key.type() == KeyType.ED25519) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--key: " + e.getMessage());
        }
        throw new UsageFault("--key: only Ed25519 keys (type 1) are checked with here");
    }
}
