package custos.vault.backups;

import static org.assertj.core.api.Assertions.assertThat;

import custos.backup.BundleRow;
import custos.backup.BundleRows;
import custos.crypto.Keyring;
import custos.customer.CustomerId;
import custos.vault.TestVault;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that hangs while a bundle is written hangs nothing else: each row is given to it with
/// no view open, so that the log can be emptied, and what was erased leaves it.
class BundleViewsTest {
    @TempDir Path dir;
    private TestVault test;
    private CustomerId eva;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        eva = test.customer(Map.of("full_name", "Eva Malá", "email", "eva@example.org"));
        for (int i = 0; i < 5; i++) {
            test.says(eva, "newsletter", "email", i % 2 == 0);
            test.customer(Map.of("full_name", "Petr " + i, "email", "petr@example.org"));
        }
    }

    @AfterEach
    void close() {
        test.inspected();
        test.close();
    }

    /// A folder that takes so long for each row that somebody changes her mind meanwhile.
    private final class SlowFolder implements BundleRows {
        private long rows;

        @Override
        public void write(BundleRow row) {
            if (rows++ % 10 == 0) {
                test.says(eva, "newsletter", "email", rows % 20 == 1);
                assertThat(test.core().store().truncateLog())
                        .as("the log is emptied while row %d, %s, waits", rows, row.getClass())
                        .isTrue();
            }
        }

        @Override
        public long rows() {
            return rows;
        }
    }

    @Test
    void no_view_is_open_while_a_data_bundle_is_written() {
        var folder = new SlowFolder();
        DataBundle.write(test.core().store(), folder, test.core().now());
        assertThat(folder.rows()).isGreaterThan(20);
    }

    @Test
    void no_view_is_open_while_a_key_bundle_is_written() {
        var folder = new SlowFolder();
        try (Keyring keyring = test.unlock().open(Keyring.load(test.folder().keyring()))) {
            new KeyBundle(test.core(), keyring, folder).write(0, test.core().now());
        }
        assertThat(folder.rows()).isGreaterThan(20);
    }
}
