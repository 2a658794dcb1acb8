package custos.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// Tokens in software, in a folder of their own (Debian's `softhsm2`).
public final class SoftHsm {
    private static final Path INSTALLED = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    private final Path dir;
    private final Path configuration;
    private int copies;

    private SoftHsm(Path dir, Path configuration) {
        this.dir = dir;
        this.configuration = configuration;
    }

    /// Skips the test where SoftHSM is not installed.
    public static SoftHsm in(Path dir) throws IOException {
        Assumptions.assumeTrue(
                Files.exists(INSTALLED), "softhsm2 is not installed: ./check installs it");
        Path tokens = Files.createDirectories(dir.resolve("tokens"));
        Path configuration = dir.resolve("softhsm2.conf");
        Files.writeString(
                configuration,
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        enter("SOFTHSM2_CONF", configuration.toString());
        return new SoftHsm(dir, configuration);
    }

    /// What a program is given as PKCS#11 module: a fresh copy, since one that is loaded keeps the
    /// folder and the tokens that it began with, as long as the process lives.
    public Path library() {
        copies++;
        try {
            return Files.copy(INSTALLED, dir.resolve("libsofthsm2-" + copies + ".so"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many keys lie on all tokens.
    long objects() throws IOException {
        try (var files = Files.walk(dir.resolve("tokens"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".object") && !name.equals("token.object"))
                    .count();
        }
    }

    /// The library reads its environment in this process, which Java cannot change by itself.
    private static void enter(String name, String value) {
        Linker linker = Linker.nativeLinker();
        var setenv =
                linker.downcallHandle(
                        linker.defaultLookup().find("setenv").orElseThrow(),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            int code =
                    (int)
                            setenv.invokeExact(
                                    arena.allocateFrom(name), arena.allocateFrom(value), 1);
            assertThat(code).isZero();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /// Sets a token up.
    public void token(String label, String pin) {
        run("--init-token", "--free", "--label", label, "--pin", pin, "--so-pin", "87654321");
    }

    /// Takes a token away with all its keys.
    public void destroy(String label) {
        run("--delete-token", "--token", label);
    }

    private void run(String... words) {
        var command = new ArrayList<>(List.of("softhsm2-util"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", configuration.toString());
        try {
            Process process = builder.start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
