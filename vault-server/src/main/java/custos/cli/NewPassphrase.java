package custos.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A passphrase that shall open a vault from now on: the first line of a file, or typed twice.
final class NewPassphrase {
    private static final int MIN_LENGTH = 12;

    private NewPassphrase() {}

    /// The caller wipes it.
    ///
    /// @param question asked when there is no file
    /// @param lacking said when there is neither a file nor anybody to ask
    static char[] read(World world, Optional<Path> file, String question, String lacking) {
        char[] words = file.map(SecretFile::line).orElseGet(() -> ask(world, question, lacking));
        if (words.length < MIN_LENGTH) {
            Arrays.fill(words, '\0');
            throw new UsageFault("a new passphrase has at least 12 characters");
        }
        return words;
    }

    private static char[] ask(World world, String question, String lacking) {
        World.Terminal terminal = world.terminal().orElseThrow(() -> new UsageFault(lacking));
        char[] words = terminal.secret(question);
        char[] again = terminal.secret("The same again: ");
        boolean same = Arrays.equals(words, again);
        Arrays.fill(again, '\0');
        if (!same) {
            Arrays.fill(words, '\0');
            throw new UsageFault("the two passphrases differ");
        }
        return words;
    }
}
