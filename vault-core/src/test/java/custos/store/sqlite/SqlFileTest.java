package custos.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SqlFileTest {
    @Test
    void a_name_starts_a_statement_and_comments_are_for_people() {
        var file =
                "-- Why.\n-- name: one\nSELECT 1\n-- More.\n  WHERE 1\n\n-- name: two\nSELECT 2\n";
        assertThat(SqlFile.parse(file))
                .containsEntry("one", "SELECT 1 WHERE 1")
                .containsEntry("two", "SELECT 2")
                .hasSize(2);
    }

    @Test
    void a_repeated_name_and_a_statement_without_one_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SqlFile.parse("-- name: a\nSELECT 1\n-- name: a\nSELECT 2"));
        assertThatIllegalArgumentException().isThrownBy(() -> SqlFile.parse("SELECT 1"));
    }
}
