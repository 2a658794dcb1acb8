package custos.vault.imports;

import static custos.vault.TestVault.STAFF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.vault.ImportDesk;
import custos.vault.imports.ImportLines.Outcome;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who has neither e-mail address nor telephone nor number is known again by name and address.
class ImportAgainTest extends ImportDesk {
    private static final String MAP =
            """
            columns:
              name: full_name
              street: address_line_1
              town: city
              postcode: postcode
              phone: phone
              born: birth_date
            country: CZ
            """;

    private Map<Outcome, Long> outcomes(String rows) {
        var sheet =
                SheetBytes.of(("name,street,town,postcode,phone,born\n" + rows).getBytes(UTF_8));
        return shop.vault()
                .imports()
                .run(
                        ImportJob.of(sheet, ColumnMap.parse(MAP)),
                        Optional.empty(),
                        STAFF,
                        ImportWatch.NONE)
                .outcomes();
    }

    private static Map<Outcome, Long> all(Outcome outcome, long count) {
        return Map.of(outcome, count);
    }

    @Test
    void a_second_import_of_names_and_addresses_changes_nothing() {
        String rows =
                """
                Eva Nová,Dlouhá 1,Brno,,,
                "Ing. Jan Novák, Ph.D.",Krátká 2/4,Praha 1,11000,,
                Ahmad bin Ali,Jalan O'Brien 3,Ipoh,,,
                Petr Malý,Školní 5,Brno,,12,
                """;
        assertThat(outcomes(rows)).isEqualTo(all(Outcome.CREATED, 4));
        assertThat(outcomes(rows)).isEqualTo(all(Outcome.UNCHANGED, 4));
    }

    @Test
    void a_title_a_swapped_name_and_a_town_beside_the_postcode_do_not_hide_her() {
        outcomes("Jan Novák,Krátká 2,Praha,11000,,\n");
        assertThat(outcomes("Mgr. Novák Jan,krátká 2,Praha 1,110 00,,\n"))
                .isEqualTo(all(Outcome.UNCHANGED, 1));
    }

    @Test
    void others_at_the_address_and_namesakes_elsewhere_are_new() {
        outcomes("Jan Novák,Krátká 2,Praha,,,\n");
        assertThat(
                        outcomes(
                                """
                                Eva Nováková,Krátká 2,Praha,,,
                                Jan Novák,Krátká 3,Praha,,,
                                Jan Novák,Krátká 2,Brno,,,
                                """))
                .isEqualTo(all(Outcome.CREATED, 3));
    }

    @Test
    void a_name_alone_tells_nobody_apart_and_is_new_each_time() {
        assertThat(outcomes("Eva Nová,,,,,\n")).isEqualTo(all(Outcome.CREATED, 1));
        assertThat(outcomes("Eva Nová,,,,,\n")).isEqualTo(all(Outcome.CREATED, 1));
    }

    @Test
    void name_and_birth_date_alone_only_raise_a_question() {
        assertThat(outcomes("Eva Nová,,,,,1980-05-17\n")).isEqualTo(all(Outcome.CREATED, 1));
        assertThat(outcomes("Eva Nová,,,,,1980-05-17\n")).isEqualTo(all(Outcome.UNSURE, 1));
        assertThat(outcomes("Eva Nová,,,,,1981-05-17\n")).isEqualTo(all(Outcome.CREATED, 1));
    }

    @Test
    void an_import_waits_for_the_names_of_a_vault_that_was_just_opened() {
        var rows = new StringBuilder();
        for (int i = 1; i <= 1_500; i++) {
            rows.append("Eva Nová,Dlouhá ").append(i).append(",Brno,,,\n");
        }
        outcomes(rows.toString());
        shop.reopen();
        assertThat(outcomes("Eva Nová,Dlouhá 1500,Brno,,,\n")).isEqualTo(all(Outcome.UNCHANGED, 1));
    }
}
