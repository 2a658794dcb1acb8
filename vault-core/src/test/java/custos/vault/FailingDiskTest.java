package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.policy.FieldId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk has no more room, or cannot be written any more, while customers are taken in. Nobody
/// is told to be in who is not, and once there is room the same process goes on.
class FailingDiskTest {
    private static final FieldId NAME = new FieldId("full_name");

    @TempDir Path dir;
    private TestVault test;
    private Path library = Path.of("");

    @BeforeEach
    void create() throws Exception {
        Preload.assumePossible();
        library = Preload.compiled("failing-disk", dir);
        test = TestVault.in(dir);
        test.close();
    }

    @AfterEach
    void close() {
        if (test != null) {
            test.close();
        }
    }

    @Test
    void on_a_full_disk_nobody_is_let_in_and_once_there_is_room_everybody_is() throws Exception {
        List<String> lines = run("full", "no-space ", "in ");

        assertThat(lines.getLast()).startsWith("in ");
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("in "))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("the disk is full or cannot be written"));
        assertWhole(lines);
    }

    @Test
    void on_a_disk_that_cannot_be_written_nothing_is_lost() throws Exception {
        List<String> lines = run("read-only", "stopped ", "stopped ");

        assertThat(lines)
                .filteredOn(line -> !line.startsWith("in "))
                .last()
                .asString()
                .startsWith("stopped the vault takes no more writes");
        assertWhole(lines);
    }

    /// Takes customers in, makes the disk fail until something is said that begins so, makes it
    /// well, and waits for something else.
    private List<String> run(String failure, String awaited, String afterwards) throws Exception {
        Path disk = dir.resolve("disk");
        Path said = dir.resolve("told-" + failure);
        String folders = test.folder().data() + ":" + test.folder().keys();
        var environment =
                Map.of(
                        "LD_PRELOAD", library.toString(),
                        "CUSTOS_FOLDERS", folders,
                        "CUSTOS_DISK", disk.toString());
        var process = new KilledProcess(dir, FailingDiskTarget.class, environment);
        return process.run(
                failure,
                () -> {
                    process.await(failure, 0, "in ");
                    long before = Files.size(said);
                    Files.writeString(disk, failure);
                    process.await(failure, before, awaited);
                    Files.delete(disk);
                    process.await(failure, Files.size(said), afterwards);
                },
                Duration.ZERO,
                List.of(test.folder().data().toString(), HexFormat.of().formatHex(test.key())));
    }

    private void assertWhole(List<String> lines) {
        test.reopen();
        for (String line : lines) {
            if (line.startsWith("in ")) {
                String[] words = line.split(" ", 3);
                assertThat(
                                test.vault()
                                        .customers()
                                        .masked(new CustomerId(words[1]), "staff")
                                        .fields())
                        .containsEntry(NAME, words[2]);
            }
        }
        test.inspected();
    }
}
