package custos.cli;

import custos.argon2.PasswordHash;
import custos.crypto.KeyToken;
import custos.crypto.PassphraseHash;
import custos.vault.StoreOpener;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// What a command takes of the world outside: where rows are kept, slow hashes, tokens, time and
/// chance, the streams and the environment. `Main` makes the real one, tests make their own.
///
/// @param zone in which people are shown times unless told otherwise
/// @param out what was asked for, and nothing else, in UTF-8
/// @param err for people: one line a failure
/// @param terminal absent when nobody is there to be asked
/// @param listener puts a vault on the network
/// @param lifetime how long a server runs
public record World(
        StoreOpener store,
        PassphraseHash passphraseHash,
        KeyToken.Opener tokens,
        PasswordHash passwordHash,
        InstantSource clock,
        SecureRandom random,
        ZoneId zone,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Optional<Terminal> terminal,
        Listener listener,
        Lifetime lifetime) {

    /// Somebody at a keyboard.
    public interface Terminal {
        /// Asks for a secret without echoing it; empty when the answer was cut off. The caller
        /// wipes it.
        char[] secret(String question);
    }

    /// Keeps a server running until the program is told to end.
    public interface Lifetime {
        /// Returns only when the program is to end otherwise; what is running is closed before the
        /// program ends.
        void hold(Runnable close);
    }
}
