package custos.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Small libraries in C that stand between a process and the system's calls, so that a test can
/// note or fail them. They are compiled when they are needed.
public final class Preload {
    private static final Path COMPILER = Path.of("/usr/bin/cc");

    private Preload() {}

    /// Leaves the test out where there is no Linux or no compiler.
    public static void assumePossible() {
        assumeTrue(
                System.getProperty("os.name").equals("Linux") && Files.isExecutable(COMPILER),
                "needs Linux and a C compiler");
    }

    /// Compiles `NAME.c`.
    public static Path compiled(String name, Path dir) throws IOException, InterruptedException {
        Path source = dir.resolve(name + ".c");
        try (InputStream in = Preload.class.getResourceAsStream(name + ".c")) {
            Files.copy(Objects.requireNonNull(in), source);
        }
        Path library = dir.resolve(name + ".so");
        Process compiler =
                new ProcessBuilder(
                                COMPILER.toString(),
                                "-shared",
                                "-fPIC",
                                "-O1",
                                "-o",
                                library.toString(),
                                source.toString(),
                                "-ldl")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(compiler.getInputStream().readAllBytes(), US_ASCII);
        assertThat(compiler.waitFor()).as(said).isZero();
        return library;
    }
}
