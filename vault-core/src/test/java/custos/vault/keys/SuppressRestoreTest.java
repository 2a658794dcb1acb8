package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.backup.BackupFolder;
import custos.backup.BundleRow;
import custos.crypto.SuppressionToken;
import custos.customer.EmailAddress;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.SuppressionRow;
import custos.vault.MirroredShop;
import custos.vault.Vault;
import custos.vault.core.RotatedKey;
import custos.vault.core.Suppressing;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Restores around a rotation of SUPPRESS: whatever is put together, the refused stay refused.
class SuppressRestoreTest extends MirroredShop {
    private static final String EVA = "eva@example.org";

    /// Thrown where a process would have died.
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void rotate() {
        test.vault().keys().rotate(RotatedKey.SUPPRESS, ANNA, _ -> {});
    }

    /// Ends it once the new version is there and some refusals stand under it.
    private void rotateHalf() {
        refuseMany();
        int[] asked = {0};
        assertThatExceptionOfType(Crash.class)
                .isThrownBy(() ->
                        test.vault()
                                .keys()
                                .rotate(
                                        RotatedKey.SUPPRESS,
                                        ANNA,
                                        _ -> {
                                            if (++asked[0] == 3) {
                                                throw new Crash();
                                            }
                                        }));
        assertThat(epochs(test.vault())).containsExactlyInAnyOrder(1, 2);
    }

    private static List<Integer> epochs(Vault vault) {
        try (ReadSession read = vault.store().read()) {
            return read.suppressionsAfter(new byte[0], 10_000).stream()
                    .map(SuppressionRow::epoch)
                    .distinct()
                    .toList();
        }
    }

    private void refuseMany() {
        var rows = new ArrayList<RowChange>();
        for (int i = 0; i < 600; i++) {
            rows.add(
                    new RowChange.PutSuppression(
                            new SuppressionRow(
                                    new SuppressionToken((i * 7_777_777L) << 40, i).bytes(),
                                    1,
                                    24_000)));
        }
        Landing.require(test.core().writer().land(Write.upkeep(rows)));
    }

    private void assertRefusesEva() {
        try (Vault restored = open()) {
            assertThat(SuppressRotationTest.Refused.of(restored.core(), EVA)).isTrue();
            assertThat(SuppressRotationTest.Refused.of(restored.core(), "petr@example.org"))
                    .isFalse();
            assertSound(restored);
            int before = newest(restored);
            int version = restored.keys().rotate(RotatedKey.SUPPRESS, ANNA, _ -> {}).version();
            assertThat(version).isGreaterThanOrEqualTo(before);
            assertThat(epochs(restored)).containsExactly(version);
            assertThat(SuppressRotationTest.Refused.of(restored.core(), EVA)).isTrue();
            assertSound(restored);
        }
    }

    private static int newest(Vault vault) {
        return vault.core().keys().suppressions().epoch();
    }

    @Test
    void an_old_data_bundle_with_the_keys_of_after_the_rotation_still_refuses() {
        stops(eva);
        rotate();
        backUp();
        test.vault().close();
        restore(wanted(none(), true));
        assertRefusesEva();
    }

    /// Whoever lost the newest bundles, but not the keyring.
    @Test
    void bundles_of_before_the_rotation_with_the_newest_keyring_still_refuse() {
        stops(eva);
        backUp();
        rotate();
        new BackupFolder(stick, test.core().keys().vault()).putKeyring(keyringOnDisk());
        test.vault().close();
        restore(wanted(none(), true));
        assertRefusesEva();
    }

    private byte[] keyringOnDisk() {
        try {
            return Files.readAllBytes(test.folder().keyring());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_backup_in_the_middle_of_a_rotation_refuses_and_the_rotation_goes_on() {
        stops(eva);
        rotateHalf();
        backUp();
        test.vault().close();
        restore(wanted(none(), true));
        try (Vault restored = open()) {
            assertThat(restored.keys().unfinishedRotations()).containsExactly(RotatedKey.SUPPRESS);
            assertThat(epochs(restored)).containsExactlyInAnyOrder(1, 2);
        }
        assertRefusesEva();
    }

    @Test
    void a_mirror_of_the_middle_of_a_rotation_holds_what_the_vault_holds() {
        stops(eva);
        stops(petr);
        awaitMirrored();
        rotateHalf();
        test.says(petr, "newsletter", "email", true);
        petrIsFree();
        awaitMirrored();
        Path copy = copied("copy");
        test.vault().close();
        restoreFrom(copy);
        try (Vault restored = open()) {
            assertThat(epochs(restored)).containsExactlyInAnyOrder(1, 2);
        }
        assertRefusesEva();
    }

    /// Her stop of everything is of another scope: it stays until it is taken away.
    private void petrIsFree() {
        try (ReadSession read = test.vault().store().read()) {
            var tokens = test.core().keys().suppressions();
            var policy = test.policy();
            var suppressing = new Suppressing(tokens, read, test.core().now());
            var refused =
                    suppressing.refused(
                            policy.channel(EMAIL).orElseThrow(),
                            new EmailAddress("petr@example.org").indexForm());
            Landing.require(
                    test.core()
                            .writer()
                            .land(
                                    Write.upkeep(
                                            List.of(
                                                    new RowChange.DeleteSuppression(
                                                            tokens.first(refused, 0).bytes())))));
        }
    }

    @Test
    void what_the_mirror_says_of_refusals_is_what_the_vault_has_after_a_rotation() {
        stops(eva);
        awaitMirrored();
        rotate();
        awaitMirrored();
        Path copy = copied("copy");
        assertThat(rows(copy)).anyMatch(row -> row instanceof BundleRow.Suppression);
        test.vault().close();
        restoreFrom(copy);
        try (Vault restored = open()) {
            assertThat(epochs(restored)).containsExactly(2);
            assertThat(newest(restored)).isEqualTo(2);
        }
        assertRefusesEva();
    }
}
