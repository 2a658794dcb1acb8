package custos.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4111 - 1111 - 1111 - 1111",
                "4111\u00a01111\u20131111\u00a01111",
                "pays with 5555555555554444, exp 12/29",
                "5555555555554444 12 29",
                "order 7: 3782 822463 10005",
                "card30569309025904x",
                "4222222222222",
                "6304 0000 0000 0000 000",
                "4111.1111.1111.1111",
                "4111_1111_1111_1111",
                "4111/1111/1111/1111",
                "4111\n1111\n1111\n1111",
                "3782.822463.10005",
                "4111\u200b1111\u200b1111\u200b1111",
                "\uff14\uff11\uff11\uff11 1111 1111 1111",
                "+4111111111111111",
                "call +420 603 000 062 or 4111 1111 1111 1111"
            })
    void a_card_number_anywhere_is_found(String text) {
        assertThat(CardNumber.appearsIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "411111111111",
                "41111111111111111111111",
                "2026-11-22 12:57:32",
                "+420 603 000 062",
                "+49 1512 3456789",
                "00420 603 000 062",
                "0000000000000",
                "18182736-4514-4111-8111-111111111111",
                "19. 11. 1987",
                "4111.1111.1111.1112",
                "from 2026.11.22 to 2026.12.24, 192.168.100.200",
                "Lomnička 939, 349 01 Kšice",
                ""
            })
    void other_digits_are_left_alone(String text) {
        assertThat(CardNumber.appearsIn(text)).isFalse();
    }

    @Test
    void the_refusal_names_the_rule_and_not_the_number() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlainText.lines("a note", "my card\n4111 1111 1111 1111", 0, 500))
                .withMessageContaining("13 to 19 digits")
                .withMessageContaining("Luhn")
                .withMessageNotContaining("4111");
    }

    @Test
    void every_text_type_refuses_a_card() {
        String card = "4111111111111111";

        assertThatIllegalArgumentException().isThrownBy(() -> new FullName("Eva " + card));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExternalReference(card));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress(card + "@example.org"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebAddress("https://example.org/" + card));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneNumber.parse(card, new CountryCode("CZ")));
        assertThatIllegalArgumentException().isThrownBy(() -> WrittenNumber.whole(card));
    }
}
