package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.crypto.Wraps;
import custos.customer.CustomerId;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.store.KeysRow;
import custos.store.ReadSession;
import custos.vault.KeysKillTarget;
import custos.vault.KilledProcess;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that rolls its keys while customers come and go is killed without warning, at a moment
/// of chance. Nobody who was told to be in is lost, nobody who was told to be erased comes back,
/// and the roll is finished by the next process.
class KeysKillTest {
    private static final int ROUNDS = Integer.getInteger("custos.rounds", 6);
    private static final FieldId NAME = new FieldId("full_name");
    private static final Actor OPERATOR = new Actor.Operator();

    @TempDir Path dir;
    private final long seed = Long.getLong("custos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<CustomerId, String> in = new HashMap<>();
    private final Set<CustomerId> out = new HashSet<>();
    private final Set<CustomerId> perhaps = new HashSet<>();
    private int kek = 1;

    private TestVault test;

    @BeforeEach
    void create() {
        test = TestVault.in(dir);
        test.close();
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_roll_that_is_killed_anywhere_loses_nobody_and_brings_nobody_back() throws Exception {
        int unfinished = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines =
                    new KilledProcess(dir, KeysKillTarget.class)
                            .run(
                                    String.valueOf(round),
                                    () -> {},
                                    Duration.ofMillis(random.nextInt(600)),
                                    List.of(
                                            test.folder().data().toString(),
                                            HexFormat.of().formatHex(test.key()),
                                            String.valueOf(round)));
            lines.forEach(this::told);
            test.reopen();
            Keys keys = test.vault().keys();
            assertThat(keys.currentKek()).as("seed %d", seed).isGreaterThanOrEqualTo(kek);
            if (keys.isUnfinished()) {
                unfinished++;
                assertThat(keys.roll(OPERATOR, Duration.ofMinutes(1), _ -> {}))
                        .isInstanceOf(Keys.Outcome.Rolled.class);
            }
            kek = keys.currentKek();
            assertWhole();
            test.close();
        }
        System.out.println(
                ROUNDS
                        + " kills, seed "
                        + seed
                        + ": "
                        + in.size()
                        + " customers in, "
                        + out.size()
                        + " erased, "
                        + (kek - 1)
                        + " rolls, "
                        + unfinished
                        + " of them finished after a kill");
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

    private void assertWhole() {
        Vault vault = test.vault();
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
        try (ReadSession read = vault.store().read()) {
            for (KeysRow row : read.keysFrom(0, Integer.MAX_VALUE)) {
                assertThat(Wraps.areUnder(row.wraps(), kek)).isTrue();
            }
        }
        long rolls = 0;
        long size = vault.ledger().newestSize();
        vault.ledger().checkpoint();
        for (long from = 0; from < size; from += 1000) {
            rolls +=
                    vault.ledger().entries(from, 1000).stream()
                            .filter(entry ->
                                    entry.leaf().acts().getFirst().type() == ActType.KEYS_ROLLED)
                            .count();
        }
        assertThat(rolls).as("each key has its leaf, seed %d", seed).isEqualTo(kek - 1);
        assertThat(vault.inspection().verify(_ -> {}).findings()).as("seed %d", seed).isEmpty();
    }
}
