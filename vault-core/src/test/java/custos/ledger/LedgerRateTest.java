package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A million leaves, for a floor under the speed: a tree that copies or allocates a leaf's worth
/// too often does not pass.
class LedgerRateTest {
    private static final int LEAVES = 1_000_000;
    private static final int ENTRY_BYTES = 200;

    @Test
    void a_million_leaves_are_appended_and_verified_in_under_five_seconds() {
        for (int warmUp = 0; warmUp < 2; warmUp++) {
            grow(LEAVES / 10);
        }
        long start = System.nanoTime();
        var tree = grow(LEAVES);
        long appended = System.nanoTime();
        var frontier = Frontier.empty();
        var entry = new byte[ENTRY_BYTES];
        for (int i = 0; i < LEAVES; i++) {
            frontier.append(number(entry, i));
        }
        long verified = System.nanoTime();

        assertThat(frontier.head()).isEqualTo(tree.head());
        System.out.printf(
                "ledger: %,d leaves/s appended with tiles, %,d leaves/s verified%n",
                perSecond(appended - start), perSecond(verified - appended));
        assertThat(Duration.ofNanos(appended - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(Duration.ofNanos(verified - appended)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_checkpoint_is_signed_in_well_under_a_millisecond() {
        int rounds = 2000;
        try (var signer = NoteSigner.of("rate.example", new byte[32])) {
            var checkpoint = Checkpoint.of("rate.example", TreeHead.EMPTY);
            for (int warmUp = 0; warmUp < rounds; warmUp++) {
                assertThat(checkpoint.sign(signer).text()).isNotEmpty();
            }
            long start = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                assertThat(checkpoint.sign(signer).text()).isNotEmpty();
            }
            long signed = System.nanoTime();
            var text = checkpoint.sign(signer).text();
            for (int i = 0; i < rounds / 10; i++) {
                SignedCheckpoint.parse(text).verify(signer.key());
            }
            long verified = System.nanoTime();
            System.out.printf(
                    "ledger: a checkpoint signed in %d us, verified in %d us%n",
                    (signed - start) / 1000 / rounds, (verified - signed) / 100 / rounds);
            assertThat(Duration.ofNanos(signed - start)).isLessThan(Duration.ofMillis(rounds));
        }
    }

    private static TileTree grow(int leaves) {
        var tree = TileTree.empty();
        var entry = new byte[ENTRY_BYTES];
        int tiles = 0;
        for (int i = 0; i < leaves; i++) {
            tiles += tree.append(number(entry, i)).size();
        }
        assertThat(tiles).isEqualTo(leaves / 256 + leaves / 65_536);
        assertThat(tree.view((_, _) -> Optional.empty()).size()).isEqualTo(leaves);
        return tree;
    }

    private static byte[] number(byte[] entry, int i) {
        entry[0] = (byte) i;
        entry[1] = (byte) (i >>> 8);
        entry[2] = (byte) (i >>> 16);
        return entry;
    }

    private static long perSecond(long nanos) {
        return LEAVES * 1_000_000_000L / nanos;
    }
}
