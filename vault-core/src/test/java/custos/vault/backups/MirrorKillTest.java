package custos.vault.backups;

import static org.assertj.core.api.Assertions.assertThat;

import custos.vault.KilledProcess;
import custos.vault.MirrorKillTarget;
import custos.vault.MirroredShop;
import custos.vault.Vault;
import custos.vault.restore.Restore;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A process with a mirror is killed without warning at a moment of chance. Whatever it had given a
/// proof of is in the mirror, and the vault that is restored from it goes on under its name.
class MirrorKillTest extends MirroredShop {
    private static final int ROUNDS = Integer.getInteger("custos.rounds", 4);

    private final long seed = Long.getLong("custos.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void what_was_proven_to_anybody_is_in_the_mirror_after_every_kill() throws Exception {
        // The other process has the clock of the machine.
        test.close();
        long proven = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> told =
                    new KilledProcess(dir, MirrorKillTarget.class)
                            .run(
                                    String.valueOf(round),
                                    () -> {},
                                    Duration.ofMillis(random.nextInt(300)),
                                    List.of(
                                            test.folder().data().toString(),
                                            HexFormat.of().formatHex(test.key()),
                                            mirror.toString()));
            for (String leaf : told) {
                proven = Math.max(proven, Long.parseLong(leaf));
            }
            assertThat(lastIdx(mirror)).as("seed " + seed).isGreaterThan(proven);
        }

        test.later(Duration.between(test.clock().instant(), java.time.Instant.now()));
        Restore.Report report = restoreFrom(mirror);

        assertThat(report.newOrigin()).isEmpty();
        assertThat(report.leaves()).isGreaterThan(proven);
        try (Vault vault = open()) {
            assertSound(vault);
        }
    }
}
