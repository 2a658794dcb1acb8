package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.crypto.SecretBytes;
import custos.customer.CustomerId;
import custos.policy.FieldId;
import custos.vault.RecordedWrites.Note;
import custos.vault.core.VaultFolder;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power goes while a process takes customers in, erases them and rolls its keys: whatever was
/// not synced is lost, in whole or in part. Whoever was told to be in is in, whoever was told to be
/// erased is erased, and everything agrees.
class PowerCutTest {
    private static final int CUTS = Integer.getInteger("custos.rounds", 12);
    private static final FieldId NAME = new FieldId("full_name");

    @TempDir Path dir;
    private final long seed = Long.getLong("custos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<CustomerId, String> in = new HashMap<>();
    private final Set<CustomerId> out = new HashSet<>();
    private final Set<CustomerId> perhaps = new HashSet<>();
    private int kek = 1;
    private byte[] key = {};
    private VaultFolder folder = VaultFolder.of(Path.of("none"));
    private List<Note> notes = List.of();
    private LossyDisk disk;

    @BeforeEach
    void work_until_killed() throws Exception {
        Preload.assumePossible();
        try (var test = TestVault.in(dir)) {
            folder = test.folder();
            key = test.key();
        }
        disk = LossyDisk.of(folder);
        var recorded = RecordedWrites.in(dir);
        var process = new KilledProcess(dir, KeysKillTarget.class, recorded.environment(folder));
        process.run(
                "0",
                () -> process.await("0", 0, "out "),
                Duration.ofSeconds(1),
                List.of(folder.data().toString(), HexFormat.of().formatHex(key), "0"));
        notes = recorded.notes();
    }

    @Test
    void whatever_was_acknowledged_outlives_a_loss_of_power_at_any_moment() throws IOException {
        cutAtChance(_ -> true, () -> random.nextInt(3) / 2.0, this::assertWhole);

        System.out.printf(
                "%d cuts among %d calls, seed %d: %d customers in, %d erased, %d rolls%n",
                CUTS, notes.size(), seed, in.size(), out.size(), kek - 1);
    }

    /// The control of the test above: on a disk that forgets what it was told to keep of the
    /// database's log, somebody is lost.
    @Test
    void a_disk_that_lies_about_the_log_loses_somebody() throws IOException {
        var lost = new HashSet<CustomerId>();
        cutAtChance(
                note -> !(note instanceof Note.Synced(Path file) && file.endsWith("vault.db-wal")),
                () -> 0,
                after -> lost.addAll(missing(after)));

        assertThat(lost).isNotEmpty();
    }

    /// What is looked at after a loss.
    private interface Look {
        void at(VaultFolder after) throws IOException;
    }

    /// @param luck how much of what was not synced is there all the same, 0 to 1
    private void cutAtChance(Predicate<Note> taken, DoubleSupplier luck, Look look)
            throws IOException {
        var cuts = new TreeSet<Integer>(Set.of(notes.size()));
        while (cuts.size() < CUTS) {
            cuts.add(1 + random.nextInt(notes.size()));
        }
        for (int i = 0; i < notes.size(); i++) {
            if (taken.test(notes.get(i))) {
                disk.take(notes.get(i));
            }
            if (notes.get(i) instanceof Note.Said(String text)) {
                text.lines().forEach(this::told);
            }
            if (cuts.contains(i + 1)) {
                Path after = dir.resolve("cut-" + i);
                disk.afterLoss(dir, after, random, luck.getAsDouble());
                look.at(VaultFolder.of(after.resolve(folder.data().getFileName())));
            }
        }
    }

    private void told(String line) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "in" -> in.put(new CustomerId(words[1]), words[2]);
            case "going" -> perhaps.add(new CustomerId(words[1]));
            case "out" -> out.add(new CustomerId(words[1]));
            default -> kek = Math.max(kek, Integer.parseInt(words[1]));
        }
    }

    private Vault open(VaultFolder after) {
        return Vault.open(
                after,
                new Unlock.KeyFile(SecretBytes.copyOf(key)),
                TestVault.SQLITE,
                new Vault.Settings(Duration.ZERO),
                InstantSource.system(),
                new SecureRandom());
    }

    private void assertWhole(VaultFolder after) {
        try (Vault vault = open(after)) {
            in.forEach((id, name) -> {
                if (!perhaps.contains(id)) {
                    assertThat(vault.customers().masked(id, "staff").fields())
                            .as("seed %d", seed)
                            .containsEntry(NAME, name);
                }
            });
            for (CustomerId id : out) {
                assertThatExceptionOfType(Refusal.Erased.class)
                        .isThrownBy(() -> vault.customers().masked(id, "staff"));
            }
            assertThat(vault.keys().currentKek()).as("seed %d", seed).isGreaterThanOrEqualTo(kek);
            assertThat(vault.inspection().verify(_ -> {}).findings()).as("seed %d", seed).isEmpty();
        }
    }

    /// Customers who were told to be in, and are not; all of them when the vault does not open.
    private Set<CustomerId> missing(VaultFolder after) {
        var missing = new HashSet<>(in.keySet());
        missing.removeAll(perhaps);
        try (Vault vault = open(after)) {
            missing.removeIf(id -> {
                try {
                    return vault.customers().masked(id, "staff").version() > 0;
                } catch (Refusal.NotFound | Refusal.Erased e) {
                    return false;
                }
            });
        } catch (VaultFault.Damaged e) {
            // The guard remembers more than is left: it is told, and everybody is lost.
        }
        return missing;
    }
}
