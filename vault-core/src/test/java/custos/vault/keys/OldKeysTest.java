package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import custos.crypto.DataKey;
import custos.crypto.Wraps;
import custos.customer.CustomerId;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Internal;
import custos.store.ReadSession;
import custos.vault.RestoredShop;
import custos.vault.Vault;
import custos.vault.core.ConsentWords;
import custos.vault.core.KeyProgress;
import custos.vault.core.RotatedKey;
import custos.vault.restore.Restore;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.LookBatch;
import custos.vault.rows.Parts;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Restores around a rotation of customers' keys, and when the keys before go: not while any data
/// bundle is kept that needs them.
class OldKeysTest extends RestoredShop {
    private void rotate() {
        test.vault().keys().rotate(RotatedKey.CUSTOMERS, ANNA, _ -> {});
    }

    private static Set<Integer> generations(Vault vault, CustomerId who) {
        var found = new HashSet<Integer>();
        entries(vault, who).forEach(entry -> found.add(entry.generation()));
        return found;
    }

    private static List<Wraps.Entry> entries(Vault vault, CustomerId who) {
        try (ReadSession read = vault.store().read()) {
            long no = vault.core().number(who);
            return Wraps.parse(read.keys(no).orElseThrow()).entries();
        }
    }

    /// Until only backups of since now are kept.
    private void untilOnlyNewBackups() {
        test.later(Duration.ofHours(1));
        backUp();
        test.later(Duration.ofDays(32));
        backUp();
    }

    private boolean isDue(Vault vault) {
        return new OldKeys(vault.core(), vault.backups(), vault.mirror()).areDue();
    }

    private void assertOpens(Vault vault) {
        assertThat(name(vault, jan)).isEqualTo("Jan Novák");
        assertThat(name(vault, petr)).isEqualTo("Petr Dub");
        assertThat(ConsentWords.name(newsletterOf(vault, jan))).isEqualTo("given");
        assertSound(vault);
    }

    @Test
    void a_data_bundle_of_before_opens_with_the_keys_of_after() {
        rotate();
        amend(eva, "full_name", "Eva Nová");
        backUp();
        test.vault().close();
        restore(wanted(none(), true));
        try (Vault restored = open()) {
            assertOpens(restored);
            assertThat(generations(restored, jan)).containsExactlyInAnyOrder(1, 2);
            restored.keys().rotate(RotatedKey.CUSTOMERS, ANNA, _ -> {});
            assertOpens(restored);
        }
    }

    @Test
    void so_does_one_of_after() {
        rotate();
        backUp();
        test.vault().close();
        restore(new Restore.Wanted(stick, none(), none(), target(), none(), true));
        try (Vault restored = open()) {
            assertOpens(restored);
        }
    }

    @Test
    void the_keys_of_before_go_once_no_backup_needs_them() throws IOException {
        rotate();
        List<byte[]> old = new ArrayList<>();
        entries(test.vault(), jan).stream()
                .filter(entry -> entry.generation() == 1)
                .forEach(entry -> old.add(entry.wrap().bytes()));
        assertThat(isDue(test.vault())).as("no backup since").isFalse();
        test.later(Duration.ofHours(1));
        backUp();
        assertThat(isDue(test.vault())).as("an older backup is kept").isFalse();
        test.later(Duration.ofDays(32));
        assertThat(isDue(test.vault())).as("an older backup is kept").isFalse();
        assertThat(isKnown(old)).isTrue();
        backUp();
        assertThat(isDue(test.vault())).isTrue();
        assertThat(test.vault().keys().isRollDue()).isTrue();

        rotate();

        assertThat(generations(test.vault(), jan)).containsExactlyInAnyOrder(2, 3);
        assertThat(isDue(test.vault())).isFalse();
        assertOpens(test.vault());
        assertThat(isKnown(old)).isFalse();
        test.later(Duration.ofHours(1));
        backUp();
        test.vault().close();
        assertThat(isKnown(old)).isFalse();
        restore(new Restore.Wanted(stick, none(), none(), target(), none(), true));
        try (Vault restored = open()) {
            assertOpens(restored);
        }
    }

