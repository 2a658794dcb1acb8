package custos.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Leaf;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeafFormTest {
    private final LeafForm form = new LeafForm();

    private static byte[] leaf(Random random) {
        byte[] commitment = new byte[32];
        random.nextBytes(commitment);
        ActType[] types = ActType.values();
        var hour = SmallLedger.HOUR.plus(Duration.ofHours(random.nextInt(3)));
        Act act = Act.of(types[random.nextInt(types.length)]);
        return new Leaf(hour, List.of(act, SmallLedger.given()), commitment).encode();
    }

    private static Optional<java.time.Instant> slowly(byte[] entry) {
        try {
            Leaf leaf = Leaf.parse(entry);
            return Arrays.equals(leaf.encode(), entry)
                    ? Optional.of(leaf.hour())
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    @Test
    void every_leaf_and_every_damaged_leaf_is_told_as_by_reading_it_whole() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] entry = leaf(random);
            assertThat(form.hour(entry)).as("seed " + seed).isPresent();
            for (int i = random.nextInt(3); i >= 0; i--) {
                entry[random.nextInt(entry.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(form.hour(entry)).as("seed " + seed).isEqualTo(slowly(entry));
        }
    }

    /// 43 characters and a padding, of which the last but one has bits that say nothing.
    @Test
    void a_commitment_has_one_spelling() {
        String good = new String(leaf(new Random(1)), UTF_8);
        assertThat(form.hour(good.getBytes(UTF_8))).isPresent();
        int last = good.indexOf("=\",\"v\":1}") - 1;
        for (char c : "ABCD+/_-=".toCharArray()) {
            String other = good.substring(0, last) + c + good.substring(last + 1);
            byte[] entry = other.getBytes(UTF_8);
            assertThat(form.hour(entry)).as(other).isEqualTo(slowly(entry));
        }
        assertThat(form.hour(good.replace("=\",", "\",").getBytes(UTF_8))).isEmpty();
    }

    @Test
    void what_is_short_or_long_is_no_leaf() {
        assertThat(form.hour(new byte[0])).isEmpty();
        assertThat(form.hour(new byte[Leaf.MAX_BYTES + 1])).isEmpty();
        assertThat(form.hour("{}".getBytes(UTF_8))).isEmpty();
    }
}
