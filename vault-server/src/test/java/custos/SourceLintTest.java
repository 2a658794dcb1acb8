package custos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The house rules, held against every text file of the project, and each rule against a file that
/// breaks it.
class SourceLintTest {
    private static final Path ROOT = root();
    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", "run", ".idea", ".vscode", "node_modules");
    private static final Set<String> TEXT =
            Set.of(
                    "java", "xml", "md", "yaml", "yml", "json", "sql", "jte", "css", "js", "sh",
                    "go");

    @Test
    void every_file_follows_the_house_rules() {
        assertThat(
                        textFiles()
                                .flatMap(file ->
                                        SourceLint.findings(name(file), read(file)).stream()))
                .isEmpty();
    }

    @Test
    void every_package_refuses_null_and_says_what_it_is() {
        var bare =
                javaFolders()
                        .filter(folder -> {
                            var info = folder.resolve("package-info.java");
                            return !Files.exists(info)
                                    || !read(info).contains("@NullMarked")
                                    || !read(info).startsWith("///");
                        })
                        .map(SourceLintTest::name);

        assertThat(bare).isEmpty();
    }

    @Test
    void a_file_named_as_long_is_there_and_still_long() {
        assertThat(SourceLint.longFiles().keySet())
                .allSatisfy(name ->
                        assertThat(SourceLint.length(read(ROOT.resolve(name)).lines().toList()))
                                .isGreaterThan(SourceLint.MAX_LINES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// TO" + "DO later",
                "/// FIX" + "ME",
                "Thread.sle" + "ep(5);",
                "fault.printStack" + "Trace();",
                "@Dis" + "abled void x() {}",
                "assertTrue(tr" + "ue);",
                "final class Customer" + "Manager {}",
                "record Customer" + "Data(String name) {}",
                "interface Consent" + "Service {}",
                "var url = \"https://repo.maven.apa" + "che.org/maven2\";",
                "var path = \"/wo" + "rk/shared/vectors\";",
                "var path = \"../sha" + "red/vectors\";",
            })
    void a_line_that_breaks_a_rule_is_found(String line) {
        assertThat(SourceLint.findings("a/B.java", "class B {\n" + line + "\n}\n"))
                .singleElement()
                .asString()
                .startsWith("a/B.java:2: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "record Metadata(int size) {}",
                "record AssociatedData(byte[] bytes) {}",
                "record Place(String name) {}",
                "var path = \"/workshop/main\";",
                "wait(untilDurable);"
            })
    void a_line_that_breaks_none_is_left_alone(String line) {
        assertThat(SourceLint.findings("a/B.java", line)).isEmpty();
    }

    @Test
    void a_file_of_more_than_400_lines_is_found() {
        assertThat(SourceLint.findings("a/B.java", "\n".repeat(400))).isEmpty();
        assertThat(SourceLint.findings("a/B.java", "\n".repeat(401)))
                .containsExactly("a/B.java: 401 lines; split it by idea");
        assertThat(SourceLint.findings("a/B.java", "import a.C;\n".repeat(2) + "\n".repeat(400)))
                .isEmpty();
    }

    @Test
    void only_the_ci_knows_the_shared_folder() {
        var line = "cd ../sha" + "red/vectors";

        assertThat(SourceLint.findings(".ci/run", line)).isEmpty();
        assertThat(SourceLint.findings("check", line)).isNotEmpty();
    }

    private static Stream<Path> textFiles() {
        return files().stream().filter(SourceLintTest::isText);
    }

    /// The folders of `src/main/java` that hold a Java file.
    private static Stream<Path> javaFolders() {
        return textFiles()
                .filter(file -> name(file).contains("src/main/java/"))
                .map(file -> file.resolveSibling("."))
                .map(Path::normalize)
                .distinct();
    }

    private static boolean isText(Path file) {
        var name = name(file);
        if (name.startsWith(".ci/") || name.startsWith(".mvn/")) return true;
        // The launchers at the root have no ending.
        if (!name.contains(".") && !name.contains("/")) return true;
        return TEXT.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static List<Path> files() {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(
                    ROOT,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile()) files.add(file);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return files;
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            var parent = folder.getParent();
            if (parent == null) throw new IllegalStateException("no .mvn folder above the tests");
            folder = parent;
        }
        return folder;
    }
}
