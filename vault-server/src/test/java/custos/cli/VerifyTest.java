package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room).withVault();
        desk.customer("Hana Dvořáková", "hana@example.org");
    }

    @Test
    void a_sound_vault_ends_with_0() {
        desk.shows(
                """
                $ custos verify
                1 customers, <n> records, <n> openings, <n> leaves, 0 findings
                $ custos verify --json
                {"customers":1,"findings":[],"leaves":<n>,"openings":<n>,"records":<n>}
                """);
    }

    @Test
    void a_damaged_vault_ends_with_1_and_names_what_helps() throws SQLException {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + room + "/shop/vault.db");
                var statement = database.createStatement()) {
            statement.executeUpdate("UPDATE record SET day = day + 1");
        }

        var ended = desk.run("verify");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("damage record-seal ").doesNotContain("Hana");
        assertThat(desk.run("verify --json").out()).contains("\"severity\":\"damage\"");
    }

    @Test
    void rows_are_counted() {
        assertThat(desk.run("inspect").out()).contains("customer").doesNotContain("Hana");
    }
}
