package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A process of ours that is killed without warning, and what it had said until then.
///
/// @param dir where its output goes, and the native part of SQLite is unpacked
/// @param program with a `main`
/// @param environment what it finds in its environment besides ours
public record KilledProcess(Path dir, Class<?> program, Map<String, String> environment) {
    public KilledProcess(Path dir, Class<?> program) {
        this(dir, program, Map.of());
    }

    /// What a test does while a program runs.
    @FunctionalInterface
    public interface Meanwhile {
        void run() throws IOException;
    }

    /// Runs the program until it has said something, does what the test wants meanwhile, waits, and
    /// kills it.
    ///
    /// @return its whole lines: the last may have been cut
    public List<String> run(String name, Meanwhile meanwhile, Duration wait, List<String> args)
            throws Exception {
        Path out = dir.resolve("told-" + name);
        Path errors = dir.resolve("errors-" + name);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        // Where the native part of SQLite is unpacked, and left when killed.
                        "-Djava.io.tmpdir=" + dir,
                        // Its output is the program's alone.
                        "-Dlogback.statusListenerClass="
                                + "ch.qos.logback.core.status.NopStatusListener",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName()));
        command.addAll(args);
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            awaitFirst(process, out, errors);
            meanwhile.run();
            LockSupport.parkNanos(wait.toNanos());
            assertThat(process.isAlive()).as(() -> text(errors)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(out, StandardCharsets.US_ASCII);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /// Waits until a run has said a line that begins so.
    ///
    /// @param from how many characters of what it said are not looked at
    public void await(String name, long from, String beginning) throws IOException {
        Path out = dir.resolve("told-" + name);
        long until = System.nanoTime() + Duration.ofSeconds(50).toNanos();
        while (!Files.readString(out).substring(Math.toIntExact(from)).contains("\n" + beginning)) {
            assertThat(System.nanoTime()).as("waiting for " + beginning).isLessThan(until);
            LockSupport.parkNanos(5 * 1_000_000L);
        }
    }

    private static void awaitFirst(Process process, Path out, Path errors) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(50).toNanos();
        while (Files.size(out) == 0) {
            assertThat(process.isAlive()).as(() -> text(errors)).isTrue();
            assertThat(System.nanoTime()).as("the process is ready").isLessThan(until);
            LockSupport.parkNanos(10 * 1_000_000L);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "no errors were written";
        }
    }
}
