package custos.customer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import custos.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValueTest {
    static Stream<FieldValue> one_of_each() {
        return Stream.of(
                new FieldValue.Text("Novák"),
                new FieldValue.Day(LocalDate.of(1987, 11, 19)),
                new FieldValue.Whole(-1),
                new FieldValue.Flag(true),
                new FieldValue.Decimal(new BigDecimal("1.50")),
                new FieldValue.Json(JsonValue.texts(List.of("a", "b"))));
    }

    @ParameterizedTest
    @MethodSource("one_of_each")
    void a_value_reads_back_from_its_bytes(FieldValue value) {
        assertThat(FieldValue.parse(value.type(), value.toBytes())).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("one_of_each")
    void a_value_never_prints_itself(FieldValue value) {
        assertThat(value.toString()).endsWith("[redacted]").doesNotContain(value.plain());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 4e6f76c3a16b",
        "1, 2, 313938372d31312d3139",
        "2, 3, ffffffffffffffff",
        "3, 4, 01",
        "4, 5, 312e3530",
        "5, 6, 5b2261222c2262225d"
    })
    void the_bytes_are_the_format(int which, int type, String hex) {
        FieldValue value = one_of_each().toList().get(which);

        assertThat(value.type()).isEqualTo(type);
        assertThat(HexFormat.of().formatHex(value.toBytes())).isEqualTo(hex);
    }

    @Test
    void text_is_brought_to_nfc() {
        assertThat(new FieldValue.Text("Nova\u0301k")).isEqualTo(new FieldValue.Text("Nov\u00e1k"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "7, 61",
        "1, ff",
        "1, 6100",
        "2, 313938372d31332d3139",
        "2, 31392e312e31393837",
        "3, 01",
        "4, 02",
        "4, ''",
        "5, 2b31",
        "5, 3031",
        "5, 31653130",
        "5, 2d30",
        "5, 312e",
        "6, 7b20 7d",
        "6, 00"
    })
    void any_other_spelling_is_refused(int type, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThatIllegalArgumentException().isThrownBy(() -> FieldValue.parse(type, bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud800", "\udc00x"})
    void text_with_nul_or_half_a_surrogate_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FieldValue.Text(text));
    }

    @Test
    void a_value_has_at_most_one_mebibyte() {
        assertThat(new FieldValue.Text("x".repeat(1 << 20)).toBytes()).hasSize(1 << 20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldValue.Text("x".repeat((1 << 20) + 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldValue.parse(1, new byte[(1 << 20) + 1]));
    }

    @Test
    void a_decimal_keeps_its_scale_and_has_limits() {
        assertThat(new FieldValue.Decimal(new BigDecimal("1E+3")).plain()).isEqualTo("1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldValue.Decimal(new BigDecimal("1E+39")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldValue.Decimal(new BigDecimal("1E-19")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldValue.parse(5, "9".repeat(100_000).getBytes(UTF_8)));
    }

    static LongStream seeds() {
        return LongStream.range(1, 21);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_bytes_parse_are_the_bytes_that_are_written(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            int type = random.nextInt(8);
            if (random.nextBoolean()) {
                for (int b = 0; b < bytes.length; b++) {
                    bytes[b] = (byte) "0123456789-.,\"[]{}:".charAt(random.nextInt(19));
                }
            }
            try {
                FieldValue value = FieldValue.parse(type, bytes);
                // Text alone is brought to NFC when read.
                if (type != 1) {
                    assertThat(value.toBytes()).isEqualTo(bytes);
                }
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }
}
