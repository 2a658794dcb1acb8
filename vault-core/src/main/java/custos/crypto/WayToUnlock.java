package custos.crypto;

import java.util.Optional;

/// What a keyring's file tells of a way to open it. No byte of any key.
///
/// @param number its place among the ways, from 1; those behind one that is removed move up
/// @param cost of a passphrase: what one hash costs
/// @param token of a key on a token: the token's label and the key's
public record WayToUnlock(
        int number, SlotKind kind, Optional<PassphraseHash.Cost> cost, Optional<Token> token) {

    /// Where to find a key on a token.
    public record Token(String label, String key) {}
}
