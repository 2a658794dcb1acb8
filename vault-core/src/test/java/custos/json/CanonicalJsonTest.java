package custos.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import custos.json.JsonValue.Items;
import custos.json.JsonValue.Text;
import custos.json.JsonValue.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @Test
    void members_are_sorted_and_absent_ones_left_out() {
        var value =
                JsonValue.object()
                        .put("v", 1)
                        .put("at", "2026-01-31T10Z")
                        .put("none", java.util.Optional.empty())
                        .put("acts", new Items(List.of()))
                        .build();
        assertThat(CanonicalJson.encodeText(value))
                .isEqualTo("{\"acts\":[],\"at\":\"2026-01-31T10Z\",\"v\":1}");
    }

    @Test
    void text_is_escaped_as_rfc_8785_says() {
        assertThat(CanonicalJson.encodeText(new Text("€$\u000f\nA'B\"\\\\\"/č\u2028😀")))
                .isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/č\u2028😀\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "+5",
                "007",
                "-0",
                "1.0",
                "1e3",
                "9007199254740992",
                "null",
                "true",
                "{\"b\":1,\"a\":1}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,}",
                "[1,]",
                "[1",
                "\"\\u0041\"",
                "\"\\/\"",
                "\"\\u000F\"",
                "\"\n\"",
                "{\"é\":1}",
                "{\"\":1}",
                "\"\\ud800\"",
                "٣",
                "{} "
            })
    void every_other_spelling_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.parse(text.getBytes(UTF_8)));
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.parse(new byte[] {'"', (byte) 0xc3, '"'}));
    }

    @Test
    void deep_nesting_is_refused_instead_of_overflowing_the_stack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.parse("[".repeat(100_000).getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20260131})
    void what_is_encoded_parses_to_an_equal_value(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            JsonValue value = anyValue(random, 3);
            assertThat(CanonicalJson.parse(CanonicalJson.encode(value))).isEqualTo(value);
        }
    }

    private static JsonValue anyValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 4)) {
            case 0 -> new Whole(random.nextLong(-Whole.MAX, Whole.MAX + 1));
            case 1 -> new Text(anyText(random));
            case 2 -> {
                var items = new ArrayList<JsonValue>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(anyValue(random, depth - 1));
                }
                yield new Items(items);
            }
            default -> {
                var members = JsonValue.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put("m" + i, anyValue(random, depth - 1));
                }
                yield members.build();
            }
        };
    }

    private static String anyText(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int c = random.nextInt(0x3000);
            text.appendCodePoint(random.nextInt(9) == 0 ? 0x1F600 + random.nextInt(60) : c);
        }
        return text.toString();
    }
}
