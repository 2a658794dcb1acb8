package custos.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void it_finds_exactly_those_who_entered_and_did_not_leave(long seed) {
        var chance = new Random(seed);
        var roll = new Roll();
        var expected = new HashMap<Long, Integer>();
        for (int i = 0; i < 50_000; i++) {
            long number = chance.nextInt(3_000) * (seed == 1 ? 1L : 1L << 32);
            var place = expected.remove(number);
            assertThat(roll.find(number)).isEqualTo(place == null ? Roll.NOWHERE : place);
            if (place != null) roll.leave(place);
            else expected.put(number, roll.enter(number));
        }
        assertThat(roll.count()).isEqualTo(expected.size());
        assertThat(expected.values()).doesNotHaveDuplicates();
        expected.forEach((number, place) -> assertThat(roll.numberAt(place)).isEqualTo(number));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void the_places_of_the_gone_are_given_again(int customers) {
        var roll = new Roll();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < customers; i++) roll.enter(i);
            for (int i = 0; i < customers; i++) roll.leave(roll.find(i));
        }
        assertThat(roll.end()).isEqualTo(customers);
    }
}
