package custos.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostalAddressTest {
    private static PostalAddress czech(String line1, String city, String postcode) {
        return new PostalAddress(line1, "", city, postcode, "", Optional.of(new CountryCode("CZ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25701", "257 01", "257\u00a001", " 2 5 7 01 ", "257-01"})
    void a_czech_postcode_has_any_spacing_and_one_normal_form(String typed) {
        assertThat(czech("Pozov 1358/16a", "Postupice", typed).postcode()).isEqualTo("25701");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2570", "257011", "257O1", "WA1 1DP"})
    void a_czech_postcode_has_five_digits(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> czech("Pozov 1358/16a", "Postupice", typed))
                .withMessage("a Czech PSČ has five digits");
    }

    @Test
    void elsewhere_a_postcode_stays_as_typed() {
        var london =
                new PostalAddress(
                        "120 Hanover Sq.",
                        "",
                        "London",
                        "WA1  1DP",
                        "",
                        Optional.of(new CountryCode("GB")));

        assertThat(london.postcode()).isEqualTo("WA1 1DP");
        assertThat(london.parts()).containsExactly("120 Hanover Sq.", "WA1 1DP London", "GB");
    }

    @Test
    void an_address_reads_back_from_its_value_without_its_empty_parts() {
        var address = czech("Pozov 1358/16a", "Postupice", "257 01");

        assertThat(address.toValue().plain())
                .isEqualTo(
                        "{\"city\":\"Postupice\",\"country\":\"CZ\",\"line1\":\"Pozov"
                                + " 1358/16a\",\"postcode\":\"25701\"}");
        assertThat(PostalAddress.of(address.toValue())).isEqualTo(address);
        assertThat(address.toString()).doesNotContain("Postupice");
    }

    @Test
    void compared_addresses_need_not_agree_in_accents_case_and_punctuation() {
        assertThat(czech("Bořanovice 1500", "BOŘANOVICE", "250 65").compareForm())
                .isEqualTo(czech("boranovice, 1500", "Boranovice", "25065").compareForm());
        assertThat(czech("Bořanovice 1500", "Praha", "25065").compareForm())
                .isNotEqualTo(czech("Bořanovice 150", "Praha", "25065").compareForm());
    }

    @Test
    void an_address_without_any_part_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PostalAddress("", " ", "", "", "", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "CZ, CZ",
        "cz, CZ",
        "CZE, CZ",
        "Czech Republic, CZ",
        "Czechia, CZ",
        "Česko, CZ",
        "Česká republika, CZ",
        "ČR, CZ",
        "CR, CR",
        "UK, GB",
        "United Kingdom, GB",
        "USA, US",
        "U.S.A., US",
        "United States, US",
        "Germany, DE",
        "Deutschland, DE",
        "Německo, DE",
        "Mexico, MX",
        "México, MX",
        "Brasil, BR",
        "Brazil, BR",
        "Venezuela, VE",
        "Österreich, AT",
        "Ireland, IE",
        "Slovensko, SK",
        "SR, SR",
        "Malaysia, MY",
        "the Netherlands, NL",
        "Holland, NL",
        "Polska, PL",
        "Norge, NO",
        "Suomi, FI",
        "Danmark, DK",
        "España, ES",
        "Magyarország, HU",
        "India, IN",
        "Argentina, AR",
        "Chile, CL",
        "日本, JP",
        "  France ,FR"
    })
    void a_country_is_read_from_its_code_or_name(String text, String code) {
        assertThat(CountryCode.parse(text)).isEqualTo(new CountryCode(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XX", "Atlantis", "QQQ", "C", "Praha"})
    void an_unknown_country_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountryCode.parse(text))
                .withMessageStartingWith("a country");
    }
}
