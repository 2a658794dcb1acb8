package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandsTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room);
    }

    @Test
    void the_shipped_policy_is_sound() {
        desk.shows(
                """
                $ custos policy check
                version 1: <many> fields, <many> purposes, 3 languages; no problem
                """);
    }

    @Test
    void a_problem_is_named_by_file_and_line() throws Exception {
        Files.createDirectory(room.resolve("policy"));
        desk.file("policy/policy.yaml", "version: 1\nlanguagse: [en]\n");

        var ended = desk.run("policy check ROOM/policy");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("policy.yaml:2: languagse: ");
        assertThat(ended.err()).matches("custos: the policy is refused for \\d+ problems\n");
    }

    @Test
    void the_policy_in_force_is_shown() {
        desk.withVault();

        var shown = desk.run("policy show");
        assertThat(shown.out())
                .startsWith("version\t1\tsince 2026-11-22T10:15:30Z\n")
                .contains("notice\ten\t", "notice\tms\t", "notice\tcs\t")
                .contains("purpose\tnewsletter\temail,sms,post\n");
        assertThat(desk.run("policy show --notice --language cs").out()).contains("Sample Shop");
        desk.shows(
                """
                $ custos policy show --notice --language de
                ! custos: the policy has no notice in this language
                = 2
                """);
    }
}
