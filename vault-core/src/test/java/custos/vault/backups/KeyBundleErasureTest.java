package custos.vault.backups;

import static org.assertj.core.api.Assertions.assertThat;

import custos.backup.BundleRow;
import custos.backup.BundleRows;
import custos.crypto.Keyring;
import custos.store.KeysRow;
import custos.vault.RestoredShop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is destroyed while a key bundle is being written: the bundle is as of an instant after
/// that, so it must not hold the keys of before.
class KeyBundleErasureTest extends RestoredShop {
    private static final class Noted implements BundleRows {
        private final List<BundleRow> rows = new ArrayList<>();

        @Override
        public void write(BundleRow row) {
            rows.add(row);
        }

        @Override
        public long rows() {
            return rows.size();
        }
    }

    private static List<KeysRow> keysOf(List<BundleRow> rows, long customer) {
        return rows.stream()
                .filter(BundleRow.Keys.class::isInstance)
                .map(row -> ((BundleRow.Keys) row).row())
                .filter(keys -> keys.customer() == customer)
                .toList();
    }

    @Test
    void an_erasure_while_it_is_written_is_told() {
        var rows = new Noted();
        long no = test.core().number(jan);
        try (Keyring keyring = test.unlock().open(Keyring.load(test.folder().keyring()))) {
            var bundle = new KeyBundle(test.core(), keyring, rows);
            bundle.write(
                    0,
                    test.core().now(),
                    () -> {
                        test.vault().erasure().erase(jan, "erasure-request", true, ANNA);
                        return test.core().store().read();
                    });

            List<KeysRow> before = keysOf(rows.rows, no);
            assertThat(before).isNotEmpty();
            assertThat(bundle.isOvertaken()).isTrue();
            var again = new Noted();
            var second = new KeyBundle(test.core(), keyring, again);
            second.write(0, test.core().now());
            assertThat(second.isOvertaken()).isFalse();
            // What a law keeps of her has new keys.
            assertThat(keysOf(again.rows, no))
                    .noneMatch(keys -> Arrays.equals(keys.wraps(), before.getFirst().wraps()));
        }
    }
}
