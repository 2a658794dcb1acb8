package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;

import custos.crypto.CryptoFault;
import custos.customer.CustomerId;
import custos.event.ActType;
import custos.store.StoreFault;
import custos.vault.rows.VaultFault;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages of the database come back from the disk as something else. The vault says so, by a refusal
/// to open or by findings: it never serves them as if nothing were.
class DamagedPagesTest {
    private static final int PAGE = 4096;

    /// What is kept as evidence or as data. Indexes are made of it, and the rest is gone in a day.
    private static final String TABLES =
            "'commit_state', 'customer', 'customer_key', 'record', 'opening', 'leaf', 'tile',"
                    + " 'internal', 'document', 'shredded', 'checkpoint'";

    @TempDir Path dir;
    private TestVault test;

    @BeforeEach
    void fill() {
        test = TestVault.in(dir);
        for (int i = 0; i < 40; i++) {
            CustomerId id = test.customer(Map.of("full_name", "Kvido " + i));
            test.says(id, "newsletter", "email", i % 2 == 0);
            if (i % 8 == 0) {
                test.vault().erasure().erase(id, "no-longer-needed", false, TestVault.STAFF);
            }
        }
        while (test.vault().ledger().newestSize() < 300) {
            test.vault().documents().note(ActType.LOGIN_REFUSED, TestVault.STAFF);
        }
        test.inspected();
        test.close();
    }

    @Test
    void a_page_of_any_table_that_is_not_what_was_written_is_noticed() throws Exception {
        var random = new Random(5);
        int copy = 0;
        for (Map.Entry<String, Long> page : lastPages().entrySet()) {
            for (boolean zeros : new boolean[] {true, false}) {
                byte[] other = new byte[PAGE];
                if (!zeros) {
                    random.nextBytes(other);
                }
                String what = page.getKey() + " with " + (zeros ? "zeros" : "noise");
                assertThat(isNoticed(dir.resolve("copy-" + copy++), page.getValue(), other))
                        .as(what)
                        .isTrue();
            }
        }
    }

    /// A page with rows of each table.
    private Map<String, Long> lastPages() throws SQLException {
        var pages = new TreeMap<String, Long>();
        String url = "jdbc:sqlite:" + test.folder().database();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT name, max(pageno) FROM dbstat WHERE pagetype = 'leaf'"
                                        + " AND ncell > 0 AND name IN ("
                                        + TABLES
                                        + ") GROUP BY name")) {
            while (rows.next()) {
                pages.put(rows.getString(1), rows.getLong(2));
            }
        }
        assertThat(pages).hasSize(11);
        return pages;
    }

    private boolean isNoticed(Path to, long page, byte[] bytes) {
        try (var copy = test.changed(to, folder -> overwrite(folder.database(), page, bytes))) {
            return !copy.vault().inspection().verify(_ -> {}).findings().isEmpty();
        } catch (VaultFault.Damaged | StoreFault | CryptoFault e) {
            assertThat(e).hasMessageNotContaining("Kvido");
            return true;
        }
    }

    private static void overwrite(Path database, long page, byte[] bytes) {
        try (var file = new RandomAccessFile(database.toFile(), "rw")) {
            file.seek((page - 1) * PAGE);
            file.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
