package custos.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetAmountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1863.4 | 1863.4
                    1 863,40 | 1863.40
                    1,863.40 | 1863.40
                    1.863,40 | 1863.40
                    1,863 | 1863
                    0,125 | 0.125
                    12,5 | 12.5
                    -7 | -7
                    1'250.00 | 1250.00
                    1,250,000 | 1250000
                    """)
    void an_amount_is_read_as_it_was_meant(String typed, BigDecimal amount) {
        assertThat(SheetAmount.parse(typed)).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1e9", "--1", "1.2.3", "12 Kč", "NaN", "٣"})
    void anything_else_is_refused(String typed) {
        assertThatThrownBy(() -> SheetAmount.parse(typed))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
