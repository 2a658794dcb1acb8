package custos.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
    private static final CountryCode CZ = new CountryCode("CZ");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "E",
                "王",
                "Siti Aminah binti Yusof",
                "Ravi a/l Kumar",
                "de la Cruz",
                "O’Neil"
            })
    void a_name_is_whatever_has_a_letter(String name) {
        assertThat(new FullName(name).value()).isEqualTo(name);
    }

    @Test
    void a_name_keeps_its_case_and_loses_only_needless_spaces() {
        assertThat(new FullName("  ferdinand   SLAVÍK ").value()).isEqualTo("ferdinand SLAVÍK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "123",
                "Eva\nNová",
                "Eva\u0000",
                "Eva\u202eávoN",
                "E\u0085",
                "\ud83d"
            })
    void a_name_without_letters_or_with_controls_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FullName(name));
    }

    @Test
    void a_name_has_at_most_200_characters_whatever_their_bytes() {
        assertThat(new FullName("𝒜".repeat(200)).value()).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FullName("á".repeat(201)))
                .withMessage("a full name has at most 200 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "jan.novak@example.org, jan.novak@example.org",
        "' Jan.Novak@Example.ORG ', jan.novak@example.org",
        "o'neil+shop@example.co.uk, o'neil+shop@example.co.uk",
        "eva@müller.example, eva@xn--mller-kva.example",
        "eva@MÜLLER.example, eva@xn--mller-kva.example",
        "eva@xn--mller-kva.example, eva@xn--mller-kva.example",
        "nováková@example.cz, nováková@example.cz",
        "I@example.org, i@example.org"
    })
    void an_email_has_one_index_form(String typed, String index) {
        var form = new EmailAddress(typed).indexForm();

        assertThat(form).isEqualTo(new IndexForm(Normaliser.EMAIL_1, index));
        assertThat(new EmailAddress(form.value()).indexForm()).isEqualTo(form);
        assertThat(form.toString()).doesNotContain("@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jan",
                "@example.org",
                "jan@",
                "a@b@example.org",
                "jan@localhost",
                "alzbeta.kubickova @ example.net",
                "svetlana.svobodovaexample.net",
                ".jan@example.org",
                "jan.@example.org",
                "ja..n@example.org",
                "\"jan\"@example.org",
                "jan@[127.0.0.1]",
                "jan@127.0.0.1",
                "jan@-example.org",
                "jan@example..org",
                "jan@example.org.",
                "jan@exa_mple.org",
                "jan@example.org\r\nBcc: x@example.org",
                "jan,eva@example.org",
                "<jan@example.org>"
            })
    void other_texts_are_not_an_email(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress(typed))
                .withMessageStartingWith("an e-mail address");
    }

    @Test
    void an_email_has_at_most_254_characters() {
        String domain = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(58) + ".org";
        String longest = "x".repeat(254 - 1 - domain.length()) + "@" + domain;

        assertThat(new EmailAddress(longest).value()).hasSize(254);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress("x" + longest))
                .withMessage("an e-mail address has at most 254 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "+420 601 000 979, +420601000979",
        "420 608000316, +420608000316",
        "603/000663, +420603000663",
        "792-000-788, +420792000788",
        "tel. 603 000 062, +420603000062",
        "777000729, +420777000729",
        "00420603000021, +420603000021",
        "603 000 062 ext. 12, +420603000062",
        "+60 12-345 6789, +60123456789",
        "+1 (514) 721-4711, +15147214711",
        "+49 0711 2842222, +497112842222"
    })
    void a_valid_number_has_its_e164_form(String typed, String e164) {
        var number = PhoneNumber.parse(typed, CZ);

        assertThat(number.typed()).isEqualTo(typed);
        assertThat(number.indexForm()).contains(new IndexForm(Normaliser.PHONE_1, e164));
        assertThat(PhoneNumber.of(number.toValue())).isEqualTo(number);
        assertThat(number.toString()).doesNotContain(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "601/0002",
                "004207920004",
                "603-000-0",
                "tel. 602 000 2",
                "+420 736 000 2",
                "112"
            })
    void an_invalid_number_is_kept_as_typed_and_not_indexed(String typed) {
        var number = PhoneNumber.parse(typed, CZ);

        assertThat(number).isEqualTo(new PhoneNumber(typed, Optional.empty()));
        assertThat(number.indexForm()).isEmpty();
        assertThat(PhoneNumber.of(number.toValue())).isEqualTo(number);
    }

    @Test
    void the_same_digits_belong_to_the_default_country() {
        assertThat(PhoneNumber.parse("012-345 6789", new CountryCode("MY")).e164())
                .contains("+60123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ask Eva",
                "603\n000",
                "6030000621234567890123456789012345678901234567890123456789012"
            })
    void what_has_no_digit_or_is_no_line_is_no_number(String typed) {
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumber.parse(typed, CZ));
    }

    @Test
    void a_reference_is_found_in_any_case() {
        assertThat(new ExternalReference(" Z1001-ß ").indexForm())
                .isEqualTo(new ExternalReference("z1001-SS").indexForm())
                .isEqualTo(new IndexForm(Normaliser.REFERENCE_1, "z1001-ss"));
        assertThat(new ExternalReference("Z1001").value()).isEqualTo("Z1001");
    }

    @Test
    void normaliser_numbers_are_frozen() {
        assertThat(Normaliser.EMAIL_1.number()).isEqualTo(1);
        assertThat(Normaliser.PHONE_1.number()).isEqualTo(2);
        assertThat(Normaliser.REFERENCE_1.number()).isEqualTo(3);
        assertThat(Normaliser.of(2)).isEqualTo(Normaliser.PHONE_1);
        assertThatIllegalArgumentException().isThrownBy(() -> Normaliser.of(9));
    }
}
