package custos.cli;

import custos.crypto.KeyToken;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A token as it was named on the command line, and where its PIN comes from.
///
/// @param pinFile asked for at the terminal when there is none
record TokenChoice(Path module, String label, Optional<Path> pinFile) {

    /// Logs in; the caller logs out.
    KeyToken open(World world) {
        char[] pin = pinFile.map(SecretFile::line).orElseGet(() -> ask(world));
        try {
            return world.tokens().open(module, label, pin);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private char[] ask(World world) {
        char[] pin =
                world.terminal()
                        .orElseThrow(() ->
                                new UsageFault("what is the token's PIN? Give a file with it"))
                        .secret("PIN of the token " + label + ": ");
        if (pin.length == 0) {
            throw new UsageFault("no PIN was typed");
        }
        return pin;
    }
}
