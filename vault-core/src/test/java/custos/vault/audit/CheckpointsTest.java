package custos.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import custos.crypto.Keyring;
import custos.ledger.Hash;
import custos.ledger.TreeHead;
import custos.vault.Foundation;
import custos.vault.TestVault;
import custos.vault.audit.Checkpoints.Comparison;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A checkpoint that somebody kept, held against the ledger of now.
class CheckpointsTest {
    @TempDir private Path folder;
    private TestVault shop;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Checkpoints checkpoints() {
        return shop.vault().checkpoints();
    }

    private void grow() {
        shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));
    }

    /// What the vault's key would sign for another tree.
    private String signed(long size, Hash root) {
        String origin = shop.vault().ledger().key().keyName().name();
        var keyring = shop.unlock().open(Keyring.load(shop.folder().keyring()));
        return Foundation.signed(keyring, origin, new TreeHead(size, root));
    }

    @Test
    void the_newest_checkpoint_is_of_the_same_tree() {
        Checkpoints.Signed newest = checkpoints().newest();

        assertThat(checkpoints().compare(newest.text()))
                .isEqualTo(new Comparison.Same(newest.size()));
    }

    @Test
    void an_earlier_one_is_proven_to_be_the_beginning_of_the_tree_of_now() {
        Checkpoints.Signed kept = checkpoints().newest();
        grow();
        grow();

        assertThat(checkpoints().compare(kept.text()))
                .isInstanceOfSatisfying(
                        Comparison.Older.class,
                        older -> {
                            assertThat(older.size()).isEqualTo(kept.size());
                            assertThat(older.now()).isEqualTo(kept.size() + 2);
                            assertThat(older.proof()).isNotEmpty();
                        });
    }

    @Test
    void a_form_may_change_line_ends_and_lose_the_last_one() {
        Checkpoints.Signed newest = checkpoints().newest();
        String pasted = newest.text().replace("\n", "\r\n");

        assertThat(checkpoints().compare(pasted)).isInstanceOf(Comparison.Same.class);
        assertThat(checkpoints().compare(newest.text().strip()))
                .isInstanceOf(Comparison.Same.class);
    }

    @Test
    void what_the_vault_signed_and_its_ledger_does_not_begin_with_is_an_alarm() {
        grow();
        Hash other = Hash.ofLeaf(new byte[] {1});
        long size = shop.vault().audit().size();

        assertThat(checkpoints().compare(signed(1, other)))
                .isEqualTo(new Comparison.Inconsistent(1, size));
        assertThat(checkpoints().compare(signed(size, other)))
                .isEqualTo(new Comparison.Inconsistent(size, size));
        assertThat(checkpoints().compare(signed(size + 5, other)))
                .isEqualTo(new Comparison.Newer(size + 5, size));
    }

    @Test
    void a_checkpoint_of_another_vault_is_not_signed_by_this_one() {
        try (var other = TestVault.in(folder.resolve("other"))) {
            assertThat(checkpoints().compare(other.vault().checkpoints().newest().text()))
                    .isInstanceOf(Comparison.NotSigned.class);
        }
    }

    @Test
    void a_changed_number_breaks_the_signature() {
        Checkpoints.Signed newest = checkpoints().newest();
        String changed =
                newest.text().replaceFirst("\n" + newest.size() + "\n", "\n" + 99999 + "\n");

        assertThat(checkpoints().compare(changed)).isEqualTo(new Comparison.NotSigned(99999));
    }

    @Test
    void rubbish_is_unreadable_however_long() {
        for (String rubbish :
                new String[] {
                    "", "\n\n", "hello", "<script>", "a\n-1\nb\n\n— x y\n", "x".repeat(1 << 20)
                }) {
            assertThat(checkpoints().compare(rubbish)).isEqualTo(new Comparison.Unreadable());
        }
    }

    @Test
    void one_an_hour_is_stored_with_the_hour_of_its_last_entry() {
        grow();
        shop.later(Duration.ofHours(2));
        grow();
        shop.later(Duration.ofHours(2));
        grow();
        grow();

        assertThat(checkpoints().stored()).hasSizeGreaterThan(1);
        assertThat(checkpoints().stored())
                .allSatisfy(stored -> {
                    assertThat(stored.lastHour()).isPresent();
                    assertThat(checkpoints().compare(stored.text()))
                            .isInstanceOfAny(Comparison.Older.class, Comparison.Same.class);
                });
    }
}
