package custos.customer;

import static custos.customer.WrittenDate.Order.DAY_FIRST;
import static custos.customer.WrittenDate.Order.MONTH_FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenValueTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @CsvSource({
        "1980-09-05, 1980-09-05",
        "19.11.1987, 1987-11-19",
        "10. 1. 1967, 1967-01-10",
        "9.3.1947, 1947-03-09",
        "14/07/1951, 1951-07-14",
        "4/7/1951, 1951-07-04",
        "04-07-1951, 1951-07-04",
        "29. 2. 2000, 2000-02-29"
    })
    void a_date_is_read_as_people_write_it(String text, LocalDate date) {
        assertThat(WrittenDate.parse(text, DAY_FIRST)).isEqualTo(date);
    }

    @Test
    void the_caller_says_which_number_is_the_day() {
        assertThat(WrittenDate.parse("4/7/1951", MONTH_FIRST)).isEqualTo(LocalDate.of(1951, 4, 7));
        assertThat(WrittenDate.parse("4.7.1951", MONTH_FIRST)).isEqualTo(LocalDate.of(1951, 7, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrittenDate.parse("14/07/1951", MONTH_FIRST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "19.11.87",
                "1.1.0087",
                "31.2.1990",
                "29.2.1900",
                "1990-13-01",
                "19111987",
                "32874",
                "14/07-1951",
                "1990-1-1",
                "١٩.١١.١٩٨٧",
                "19.11.1987 10:00",
                "0000-01-01"
            })
    void other_dates_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WrittenDate.parse(text, DAY_FIRST));
    }

    @Test
    void a_birth_is_not_after_today_and_at_most_130_years_ago() {
        assertThat(WrittenDate.parseBirth("22.11.2026", DAY_FIRST, TODAY)).isEqualTo(TODAY);
        assertThat(WrittenDate.parseBirth("22.11.1896", DAY_FIRST, TODAY).getYear())
                .isEqualTo(1896);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrittenDate.parseBirth("23.11.2026", DAY_FIRST, TODAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrittenDate.parseBirth("21.11.1896", DAY_FIRST, TODAY))
                .withMessageContaining("130 years");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1250;1250",
                "-3.50;-3.50",
                "1 250,50;1250.50",
                "1\u00a0250;1250",
                "0,5;0.5",
                "\u22127;-7"
            })
    void a_number_is_read_with_spaces_and_either_mark(String text, String plain) {
        assertThat(WrittenNumber.decimal(text).plain()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,250.50", "1e9", "12 50", "+5", "0x10", "1.", ".5", "NaN", "١٢"})
    void other_numbers_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WrittenNumber.decimal(text));
    }

    @Test
    void a_whole_number_has_64_bits() {
        assertThat(WrittenNumber.whole("-12 500").value()).isEqualTo(-12_500);
        assertThatIllegalArgumentException().isThrownBy(() -> WrittenNumber.whole("1.0"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrittenNumber.whole("9999999999999999999"));
    }

    @Test
    void a_yes_is_never_guessed() {
        assertThat(WrittenNumber.flag("true").value()).isTrue();
        assertThat(WrittenNumber.flag("false").value()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> WrittenNumber.flag("yes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.org/eva", "http://example.org", "HTTPS://example.org?q=1"})
    void a_web_address_is_http(String text) {
        assertThat(new WebAddress(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "ftp://example.org",
                "example.org",
                "https://",
                "https:///x",
                "https://eva:secret@example.org",
                "https://exa mple.org",
                "https://example.org/\u0001"
            })
    void other_web_addresses_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new WebAddress(text));
    }

    @Test
    void a_choice_is_one_of_the_list() {
        var choices = new Choices(List.of("price", "quality", "choice"));

        assertThat(choices.one(" price ").value()).isEqualTo("price");
        assertThat(choices.several(List.of("choice", "price", "price")).plain())
                .isEqualTo("[\"price\",\"choice\"]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choices.one("Price"))
                .withMessage("a choice is one of the 3 answers of its field");
    }

    @Test
    void income_is_a_band_and_never_a_figure() {
        assertThat(IncomeBand.parse("20000 - 39999").toValue().plain()).isEqualTo("20000-39999");
        assertThat(IncomeBand.parse("60000+").toValue().plain()).isEqualTo("60000+");
        assertThatIllegalArgumentException().isThrownBy(() -> IncomeBand.parse("35500"));
        assertThatIllegalArgumentException().isThrownBy(() -> IncomeBand.parse("35500-35500"));
        assertThatIllegalArgumentException().isThrownBy(() -> IncomeBand.parse("40000-20000"));
    }

    @Test
    void free_text_keeps_its_lines_and_nothing_else_that_is_invisible() {
        assertThat(PlainText.lines("a note", "ring twice\r\n\tblue door\n", 0, 100))
                .isEqualTo("ring twice\n\tblue door");
        for (String bad : List.of("\u0007", "a\rb", "\u009f.", "\u2066x", "a\u0000b", "\ud800x")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PlainText.lines("a note", bad + ".", 0, 100));
        }
        assertThat(PlainText.line("a name", "\u0645\u06cc\u200c\u062e", 1, 9)).hasSize(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlainText.lines("a note", "x".repeat(5_000_000), 0, 2_000))
                .withMessage("a note has at most 2000 characters");
    }
}
