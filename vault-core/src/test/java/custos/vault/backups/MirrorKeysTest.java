package custos.vault.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.vault.MirroredShop;
import custos.vault.TestVault;
import custos.vault.Unlock;
import custos.vault.Vault;
import custos.vault.keys.KekRoll;
import custos.vault.restore.Restore;
import custos.vault.rows.VaultFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The mirror while keys change: it holds what opens its rows at any moment, and of what was
/// destroyed nothing longer than until it begins anew.
class MirrorKeysTest extends MirroredShop {
    @Test
    void a_roll_of_the_keys_leaves_the_old_key_in_no_mirror() {
        Path first = only(".bundle");
        int old = test.vault().keys().currentKek();

        test.vault().keys().roll(ANNA, Duration.ofSeconds(30), _ -> {});

        await(() -> !Files.exists(first));
        awaitMirrored();
        try (var keyring = test.unlock().open(custos.crypto.Keyring.load(test.folder().keyring()));
                var keks =
                        custos.crypto.KekFile.parse(
                                trail(mirror, KeyRows::read).kek(),
                                keyring,
                                new java.security.SecureRandom())) {
            assertThat(keks.ids()).isEqualTo(Set.of(old + 1));
        }
        Path copy = copied("lost");
        test.close();
        restoreFrom(copy);
        try (Vault vault = open()) {
            assertThat(name(vault, jan)).isEqualTo("Jan Novák");
            assertSound(vault);
        }
    }

    @Test
    void a_mirror_of_the_middle_of_a_roll_restores_and_the_roll_goes_on() {
        Path[] copy = new Path[1];
        test.vault()
                .keys()
                .roll(
                        ANNA,
                        Duration.ofSeconds(30),
                        progress -> {
                            if (progress.step() == KekRoll.Step.AWAITING_READERS.number()) {
                                buys(jan, "2026-11-28", "7.00");
                                test.customer(Map.of("full_name", "Zoe"));
                                test.vault().mirror().settle();
                                copy[0] = copied("lost");
                            }
                        });
        test.close();

        restoreFrom(copy[0]);

        try (Vault vault = open()) {
            assertThat(name(vault, jan)).isEqualTo("Jan Novák");
            assertThat(vault.keys().isUnfinished()).isTrue();
            assertThatThrownBy(() -> vault.keys().roll(ANNA, Duration.ofSeconds(30), _ -> {}))
                    .as("the mirror that it remembers may hold the old key")
                    .isInstanceOf(VaultFault.Unmirrored.class);
            vault.mirror().forget();
            vault.keys().roll(ANNA, Duration.ofSeconds(30), _ -> {});
            assertThat(vault.keys().isUnfinished()).isFalse();
            assertThat(name(vault, petr)).isEqualTo("Petr Dub");
            assertSound(vault);
        }
    }

    @Test
    void a_roll_waits_for_a_mirror_that_cannot_be_written() throws IOException {
        Path away = Files.move(mirror, dir.resolve("away"));
        test.says(eva, "newsletter", "email", false);
        await(() -> test.vault().mirror().status() instanceof Mirror.Status.Behind);
        int old = test.vault().keys().currentKek();

        assertThatThrownBy(() -> test.vault().keys().roll(ANNA, Duration.ofSeconds(30), _ -> {}))
                .isInstanceOf(VaultFault.Unmirrored.class);
        assertThat(test.vault().keys().currentKek()).isEqualTo(old);

        Files.move(away, mirror);
        awaitMirrored();
        test.vault().keys().roll(ANNA, Duration.ofSeconds(30), _ -> {});
        assertThat(test.vault().keys().currentKek()).isEqualTo(old + 1);
        test.inspected();
    }

    @Test
    void a_changed_keyring_stands_in_it_before_anything_sealed_under_it() throws IOException {
        Path first = only(".bundle");
        String sheet = test.vault().unlocks().addRecoverySheet(ANNA);
        test.vault().erasure().erase(jan, "erasure-request", true, ANNA);
        await(() -> !Files.exists(first));
        awaitMirrored();
        Path copy = copied("lost");
        test.close();

        Restore.Report report =
                Restore.run(
                        new Restore.Wanted(
                                stick,
                                java.util.Optional.of(lastWeek),
                                none(),
                                target(),
                                java.util.Optional.of(copy),
                                none(),
                                false),
                        new Unlock.Sheet(sheet),
                        TestVault.SQLITE,
                        test.clock(),
                        new java.security.SecureRandom());

        assertThat(report.erased()).isEqualTo(1);
        try (Vault vault = open()) {
            assertSound(vault);
        }
    }

    @Test
    void a_second_roll_waits_until_the_mirror_has_dropped_the_wraps_of_the_first()
            throws IOException {
        Path first = only(".bundle");
        String prefix = first.getFileName().toString().substring(0, 16);
        Path full = mirror.resolve(prefix + "mirror.part");
        Files.createSymbolicLink(full, Path.of("/dev/full"));
        test.vault().keys().roll(ANNA, Duration.ofSeconds(30), _ -> {});
        await(() -> !Files.isSymbolicLink(full));
        assertThat(first).exists();

        assertThatThrownBy(() -> test.vault().keys().roll(ANNA, Duration.ofSeconds(30), _ -> {}))
                .isInstanceOf(VaultFault.Unmirrored.class);

        test.later(Duration.ofMinutes(11));
        test.vault().mirror().renew();
        await(() -> !Files.exists(first));
        awaitMirrored();
        test.vault().keys().roll(ANNA, Duration.ofSeconds(30), _ -> {});
        Path copy = copied("lost");
        test.close();
        restoreFrom(copy);
        try (Vault vault = open()) {
            assertThat(name(vault, jan)).isEqualTo("Jan Novák");
            assertSound(vault);
        }
    }
}
