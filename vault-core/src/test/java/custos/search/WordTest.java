package custos.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A word's bearers against a set of bits, through every change between list and bits.
class WordTest {
    private static final int PLACES = 300_000;

    private final Word word = new Word("praha", new Dictionary());
    private final BitSet expected = new BitSet();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void it_knows_its_bearers_whether_few_or_many(long seed) {
        var chance = new Random(seed);
        for (int i = 0; i < 2_000; i++) flip(chance.nextInt(3_000));
        assertSame();
        for (int i = 0; i < 2_000; i++) flip(PLACES / 2_000 * i + chance.nextInt(100));
        assertSame();
        for (int i = 0; i < 60_000; i++) flip(chance.nextInt(PLACES));
        assertSame();
        for (int place : expected.stream().toArray()) flip(place);
        assertSame();
        assertThat(word.isUnused()).isTrue();
        flip(PLACES - 1);
        assertSame();
    }

    private void flip(int place) {
        if (expected.get(place)) word.remove(place);
        else word.add(place);
        expected.flip(place);
    }

    private void assertSame() {
        var marks = new long[PLACES / 64 + 1];
        word.markIn(marks);
        assertThat(BitSet.valueOf(marks)).isEqualTo(expected);
    }
}
