package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Enough leaves for tiles of three levels: the tree that keeps tiles and the frontier that keeps
/// none come to the same head.
class ManyLeavesTest {
    private static final int LEAVES = 300_000;
    private static final int ENTRY_BYTES = 200;

    @Test
    void a_tree_with_tiles_and_a_frontier_have_the_same_head() {
        var tree = TileTree.empty();
        var frontier = Frontier.empty();
        var entry = new byte[ENTRY_BYTES];
        int tiles = 0;
        for (int i = 0; i < LEAVES; i++) {
            number(entry, i);
            tiles += tree.append(entry).size();
            frontier.append(entry);
        }

        assertThat(tiles).isEqualTo(LEAVES / 256 + LEAVES / 65_536);
        assertThat(tree.view((_, _) -> Optional.empty()).size()).isEqualTo(LEAVES);
        assertThat(frontier.head()).isEqualTo(tree.head());
    }

    private static void number(byte[] entry, int i) {
        entry[0] = (byte) i;
        entry[1] = (byte) (i >>> 8);
        entry[2] = (byte) (i >>> 16);
    }
}
