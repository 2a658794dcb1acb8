package custos.vault.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.backup.BackupFault;
import custos.vault.MirroredShop;
import custos.vault.TestVault;
import custos.vault.core.Ledger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

/// What must not happen to a mirror: to be replaced by a vault that is not its own of now, to lose
/// its middle without a word, to get changes of another one.
class MirrorDangersTest extends MirroredShop {

    @Test
    void a_vault_that_was_rolled_back_does_not_replace_its_mirror() {
        TestVault old = copyOfBefore();

        assertDoesNotReplace(old, "restore from it");
    }

    @Test
    void a_vault_with_another_longer_history_does_not_replace_the_mirror() {
        TestVault old = copyOfBefore();
        for (int i = 0; i < 6; i++) {
            old.says(petr, "newsletter", "email", i % 2 == 0);
        }

        assertDoesNotReplace(old, "another history");
    }

    /// A copy of the vault, which itself goes on and is mirrored.
    private TestVault copyOfBefore() {
        test.close();
        TestVault old = test.changed(dir.resolve("old"), _ -> {});
        test.mirrorTo(mirror);
        test.says(eva, "newsletter", "email", false);
        awaitMirrored();
        test.close();
        return old;
    }

    private void assertDoesNotReplace(TestVault other, String words) {
        long size = lastIdx(mirror);
        other.mirrorTo(mirror);
        await(() -> other.vault().mirror().status() instanceof Mirror.Status.Behind);

        assertThat(other.vault().mirror().status())
                .isInstanceOfSatisfying(
                        Mirror.Status.Behind.class,
                        behind -> assertThat(behind.why()).contains(words));
        other.close();
        assertThat(lastIdx(mirror)).isEqualTo(size);
    }

    @Test
    void a_damaged_length_in_the_middle_is_no_torn_end() throws IOException {
        test.says(eva, "newsletter", "email", false);
        awaitMirrored();
        test.says(petr, "newsletter", "email", false);
        awaitMirrored();
        for (int length : new int[] {1 << 20, 40, 0, -1}) {
            Path damaged = copied("damaged " + length);
            Path changes = damaged.resolve(only(".changes").getFileName());
            try (var channel = FileChannel.open(changes, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(4).putInt(length).flip(), 0);
            }
            assertThatThrownBy(() -> rows(damaged))
                    .as("length " + length)
                    .isInstanceOf(BackupFault.Unfit.class);
        }
    }

    @Test
    void another_disk_in_the_place_of_the_mirrors_gets_no_changes_that_are_not_its_own()
            throws IOException {
        test.says(eva, "newsletter", "email", false);
        awaitMirrored();
        Path first = dir.resolve("first");
        Files.move(mirror, first);
        Files.createDirectory(mirror);
        test.says(eva, "newsletter", "email", true);
        awaitMirrored();
        Path second = dir.resolve("second");
        Files.move(mirror, second);
        Files.move(first, mirror);

        test.says(eva, "newsletter", "email", false);
        awaitMirrored();

        assertThat(rows(mirror)).isNotEmpty();
        assertThat(Ledger.index(lastIdx(mirror))).isEqualTo(test.vault().ledger().newestSize());
        assertThat(rows(second)).isNotEmpty();
    }
}
