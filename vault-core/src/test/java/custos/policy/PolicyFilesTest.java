package custos.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFilesTest {
    @Test
    void a_bundle_alone_gives_the_same_policy_and_notices() {
        PolicyFiles shipped = PolicyFiles.shipped();
        PolicyFiles back = PolicyFiles.ofBundle(shipped.bundle());
        LocalDate day = LocalDate.of(2026, 5, 1);

        assertThat(back.bundle()).isEqualTo(shipped.bundle());
        assertThat(back.digest()).isEqualTo(shipped.digest()).hasSize(32);
        Policy one = PolicyLoader.load(shipped);
        Policy other = PolicyLoader.load(back);
        for (Language language : one.languages()) {
            assertThat(Notice.of(other, language, day)).isEqualTo(Notice.of(one, language, day));
        }
    }

    @Test
    void a_bundle_is_canonical_json_of_its_files() {
        PolicyFiles files =
                PolicyFiles.of(Map.of("words-en.yaml", "a: \"b\"\n", "policy.yaml", "c"));

        assertThat(new String(files.bundle(), UTF_8))
                .isEqualTo(
                        "{\"files\":{\"policy.yaml\":\"c\",\"words-en.yaml\":\"a: \\\"b\\\"\\n\"},"
                                + "\"v\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"files\":{},\"v\":2}",
                "{\"files\":{},\"v\":1,\"w\":1}",
                "{ \"files\":{},\"v\":1}",
                "{\"files\":{\"policy.yaml\":1},\"v\":1}"
            })
    void other_bytes_are_no_bundle(String text) {
        assertThatThrownBy(() -> PolicyFiles.ofBundle(text.getBytes(UTF_8)))
                .isInstanceOf(PolicyFault.Damaged.class);
    }

    @Test
    void files_of_other_names_are_refused() {
        assertThatThrownBy(() -> PolicyFiles.of(Map.of("../policy.yaml", "")))
                .isInstanceOf(PolicyFault.Invalid.class)
                .hasMessageContaining("a policy has no file of this name");
    }

    @Test
    void a_folder_is_read_without_its_other_files(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), "version: 1\n");
        Files.writeString(folder.resolve("words-en.yaml"), "fields:\n");
        Files.writeString(folder.resolve("notes.txt"), "x");

        assertThat(PolicyFiles.folder(folder).names())
                .containsExactly("policy.yaml", "words-en.yaml");
    }

    @Test
    void a_folder_that_does_not_exist_cannot_be_read(@TempDir Path folder) {
        assertThatThrownBy(() -> PolicyFiles.folder(folder.resolve("none")))
                .isInstanceOf(PolicyFault.Unreadable.class);
    }

    @Test
    void a_file_that_is_not_utf_8_is_refused(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("policy.yaml"), new byte[] {(byte) 0xe9, '\n'});

        assertThatThrownBy(() -> PolicyFiles.folder(folder))
                .isInstanceOf(PolicyFault.Invalid.class)
                .hasMessageContaining("policy.yaml:1: the file is not UTF-8");
    }
}