    private boolean isKnown(List<byte[]> wraps) throws IOException {
        for (Path file : List.of(test.folder().database(), log())) {
            if (Files.exists(file)) {
                byte[] bytes = Files.readAllBytes(file);
                if (wraps.stream().anyMatch(wrap -> contains(bytes, wrap))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean contains(byte[] bytes, byte[] sought) {
        for (int at = 0; at + sought.length <= bytes.length; at++) {
            if (bytes[at + 20] == sought[20]
                    && Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }

    private Path log() {
        return test.folder().database().resolveSibling("vault.db-wal");
    }

    @Test
    void a_folder_that_keeps_its_own_for_longer_keeps_them() throws IOException {
        Path other = Files.createDirectory(dir.resolve("other"));
        test.vault().backups().make(other, 365);
        rotate();
        untilOnlyNewBackups();
        assertThat(isDue(test.vault())).isFalse();
        test.later(Duration.ofDays(340));
        backUp();
        assertThat(isDue(test.vault())).isTrue();
    }

    @Test
    void a_roll_takes_them_along() {
        rotate();
        untilOnlyNewBackups();
        test.vault().keys().roll(ANNA, Duration.ofMinutes(1), _ -> {});
        assertThat(generations(test.vault(), jan)).containsExactly(2);
        assertThat(generations(test.vault(), petr)).containsExactly(2);
        assertOpens(test.vault());
    }

    /// What it holds is under the keys of before; so is the backup that is made of it next.
    @Test
    void a_restored_vault_keeps_them_until_it_is_rotated_itself() {
        rotate();
        untilOnlyNewBackups();
        test.vault().close();
        restore(new Restore.Wanted(stick, none(), none(), target(), none(), true));
        try (Vault restored = open()) {
            assertThat(isDue(restored)).isFalse();
            restored.keys().roll(ANNA, Duration.ofMinutes(1), _ -> {});
            assertThat(generations(restored, jan)).containsExactlyInAnyOrder(1, 2);
            assertOpens(restored);
        }
    }

    @Test
    void a_look_that_landed_late_keeps_its_key_until_no_backup_holds_it() {
        DataKey before = evidence(jan);
        rotate();
        try (before) {
            var batch = new LookBatch(test.core().keys(), test.core().now());
            batch.add(test.core().number(jan), Parts.fields(List.of(1)), before);
            Landing.require(
                    test.core()
                            .writer()
                            .land(
                                    batch.finish(
                                            List.of(Act.of(ActType.DISCLOSED)),
                                            Internal.by(ANNA),
                                            List.of())));
        }
        assertSound(test.vault());
        untilOnlyNewBackups();
        test.vault().keys().roll(ANNA, Duration.ofMinutes(1), _ -> {});
        assertThat(generations(test.vault(), jan)).containsExactlyInAnyOrder(1, 2);
        assertThat(generations(test.vault(), petr)).containsExactly(2);
        assertThat(isDue(test.vault())).isFalse();
        assertOpens(test.vault());

        register();
        untilOnlyNewBackups();
        test.vault().keys().roll(ANNA, Duration.ofMinutes(1), _ -> {});
        assertThat(generations(test.vault(), jan)).containsExactly(2);
        assertOpens(test.vault());
    }

    private void register() {
        test.customer(Map.of("full_name", "Somebody"));
    }

    private DataKey evidence(CustomerId who) {
        try (CustomerFile file = test.core().file(test.core().number(who))) {
            return file.take(test.core().schema().evidenceClass());
        }
    }

    @Test
    void a_rotation_that_is_under_way_lets_none_go() {
        rotate();
        untilOnlyNewBackups();
        var progress = KeyProgress.read(test.core()).orElseThrow();
        Landing.require(
                test.core().writer().land(Write.upkeep(List.of(progress.at(0).row(test.core())))));
        assertThat(isDue(test.vault())).isFalse();
        assertThat(progress.covers(jan(), jan())).isTrue();
    }

    private long jan() {
        return test.core().number(jan);
    }
}
