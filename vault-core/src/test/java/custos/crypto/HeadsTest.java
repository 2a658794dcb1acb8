package custos.crypto;

import static custos.crypto.DataKeyTest.assertDamaged;
import static custos.crypto.Sample.RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadsTest {
    private static final Head HEAD = new Head(5000, 17, 3, 2);
    private static final Head.Row FIRST = new Head.Row(RECORD, 9, Sample.filled(1));
    private static final Head.Row SECOND = new Head.Row(RECORD + 1, 1, Sample.filled(2));
    private static final List<Head.Row> ROWS = List.of(FIRST, SECOND);

    private final Heads heads = new Heads(Sample.secrets());
    private final byte[] sealed = heads.seal(HEAD, ROWS);

    @Test
    void a_head_holds_for_its_own_customer_only() {
        heads.verify(sealed, HEAD, ROWS);
        assertDamaged(() -> heads.verify(sealed, new Head(5001, 17, 3, 2)));
        assertDamaged(() -> heads.verify(sealed, new Head(5000, 16, 3, 2)));
        assertDamaged(() -> heads.verify(sealed, new Head(5000, 17, 2, 2)));
        assertDamaged(() -> heads.verify(sealed, new Head(5000, 17, 3, 1)));
        var elsewhere = new Heads(Sample.secrets(Sample.OTHER_VAULT, 2));
        assertDamaged(() -> elsewhere.verify(sealed, HEAD));
    }

    @Test
    void a_head_covers_every_record() {
        assertDamaged(() -> heads.verify(sealed, HEAD, List.of(FIRST)));
        assertDamaged(() -> heads.verify(sealed, HEAD, List.of(FIRST, FIRST)));
        assertDamaged(() -> verifyWith(new Head.Row(RECORD + 2, 1, Sample.filled(2))));
        assertDamaged(() -> verifyWith(new Head.Row(RECORD + 1, 2, Sample.filled(2))));
        assertDamaged(() -> verifyWith(new Head.Row(RECORD + 1, 1, Sample.filled(3))));
    }

    private void verifyWith(Head.Row second) {
        heads.verify(sealed, HEAD, List.of(FIRST, second));
    }

    @Test
    void the_customer_is_part_of_every_term() {
        byte[] otherSum = heads.seal(new Head(5001, 17, 3, 2), ROWS);
        assertThat(Arrays.copyOfRange(otherSum, 2, 34))
                .isNotEqualTo(Arrays.copyOfRange(sealed, 2, 34));
    }

    @Test
    void no_flipped_bit_of_a_head_holds() {
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = Sample.flipped(sealed, bit);
            assertThatThrownBy(() -> heads.verify(changed, HEAD)).isInstanceOf(CryptoFault.class);
        }
    }

    @Test
    void a_head_amended_by_difference_is_the_head_over_all_records() {
        var changed = new Head.Row(RECORD, 10, Sample.filled(7));
        var third = new Head.Row(RECORD + 5, 1, Sample.filled(8));
        var after = new Head(5000, 18, 4, 3);
        byte[] amended = heads.amend(sealed, HEAD, after, List.of(FIRST), List.of(changed, third));
        assertThat(amended).isEqualTo(heads.seal(after, List.of(SECOND, third, changed)));
    }

    @Test
    void a_head_that_does_not_hold_is_not_amended() {
        var wrong = new Head(5000, 16, 3, 2);
        assertDamaged(() -> heads.amend(sealed, wrong, HEAD, List.of(), List.of()));
    }

    @Test
    void a_head_under_an_older_secret_still_holds_and_keeps_its_version_when_amended() {
        byte[] older = new Heads(Sample.secrets(Sample.VAULT, 1)).seal(HEAD, ROWS);
        heads.verify(older, HEAD, ROWS);
        assertThat(Heads.logVersion(older)).isEqualTo(1);
        byte[] amended = heads.amend(older, HEAD, HEAD, List.of(), List.of());
        assertThat(amended).isEqualTo(older);
        assertThat(Heads.logVersion(heads.seal(HEAD, ROWS))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sums_agree_with_big_integers(long seed) {
        var random = new Random(seed);
        var modulus = BigInteger.TWO.pow(256);
        for (int i = 0; i < 1000; i++) {
            byte[] a = Sample.filled(i % 3 == 0 ? 0xFF : 0);
            if (i % 3 == 1) {
                random.nextBytes(a);
            }
            byte[] b = new byte[32];
            random.nextBytes(b);
            byte[] sum = a.clone();
            Sum256.add(sum, b);
            assertThat(new BigInteger(1, sum))
                    .as("seed %d", seed)
                    .isEqualTo(new BigInteger(1, a).add(new BigInteger(1, b)).mod(modulus));
            Sum256.subtract(sum, b);
            assertThat(sum).as("seed %d", seed).isEqualTo(a);
        }
    }
}
