package custos.crypto;

import static custos.crypto.DataKeyTest.assertDamaged;
import static custos.crypto.Sample.KEY;
import static custos.crypto.Sample.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyEncryptionKeysTest {
    private final KeyEncryptionKeys keks = KeyEncryptionKeys.create(Sample.VAULT, RANDOM);
    private final Wrap wrap = keks.wrap(Sample.dataKey(KEY));

    @Test
    void a_wrapped_key_comes_back_for_its_own_place_only() {
        assertThat(keks.unwrap(wrap, KEY).key()).isEqualTo(Sample.dataKey(KEY).key());
        assertDamaged(() -> keks.unwrap(wrap, new KeyPlace(Sample.VAULT, 5001, 3, 2)));
        assertDamaged(() -> keks.unwrap(wrap, new KeyPlace(Sample.VAULT, 5000, 4, 2)));
        assertDamaged(() -> keks.unwrap(wrap, new KeyPlace(Sample.VAULT, 5000, 3, 1)));
        assertDamaged(() -> keks.unwrap(wrap, new KeyPlace(Sample.OTHER_VAULT, 5000, 3, 2)));
    }

    @Test
    void the_vault_is_part_of_a_wrap() {
        var here = Sample.keks(Sample.VAULT, 8).wrap(Sample.dataKey(KEY));
        var there = new KeyPlace(Sample.OTHER_VAULT, 5000, 3, 2);
        assertDamaged(() -> Sample.keks(Sample.OTHER_VAULT, 8).unwrap(here, there));
    }

    @Test
    void the_number_of_the_kek_is_part_of_a_wrap() {
        byte[] bytes = Sample.keks(Sample.VAULT, 8).wrap(Sample.dataKey(KEY)).bytes();
        ByteBuffer.wrap(bytes).putInt(2, 9);
        assertDamaged(() -> Sample.keks(Sample.VAULT, 9).unwrap(Wrap.of(bytes), KEY));
    }

    @Test
    void no_flipped_bit_of_a_wrap_opens() {
        for (int bit = 0; bit < Wrap.LENGTH * 8; bit++) {
            byte[] changed = Sample.flipped(wrap.bytes(), bit);
            assertThatThrownBy(() -> keks.unwrap(Wrap.of(changed), KEY))
                    .isInstanceOf(CryptoFault.class);
        }
    }

    @Test
    void a_commitment_to_another_key_is_damage() {
        byte[] bytes = wrap.bytes();
        byte[] other = keks.wrap(DataKey.random(KEY, RANDOM)).bytes();
        System.arraycopy(other, Wrap.SEALED, bytes, Wrap.SEALED, 32);
        assertDamaged(() -> keks.unwrap(Wrap.of(bytes), KEY));
    }

    @Test
    void a_roll_moves_every_wrap_to_the_new_key_and_then_forgets_the_old() {
        var both = keks.withNext();
        assertThat(both.ids()).containsExactly(1, 2);
        var moved = both.rewrap(wrap, KEY);
        assertThat(moved.kekId()).isEqualTo(2);
        var after = both.onlyCurrent();
        assertThat(after.ids()).containsExactly(2);
        assertThat(after.unwrap(moved, KEY).key()).isEqualTo(Sample.dataKey(KEY).key());
        assertThatThrownBy(() -> after.unwrap(wrap, KEY))
                .isInstanceOf(CryptoFault.UnknownKey.class)
                .hasMessageContaining("KEK");
    }

    @Test
    void a_second_roll_waits_for_the_first() {
        assertThatThrownBy(() -> keks.withNext().withNext())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_key_wears_out_after_two_to_the_thirty_wraps() {
        keks.countFrom(KeyEncryptionKeys.MAX_WRAPS - 1);
        keks.wrap(Sample.dataKey(KEY));
        assertThatThrownBy(() -> keks.wrap(Sample.dataKey(KEY)))
                .isInstanceOf(CryptoFault.KeyWornOut.class);
    }

    @Test
    void wraps_stand_ascending_and_are_found_by_class_and_generation() {
        var wraps = Wraps.empty().with(3, 2, wrap).with(1, 1, wrap).with(3, 1, wrap);
        assertThat(wraps.entries())
                .extracting(Wraps.Entry::dataClass, Wraps.Entry::generation)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(1, 1),
                        org.assertj.core.api.Assertions.tuple(3, 1),
                        org.assertj.core.api.Assertions.tuple(3, 2));
        assertThat(wraps.latest(3)).map(Wraps.Entry::generation).contains(2);
        assertThat(wraps.latest(2)).isEmpty();
        assertThat(wraps.find(3, 1)).isPresent();
        assertThat(wraps.without(3).entries()).hasSize(1);
        assertThat(wraps.without(3, 1).entries()).hasSize(2);
        assertThat(Wraps.parse(wraps.bytes())).isEqualTo(wraps);
    }

    @Test
    void a_wrap_of_the_same_generation_is_replaced() {
        var newer = keks.wrap(Sample.dataKey(KEY));
        var wraps = Wraps.empty().with(3, 2, wrap).with(3, 2, newer);
        assertThat(wraps.entries()).containsExactly(new Wraps.Entry(3, 2, newer));
    }

    @Test
    void wraps_out_of_order_or_cut_short_are_damage() {
        byte[] bytes = Wraps.empty().with(3, 2, wrap).with(3, 3, wrap).bytes();
        assertDamaged(() -> Wraps.parse(Arrays.copyOf(bytes, bytes.length - 1)));
        bytes[3 + 5] = 3;
        assertDamaged(() -> Wraps.parse(bytes));
    }
}
