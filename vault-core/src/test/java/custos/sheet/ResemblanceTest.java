package custos.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.EmailAddress;
import custos.customer.FullName;
import custos.customer.PostalAddress;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResemblanceTest {
    private static Resemblance of(String name, String street, String birth, String email) {
        return Resemblance.of(
                new Particulars(
                        Optional.empty(),
                        filled(name).map(FullName::new),
                        filled(email).map(EmailAddress::new),
                        Optional.empty(),
                        filled(birth).map(LocalDate::parse),
                        filled(street)
                                .map(line ->
                                        new PostalAddress(
                                                line, "", "Brno", "60200", "", Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(one -> !one.equals("-"));
    }

    @ParameterizedTest
    @CsvSource({
        "Hana Nováková, Lipová 7, -, -, Hanna Novakova, Lipova 7, -, -",
        "Hana Nováková, -, 1980-05-17, -, Nováková Hana, -, 1980-05-17, -",
        "Hana Nováková, -, 1980-05-17, -, Hana Nováková, -, 1980-05-18, -",
        "Hana Nováková, -, 1980-05-06, -, Hana Nováková, -, 1980-06-05, -",
        "Hana Nováková, Lipová 7, 1980-05-17, -, Hana Dvořáková, Lipová 7, 1980-05-17, -",
        "Hana Nováková, -, -, h@example.org, H. Nováková, -, -, h@example.org",
        "Hana Nováková, Lipová 7, -, -, Hana, Lipová 7, -, -",
    })
    void worth_a_look(
            String name,
            String street,
            String birth,
            String email,
            String name2,
            String street2,
            String birth2,
            String email2) {
        Resemblance one = of(name, street, birth, email);
        Resemblance other = of(name2, street2, birth2, email2);

        assertThat(one.with(other)).isGreaterThanOrEqualTo(Resemblance.ALIKE);
        assertThat(other.with(one)).isEqualTo(one.with(other));
        assertThat(Collections.disjoint(one.keys(), other.keys())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Hana Nováková, -, -, -, Hana Nováková, -, -, -",
        "Hana Nováková, Lipová 7, -, h@example.org, Eva Nováková, Lipová 7, -, h@example.org",
        "Jan Novák, Lipová 7, 1950-01-02, -, Petr Novák, Lipová 7, 1980-05-17, -",
        "Hana Nováková, -, -, h@example.org, Petr Dub, -, -, h@example.org",
        "Hana Nováková, Lipová 7, -, -, Petr Dub, Lipová 7, -, -",
        "-, Lipová 7, -, -, -, Lipová 9, -, -",
    })
    void somebody_else(
            String name,
            String street,
            String birth,
            String email,
            String name2,
            String street2,
            String birth2,
            String email2) {
        assertThat(of(name, street, birth, email).with(of(name2, street2, birth2, email2)))
                .isLessThan(Resemblance.ALIKE);
    }

    @Test
    void nobody_reads_a_name_in_a_log() {
        assertThat(of("Hana Nováková", "-", "-", "-")).hasToString("Resemblance[redacted]");
    }

    @ParameterizedTest
    @CsvSource({
        "martha, marhta, 0.961",
        "dwayne, duane, 0.840",
        "dixon, dicksonx, 0.813",
        "a, b, 0",
        "same, same, 1",
    })
    void nearness_is_that_of_its_paper(String one, String other, double expected) {
        assertThat(Nearness.of(one, other))
                .isCloseTo(expected, org.assertj.core.data.Offset.offset(0.0006));
    }
}
