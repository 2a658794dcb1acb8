package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.vault.KeysKillTarget;
import custos.vault.KilledProcess;
import custos.vault.TestVault;
import custos.vault.core.RotatedKey;
import custos.vault.customers.Customers;
import custos.vault.rows.Refusal;
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

/// A process that rotates a key while customers come and go is killed without warning, at a moment
/// of chance. With INDEX everybody who was told to be in is found by her address, and nobody who
/// was told to be erased is; with SUPPRESS whoever refused is refused, and whoever agreed again is
/// not. The rotation is finished by the next process.
class RotationKillTest {
    private static final int ROUNDS = Integer.getInteger("custos.rounds", 3);
    private static final FieldId EMAIL = new FieldId("email");
    private static final Actor OPERATOR = new Actor.Operator();

    @TempDir Path dir;
    private final long seed = Long.getLong("custos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<CustomerId, String> in = new HashMap<>();
    private final Set<CustomerId> out = new HashSet<>();
    private final Map<CustomerId, String> no = new HashMap<>();
    private final Map<CustomerId, String> yes = new HashMap<>();
    private final Set<CustomerId> perhaps = new HashSet<>();
    private int version = 1;

    private TestVault test;

    @BeforeEach
    void create() {
        test = TestVault.in(dir);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_rotation_of_index_that_is_killed_anywhere_loses_nobody() throws Exception {
        killed(RotatedKey.INDEX, ROUNDS);
        List<Integer> versions = versions(RotatedKey.INDEX);
        assertThat(versions).as("seed %d", seed).hasSize(1);
    }

    @Test
    void a_rotation_of_suppress_that_is_killed_anywhere_loses_no_refusal() throws Exception {
        killed(RotatedKey.SUPPRESS, (ROUNDS + 1) / 2);
    }

    @Test
    void a_rotation_of_customers_keys_that_is_killed_anywhere_loses_nobody() throws Exception {
        killed(RotatedKey.CUSTOMERS, (ROUNDS + 1) / 2);
    }

    private void killed(RotatedKey key, int rounds) throws Exception {
        int unfinished = 0;
        for (int round = 0; round < rounds; round++) {
            test.close();
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
                                            key.word()));
            lines.forEach(this::told);
            test.reopen();
            Keys keys = test.vault().keys();
            assertFound();
            assertRefused();
            if (!keys.unfinishedRotations().isEmpty()) {
                unfinished++;
                version = keys.rotate(key, OPERATOR, _ -> {}).version();
            }
            assertWhole(key);
        }
        System.out.println(
                rounds
                        + " kills, seed "
                        + seed
                        + ": "
                        + in.size()
                        + " customers in, "
                        + out.size()
                        + " erased, "
                        + no.size()
                        + " refusing, "
                        + yes.size()
                        + " agreed again, "
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
            case "no" -> no.put(new CustomerId(words[1]), words[2]);
            case "yes" -> yes.put(new CustomerId(words[1]), words[2]);
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

    /// By the address alone, whatever her own consents say.
    private void assertRefused() {
        no.forEach((id, name) -> {
            if (!perhaps.contains(id)) {
                assertThat(isRefused(name)).as("seed %d, %s", seed, name).isTrue();
            }
        });
        yes.values().forEach(name -> assertThat(isRefused(name)).as("seed %d", seed).isFalse());
    }

    private boolean isRefused(String name) {
        return SuppressRotationTest.Refused.of(test.core(), KeysKillTarget.email(name));
    }

    private List<Integer> versions(RotatedKey key) {
        if (key.secret().isEmpty()) {
            return List.of(RollNote.read(test.core(), key.word()).map(RollNote::number).orElse(1));
        }
        return test.vault().keys().secrets().stream()
                .filter(secret -> secret.name().equals(key.secret().orElseThrow().name()))
                .map(Keys.Secret::version)
                .toList();
    }

    /// The last leaf of a rotation may have become durable without a word of it.
    private void assertWhole(RotatedKey key) {
        assertFound();
        assertRefused();
        int newest = versions(key).getLast();
        assertThat(newest).as("seed %d", seed).isGreaterThanOrEqualTo(version);
        version = newest;
        test.inspected();
    }
}
