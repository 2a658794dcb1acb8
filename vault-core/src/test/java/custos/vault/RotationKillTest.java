package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.crypto.SecretName;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.FieldId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that rotates INDEX while customers come and go is killed without warning, at a moment
/// of chance. Everybody who was told to be in is found by her address, nobody who was told to be
/// erased is, and the rotation is finished by the next process.
class RotationKillTest {
    private static final int ROUNDS = Integer.getInteger("custos.rounds", 3);
    private static final FieldId EMAIL = new FieldId("email");
    private static final Actor OPERATOR = new Actor.Operator();

    @TempDir Path dir;
    private final long seed = Long.getLong("custos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<CustomerId, String> in = new HashMap<>();
    private final Set<CustomerId> out = new HashSet<>();
    private final Set<CustomerId> perhaps = new HashSet<>();
    private int version = 1;

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
    void a_rotation_that_is_killed_anywhere_loses_nobody() throws Exception {
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
                                            String.valueOf(round),
                                            RotatedKey.INDEX.word()));
            lines.forEach(this::told);
            test.reopen();
            Keys keys = test.vault().keys();
            assertFound();
            if (!keys.unfinishedRotations().isEmpty()) {
                unfinished++;
                version = keys.rotate(RotatedKey.INDEX, OPERATOR, _ -> {}).version();
            }
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
                        + (version - 1)
                        + " rotations, "
                        + unfinished
                        + " of them finished after a kill");
    }

    private void told(String line) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "in" -> in.put(new CustomerId(words[1]), words[2]);
            case "going" -> perhaps.add(new CustomerId(words[1]));
            case "out" -> out.add(new CustomerId(words[1]));
            default -> version = Math.max(version, Integer.parseInt(words[1]));
        }
    }

    private void assertFound() {
        in.forEach((id, name) -> {
            if (!perhaps.contains(id)) {
                assertThat(
                                test.vault()
                                        .customers()
                                        .findExact(
                                                EMAIL,
                                                KeysKillTarget.email(name),
                                                "staff",
                                                Optional.empty())
                                        .items())
                        .as("seed %d", seed)
                        .extracting(Customers.Masked::id)
                        .containsExactly(id);
            }
        });
        for (CustomerId id : out) {
            assertThatExceptionOfType(Refusal.Erased.class)
                    .isThrownBy(() -> test.vault().customers().masked(id, "staff"));
        }
    }

    /// The last leaf of a rotation may have become durable without a word of it.
    private void assertWhole() {
        assertFound();
        List<Integer> versions =
                test.vault().keys().secrets().stream()
                        .filter(secret -> secret.name().equals(SecretName.INDEX.name()))
                        .map(Keys.Secret::version)
                        .toList();
        assertThat(versions).as("seed %d", seed).hasSize(1);
        assertThat(versions.getFirst()).as("seed %d", seed).isGreaterThanOrEqualTo(version);
        version = versions.getFirst();
        test.inspected();
    }
}
