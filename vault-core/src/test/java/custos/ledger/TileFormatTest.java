package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tile paths and bundles as c2sp.org/tlog-tiles spells them.
class TileFormatTest {
    @Test
    void a_path_names_level_index_and_width() {
        assertThat(TilePath.parse("tile/0/x001/067")).isEqualTo(new TilePath.Hashes(0, 1067, 256));
        assertThat(TilePath.parse("tile/1/001.p/17")).isEqualTo(new TilePath.Hashes(1, 1, 17));
        assertThat(TilePath.parse("tile/entries/x001/x234/067"))
                .isEqualTo(new TilePath.Entries(1_234_067, 256));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void every_path_is_read_back(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            long index = random.nextLong(1L << random.nextInt(1, 56));
            int width = 1 + random.nextInt(256);
            TilePath hashes = new TilePath.Hashes(random.nextInt(64), index, width);
            TilePath entries = new TilePath.Entries(index, width);
            assertThat(TilePath.parse(hashes.path())).isEqualTo(hashes);
            assertThat(TilePath.parse(entries.path())).isEqualTo(entries);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/0",
                "tile/0/",
                "/tile/0/000",
                "tile/0/000/",
                "tile/64/000",
                "tile/00/000",
                "tile/+1/000",
                "tile/-1/000",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000/001",
                "tile/0/001/002",
                "tile/0/x001",
                "tile/0/x001/x002",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/257",
                "tile/0/000.p/01",
                "tile/0/000.p/+1",
                "tile/0/000.p/",
                "tile/0/000.p",
                "tile/0/.p/1",
                "tile/0/00a",
                "tile/0/x-01/000",
                "tile/entries/",
                "tile/entries",
                "tile/data/000",
                "tile/0/\u0660\u0660\u0661",
                "tile/0/000.p/\u0661",
                "tile//000",
                "tile/0//000",
                "tile/0/x999/x999/x999/x999/x999/999",
                "TILE/0/000",
                "tile/8/0/000"
            })
    void every_other_spelling_is_refused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> TilePath.parse(path));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_bundle_is_read_back_at_its_width_only(long seed) {
        var random = new Random(seed);
        var entries = Entries.random(random, 1 + random.nextInt(256));
        var bundle = EntryBundle.encode(entries);

        assertThat(EntryBundle.parse(bundle, entries.size())).containsExactlyElementsOf(entries);
        for (int width : new int[] {0, entries.size() - 1, entries.size() + 1, 257}) {
            assertThatIllegalArgumentException().isThrownBy(() -> EntryBundle.parse(bundle, width));
        }
    }

    @Test
    void a_bundle_holds_the_longest_entry_and_no_longer_one() {
        var longest = new byte[65_535];
        assertThat(EntryBundle.parse(EntryBundle.encode(List.of(longest)), 1).getFirst())
                .hasSize(65_535);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536])));
    }

    @Test
    void a_bundle_that_ends_inside_an_entry_is_refused() {
        for (var bundle : List.of(new byte[] {0}, new byte[] {0, 2, 1}, new byte[] {0, 0, 0})) {
            assertThatIllegalArgumentException().isThrownBy(() -> EntryBundle.parse(bundle, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 8191, 8193, 8224})
    void a_tile_is_whole_hashes(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> HashTile.of(new byte[length]));
    }
}
