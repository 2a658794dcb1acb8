package custos.crypto;

import static custos.crypto.DataKeyTest.assertDamaged;
import static custos.crypto.Sample.RANDOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00.123Z");
    private static final PassphraseHash.Cost COST = new PassphraseHash.Cost(64, 1, 1);

    /// As good as a slow hash for all that is tested here, and quick enough to flip every bit.
    private static final PassphraseHash QUICK =
            (passphrase, salt, cost) -> {
                byte[] in =
                        ByteBuffer.allocate(passphrase.length + 12)
                                .put(passphrase)
                                .putInt(cost.memoryKib())
                                .putInt(cost.passes())
                                .putInt(cost.lanes())
                                .array();
                return SecretBytes.owning(Hmac.of(SecretBytes.copyOf(salt), in));
            };

    private final SecretBytes sheet = SecretBytes.random(RANDOM);
    private final SecretBytes keyFile = SecretBytes.random(RANDOM);
    private final Keyring keyring =
            Keyring.create(Sample.VAULT, RANDOM, NOW)
                    .withPassphrase(chars("correct horse"), QUICK, COST, RANDOM)
                    .withKeyFile(keyFile, RANDOM)
                    .withRecoverySheet(sheet, RANDOM);

    @TempDir Path folder;

    @Test
    void each_way_opens_the_same_keyring() {
        byte[] bytes = keyring.bytes();
        for (Keyring opened :
                List.of(
                        Keyring.parse(bytes).open(chars("correct horse"), QUICK),
                        Keyring.parse(bytes).openWithKeyFile(keyFile),
                        Keyring.parse(bytes).openWithRecoverySheet(sheet))) {
            assertThat(opened.vault()).isEqualTo(Sample.VAULT);
            assertThat(opened.counter()).isEqualTo(3);
            assertThat(opened.ways()).isEqualTo(keyring.ways());
            for (SecretName name : SecretName.values()) {
                assertThat(opened.secrets().secret(name, 1))
                        .isEqualTo(keyring.secrets().secret(name, 1));
            }
        }
    }

    @Test
    void a_wrong_passphrase_is_told_from_damage() {
        byte[] bytes = keyring.bytes();
        assertWrong(() -> Keyring.parse(bytes).open(chars("wrong horse"), QUICK));
        assertWrong(() -> Keyring.parse(bytes).openWithKeyFile(sheet));
        assertWrong(() -> Keyring.parse(bytes).openWithRecoverySheet(keyFile));
        String damaged = new String(bytes, UTF_8).replace("2026-01-31", "2026-01-30");
        assertDamaged(
                () -> Keyring.parse(damaged.getBytes(UTF_8)).open(chars("correct horse"), QUICK));
    }

    @Test
    void a_passphrase_opens_however_its_letters_were_typed() {
        var typed =
                Keyring.create(Sample.VAULT, RANDOM, NOW)
                        .withPassphrase(chars("k\u016f\u0148 \ufb01n"), QUICK, COST, RANDOM);
        Keyring.parse(typed.bytes()).open(chars("ku\u030an\u030c fin"), QUICK).close();
    }

    @Test
    void no_flipped_bit_of_the_file_goes_unnoticed() {
        byte[] bytes = keyring.bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = Sample.flipped(bytes, bit);
            assertThatThrownBy(() -> Keyring.parse(changed).openWithKeyFile(keyFile))
                    .as("bit %d", bit)
                    .isInstanceOf(CryptoFault.class);
        }
    }

    @Test
    void damage_outside_the_slot_is_never_called_a_wrong_passphrase() {
        String text = new String(keyring.bytes(), UTF_8);
        int from = text.indexOf("\"secrets\"");
        for (int i = from; i < text.indexOf("\"slots\""); i++) {
            byte[] changed = Sample.flipped(text.getBytes(UTF_8), i * 8);
            assertThatThrownBy(() -> Keyring.parse(changed).openWithKeyFile(keyFile))
                    .isInstanceOf(CryptoFault.class)
                    .isNotInstanceOf(CryptoFault.WrongUnlock.class);
        }
    }

    @Test
    void slots_of_two_keyrings_cannot_be_exchanged() {
        var other = Keyring.create(Sample.VAULT, RANDOM, NOW).withRecoverySheet(sheet, RANDOM);
        String mine = new String(keyring.bytes(), UTF_8);
        String theirs = new String(other.bytes(), UTF_8);
        String mixed = mine.replace(slots(mine), slots(theirs));
        assertDamaged(() -> Keyring.parse(mixed.getBytes(UTF_8)).openWithRecoverySheet(sheet));
    }

    private static String slots(String file) {
        return file.substring(file.indexOf("\"slots\""), file.indexOf("\"v\""));
    }

    @Test
    void the_vault_and_the_kind_are_part_of_a_slot() {
        String text = new String(keyring.bytes(), UTF_8);
        String elsewhere = text.replace(Sample.VAULT.toString(), Sample.OTHER_VAULT.toString());
        assertWrong(() -> Keyring.parse(elsewhere.getBytes(UTF_8)).openWithKeyFile(keyFile));
        String kind = text.replace("\"key-file\"", "\"recovery-sheet\"");
        assertWrong(() -> Keyring.parse(kind.getBytes(UTF_8)).openWithRecoverySheet(keyFile));
    }

    @Test
    void the_name_and_the_version_are_part_of_a_secret() {
        var key = SecretBytes.random(RANDOM);
        var secret = SecretBytes.random(RANDOM);
        byte[] aad = Sealed.aad("CUSN", Sample.VAULT, new byte[] {3, 'L', 'O', 'G', 0, 0, 0, 1});
        byte[] sealed = Sealed.seal(key, aad, secret, RANDOM);
        assertThat(Sealed.open(key, aad, sealed, "x")).isEqualTo(secret);
        for (byte i = 0; i < aad.length; i++) {
            byte[] other = Sample.flipped(aad, i * 8);
            assertDamaged(() -> Sealed.open(key, other, sealed, "x"));
        }
    }

    @Test
    void a_file_of_absurd_cost_is_refused_before_it_is_hashed() {
        String text = new String(keyring.bytes(), UTF_8).replace("\"m\":64,", "\"m\":2097152,");
        assertDamaged(() -> Keyring.parse(text.getBytes(UTF_8)));
    }

    @Test
    void secrets_gain_versions_and_lose_old_ones() {
        var rotated = keyring.withNewSecret(SecretName.LOG, RANDOM, NOW);
        assertThat(rotated.secrets().versions(SecretName.LOG)).containsExactly(1, 2);
        assertThat(rotated.secrets().newest(SecretName.LOG)).isEqualTo(2);
        assertThat(rotated.created(SecretName.LOG, 2)).isEqualTo("2026-01-31T10:00:00Z");
        assertThat(rotated.counter()).isEqualTo(4);
        var left = rotated.withoutSecret(SecretName.LOG, 1);
        assertThat(Keyring.parse(left.bytes()).openWithKeyFile(keyFile).secrets())
                .satisfies(s -> assertThat(s.versions(SecretName.LOG)).containsExactly(2));
        assertThatThrownBy(() -> left.withoutSecret(SecretName.LOG, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ways_to_open_it_are_told_by_number_kind_and_cost() {
        assertThat(keyring.ways())
                .containsExactly(
                        new WayToUnlock(
                                1, SlotKind.PASSPHRASE, Optional.of(COST), Optional.empty()),
                        new WayToUnlock(2, SlotKind.KEY_FILE, Optional.empty(), Optional.empty()),
                        new WayToUnlock(
                                3, SlotKind.RECOVERY_SHEET, Optional.empty(), Optional.empty()));
    }

    @Test
    void a_changed_passphrase_takes_the_place_of_the_old_one() {
        var both = keyring.withPassphrase(chars("battery staple"), QUICK, COST, RANDOM);
        Keyring.parse(both.bytes()).open(chars("correct horse"), QUICK).close();
        byte[] bytes = both.withoutWay(1).bytes();
        assertWrong(() -> Keyring.parse(bytes).open(chars("correct horse"), QUICK));
        Keyring.parse(bytes).open(chars("battery staple"), QUICK).close();
        Keyring.parse(bytes).openWithKeyFile(keyFile).close();
    }

    @Test
    void the_last_way_to_open_it_stays() {
        var last = keyring.withoutWay(3).withoutWay(1);
        assertThat(last.ways())
                .containsExactly(
                        new WayToUnlock(1, SlotKind.KEY_FILE, Optional.empty(), Optional.empty()));
        assertThatThrownBy(() -> last.withoutWay(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_keyring_that_nothing_opens_is_not_written() {
        var closed = Keyring.create(Sample.VAULT, RANDOM, NOW);
        assertThatThrownBy(closed::bytes).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_older_copy_of_the_file_shows_by_its_counter() {
        Path file = folder.resolve("keyring.json");
        keyring.save(file);
        long saved = keyring.withNewSecret(SecretName.INDEX, RANDOM, NOW).counter();
        assertThat(Keyring.load(file).openWithKeyFile(keyFile).counter()).isLessThan(saved);
    }

    @Test
    void files_are_readable_by_their_owner_alone() throws IOException {
        Path file = folder.resolve("keyring.json");
        keyring.save(file);
        keyring.withNewSecret(SecretName.INDEX, RANDOM, NOW).save(file);
        Path kek = folder.resolve("kek.json");
        KekFile.save(kek, KeyEncryptionKeys.create(Sample.VAULT, RANDOM), keyring, RANDOM);
        for (Path written : List.of(file, kek)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                    .isEqualTo("rw-------");
        }
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(file, kek);
        }
    }

    @Test
    void a_file_too_long_is_not_read() throws IOException {
        Path file = folder.resolve("keyring.json");
        Files.write(file, new byte[Keyring.MAX_BYTES + 1]);
        assertDamaged(() -> Keyring.load(file));
        assertThatThrownBy(() -> Keyring.load(folder.resolve("none")))
                .isInstanceOf(CryptoFault.FileFailed.class);
    }

    @Test
    void key_encryption_keys_come_back_one_or_two() {
        var one = KeyEncryptionKeys.create(Sample.VAULT, RANDOM);
        for (KeyEncryptionKeys keks : List.of(one, one.withNext(), one.withNext().onlyCurrent())) {
            var back = KekFile.parse(KekFile.bytes(keks, keyring, RANDOM), keyring, RANDOM);
            assertThat(back.ids()).isEqualTo(keks.ids());
            assertThat(back.key(back.currentId())).isEqualTo(keks.key(keks.currentId()));
        }
    }

    @Test
    void no_flipped_bit_of_the_kek_file_goes_unnoticed() {
        byte[] bytes =
                KekFile.bytes(
                        KeyEncryptionKeys.create(Sample.VAULT, RANDOM).withNext(), keyring, RANDOM);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = Sample.flipped(bytes, bit);
            assertThatThrownBy(() -> KekFile.parse(changed, keyring, RANDOM))
                    .as("bit %d", bit)
                    .isInstanceOf(CryptoFault.class);
        }
    }

    @Test
    void a_recovery_sheet_is_read_however_it_is_typed() {
        String printed = RecoverySheet.print(sheet);
        assertThat(printed).matches("([a-z2-7]{8}-){7}[a-z2-7]{8}");
        assertThat(RecoverySheet.parse(printed)).isEqualTo(sheet);
        String typed =
                printed.toUpperCase(Locale.ROOT)
                        .replace('-', ' ')
                        .replace('O', '0')
                        .replace('L', '1');
        assertThat(RecoverySheet.parse(" " + typed + "\n")).isEqualTo(sheet);
    }

    @Test
    void every_slip_of_one_character_is_found_in_its_group() {
        String printed = RecoverySheet.print(sheet);
        for (int i = 0; i < printed.length(); i++) {
            if (printed.charAt(i) != '-') {
                char slip = printed.charAt(i) == 'q' ? 'z' : 'q';
                String typed = printed.substring(0, i) + slip + printed.substring(i + 1);
                assertThatThrownBy(() -> RecoverySheet.parse(typed))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("group " + (i / 9 + 1) + " ");
            }
        }
    }

    @Test
    void groups_that_changed_places_are_found() {
        String[] groups = RecoverySheet.print(sheet).split("-", -1);
        String first = groups[0];
        groups[0] = groups[1];
        groups[1] = first;
        assertThatThrownBy(() -> RecoverySheet.parse(String.join("-", groups)))
                .hasMessageContaining("group 1 ");
    }

    private static char[] chars(String text) {
        return text.toCharArray();
    }

    private static void assertWrong(ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoFault.WrongUnlock.class);
    }
}
