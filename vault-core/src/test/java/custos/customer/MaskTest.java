package custos.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MaskTest {
    @ParameterizedTest
    @CsvSource({
        "CLEAR, Eva Nová, Eva Nová",
        "EMAIL, jan.novak@example.org, j•••@example.org",
        "EMAIL, j@example.org, j•••@example.org",
        "EMAIL, 𝒜b@example.org, 𝒜•••@example.org",
        "EMAIL, not an address, •••",
        "EMAIL, a@b@example.org, •••",
        "LAST_THREE, 601 000 979, ••• ••• 979",
        "LAST_THREE, 12345, •••",
        "TOWN_ONLY, Praha, •••",
        "HIDDEN, anything, •••"
    })
    void a_text_is_masked(Mask mask, String value, String shown) {
        assertThat(mask.of(new FieldValue.Text(value))).isEqualTo(shown);
    }

    @Test
    void a_number_shows_its_last_three_digits_without_extension() {
        var number = PhoneNumber.parse("601 000 979 ext. 12", new CountryCode("CZ"));

        assertThat(Mask.LAST_THREE.of(number.toValue())).isEqualTo("••• ••• 979");
    }

    @Test
    void an_address_shows_its_town() {
        var address = new PostalAddress("Kunice 2833", "", "Praha", "25163", "", Optional.empty());
        var nowhere = new PostalAddress("Kunice 2833", "", "", "", "", Optional.empty());

        assertThat(Mask.TOWN_ONLY.of(address.toValue())).isEqualTo("Praha");
        assertThat(Mask.TOWN_ONLY.of(nowhere.toValue())).isEqualTo("•••");
    }

    @ParameterizedTest
    @EnumSource(names = {"EMAIL", "LAST_THREE", "TOWN_ONLY", "HIDDEN"})
    void a_value_of_another_kind_is_hidden(Mask mask) {
        assertThat(mask.of(new FieldValue.Whole(123_456_789))).isEqualTo("•••");
    }
}
