package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tiles of a growing tree, and a tree grown again from its tiles.
class TileTreeTest {
    /// Full tiles in memory, each stored once.
    private static final class Stored implements FullTiles {
        private final Map<String, HashTile> tiles = new HashMap<>();

        void add(List<FullTile> completed) {
            for (var tile : completed) {
                var before = tiles.put(tile.level() + "/" + tile.index(), tile.tile());
                assertThat(before).isNull();
            }
        }

        @Override
        public Optional<HashTile> find(int level, long index) {
            return Optional.ofNullable(tiles.get(level + "/" + index));
        }
    }

    private final Stored stored = new Stored();

    private TileTree grown(List<byte[]> entries) {
        var tree = TileTree.empty();
        entries.forEach(entry -> stored.add(tree.append(entry)));
        return tree;
    }

    @Test
    void a_tree_of_70_000_has_the_tiles_of_the_specification() {
        var tree = grown(Entries.numbered(70_000));

        assertThat(stored.tiles).hasSize(273 + 1);
        var view = tree.view(stored);
        assertThat(view.tile(0, 273, 112).width()).isEqualTo(112);
        assertThat(view.tile(1, 0, 256).isFull()).isTrue();
        assertThat(view.tile(1, 1, 17).width()).isEqualTo(17);
        assertThat(view.tile(2, 0, 1).hash(0)).isEqualTo(view.tile(1, 0, 256).root());
        assertThat(TreeView.width(70_000, 2, 0)).isEqualTo(1);
        assertThat(TreeView.width(70_000, 3, 0)).isZero();
        assertThat(TreeView.width(70_000, 0, 274)).isZero();
    }

    @Test
    void a_tree_of_256_has_one_full_tile_and_one_hash_above() {
        var view = grown(Entries.numbered(256)).view(stored);

        assertThat(stored.tiles).hasSize(1);
        assertThat(view.tile(1, 0, 1).hash(0)).isEqualTo(view.head().root());
        assertThatIllegalArgumentException().isThrownBy(() -> view.tile(0, 1, 1));
    }

    @Test
    void an_append_tells_every_level_it_completes() {
        var tree = grown(Entries.numbered(65_535));

        var completed = tree.append(new byte[] {7});

        assertThat(completed).extracting(FullTile::level).containsExactly(0, 1);
        assertThat(completed).extracting(FullTile::index).containsExactly(255L, 0L);
        assertThat(completed.getLast().tile().root()).isEqualTo(tree.head().root());
    }

    @ParameterizedTest(name = "size {0}")
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 1000, 65_535, 65_536, 65_537, 66_049})
    void a_tree_reopens_from_full_tiles_and_the_last_entries(int size) {
        var entries = Entries.numbered(size);
        var tree = grown(entries);

        var reopened = TileTree.reopen(size, stored, entries.subList(size & ~255, size));

        assertThat(reopened.head()).isEqualTo(tree.head());
        for (int i = 0; i < 600; i++) {
            var entry = new byte[] {(byte) i, (byte) (i >>> 8)};
            assertThat(reopened.append(entry)).isEqualTo(tree.append(entry));
        }
        assertThat(reopened.head()).isEqualTo(tree.head());
    }

    @Test
    void a_missing_tile_or_entry_refuses_to_reopen() {
        var entries = Entries.numbered(600);
        grown(entries);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TileTree.reopen(600, stored, entries.subList(513, 600)));
        stored.tiles.remove("0/1");
        assertThatThrownBy(() -> TileTree.reopen(600, stored, entries.subList(512, 600)))
                .isInstanceOf(LedgerFault.TileDamaged.class)
                .hasMessageContaining("tile/0/001");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_view_proves_every_leaf_and_every_older_head(long seed) {
        var random = new Random(seed);
        int size = 1 + random.nextInt(3000);
        var entries = Entries.random(random, size);
        var view = grown(entries).view(stored);
        var memory = Batch.of(entries);
        for (int i = 0; i < 200; i++) {
            int smaller = 1 + random.nextInt(size);
            int index = random.nextInt(smaller);
            var head = view.headAt(smaller);
            assertThat(head).isEqualTo(TreeHead.of(memory, smaller));
            view.inclusion(index, smaller).verify(Hash.ofLeaf(entries.get(index)), head);
            view.consistency(smaller, size).verify(head, view.head());
        }
    }

    @Test
    void a_view_shows_nothing_ahead_of_its_size() {
        var tree = grown(Entries.numbered(300));
        var view = tree.view(stored);
        var head = view.head();
        for (var entry : Entries.numbered(400)) {
            stored.add(tree.append(entry));
        }

        assertThat(view.head()).isEqualTo(head);
        assertThat(view.tile(0, 1, 44).width()).isEqualTo(44);
        assertThatIllegalArgumentException().isThrownBy(() -> view.tile(0, 1, 45));
        assertThatIllegalArgumentException().isThrownBy(() -> view.tile(0, 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> view.headAt(301));
        assertThatIllegalArgumentException().isThrownBy(() -> view.inclusion(300, 300));
        assertThatIllegalArgumentException().isThrownBy(() -> view.leaf(300));
    }

    @Test
    void an_older_partial_tile_is_a_prefix_of_the_newer() {
        var tree = grown(Entries.numbered(300));
        var before = tree.view(stored).tile(0, 1, 44);
        for (var entry : Entries.numbered(400)) {
            stored.add(tree.append(entry));
        }

        assertThat(tree.view(stored).tile(0, 1, 44)).isEqualTo(before);
    }

    @Test
    void a_copy_grows_on_its_own() {
        var tree = grown(Entries.numbered(511));
        var head = tree.head();
        var copy = tree.copy();

        assertThat(copy.append(new byte[] {1})).hasSize(1);
        assertThat(tree.head()).isEqualTo(head);
        assertThat(tree.append(new byte[] {1})).hasSize(1);
        assertThat(tree.head()).isEqualTo(copy.head());
    }

    @Test
    void a_tile_of_another_width_is_damage() {
        var tile = HashTile.of(new byte[64]);
        var view = TreeView.of((_, _, _) -> tile, 5);

        assertThatThrownBy(view::head).isInstanceOf(LedgerFault.TileDamaged.class);
    }
}
