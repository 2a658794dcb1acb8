package custos.cli;

import custos.access.RandomPassword;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// Where a member of staff's new password comes from: a file, chance, or somebody who types it.
final class NewPassword {
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
            return RandomPassword.of(world.random());
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
}
