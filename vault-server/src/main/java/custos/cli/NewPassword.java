package custos.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// Where a member of staff's new password comes from: a file, chance, or somebody who types it.
final class NewPassword {
    /// Without look-alikes; 32 of them, so that a random byte gives each equally often.
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The password is the first line of FILE.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--generate-password",
            description = "Make a password by chance and print it, this once.")
    private boolean generate;

    void requireFit() {
        if (generate && file.isPresent()) {
            throw new UsageFault("give --password-file or --generate-password, not both");
        }
    }

    /// Hands the password over, wipes it, and prints it when nobody knows it yet.
    void use(World world, Consumer<char[]> set) {
        char[] password = password(world);
        try {
            set.accept(password);
            if (generate) {
                world.out().println(password);
            }
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private char[] password(World world) {
        if (generate) {
            return random(world.random());
        }
        if (file.isPresent()) {
            return SecretFile.line(file.get());
        }
        return world.terminal()
                .orElseThrow(() ->
                        new UsageFault(
                                "which password? Give --password-file or --generate-password"))
                .secret("New password: ");
    }

    /// 100 bits, as four groups of five characters.
    static char[] random(SecureRandom random) {
        byte[] bytes = new byte[GROUPS * GROUP_LENGTH];
        random.nextBytes(bytes);
        var text = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(bytes[i] & 31));
        }
        return text.toString().toCharArray();
    }
}
