package custos.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CountryCode;
import custos.customer.WrittenDate;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnMapTest {
    @ParameterizedTest
    @CsvSource({
        "Číslo zákazníka, NUMBER",
        "CISLO ZAKAZNIKA, NUMBER",
        "CustomerID, NUMBER",
        "Ulice a č.p., ADDRESS_LINE_1",
        "E-mail, EMAIL",
        "Datum narození, BIRTH_DATE",
        "Tarikh lahir, BIRTH_DATE",
        "No. Telefon, PHONE",
        "Poskod, POSTCODE",
        "Bandar, CITY",
        "Negeri, REGION",
        "Souhlas s marketingem, CONSENT",
        "NPS, SURVEY_SCORE",
        "Answered on, SURVEY_ON",
        "Datum hodnocení, SURVEY_ON",
        "Tarikh tinjauan, SURVEY_ON",
        "ContactTitle, JOB_TITLE",
        "Fax, IGNORE",
        "Shoe size, UNMAPPED",
    })
    void a_header_is_recognised_whatever_its_case_and_accents(String header, ColumnRole role) {
        assertThat(ColumnRole.suggestedBy(header)).isEqualTo(role);
    }

    @Test
    void a_suggestion_takes_each_role_once_and_a_lone_first_name_as_the_name() {
        var columns =
                ColumnMap.suggest(
                                List.of("Jméno", "Telefon", "Mobil", "Fax", "Hobbies"),
                                Set.of(new FieldId("hobbies")))
                        .columns();
        assertThat(columns)
                .extracting(ColumnMap.Column::role)
                .containsExactly(
                        ColumnRole.FULL_NAME,
                        ColumnRole.PHONE,
                        ColumnRole.UNMAPPED,
                        ColumnRole.IGNORE,
                        ColumnRole.FIELD);
    }

    @Test
    void a_map_takes_the_header_s_own_spelling_and_the_columns_that_only_a_rule_names() {
        ColumnMap map =
                ColumnMap.parse(
                        """
                        columns:
                          "e mail": email
                          "OPT-IN": ignore
                        consents:
                          - column: "opt-in"
                            date_column: "since"
                            purposes: [newsletter]
                            channels: [email]
                            method: import
                            refused: ["never"]
                        """);
        ColumnMap spelled = map.spelledAs(List.of("E-mail", "Opt-in", "Since", "Fax"));
        assertThat(spelled.columns())
                .containsExactly(
                        new ColumnMap.Column("E-mail", ColumnRole.EMAIL, Optional.empty()),
                        new ColumnMap.Column("Opt-in", ColumnRole.CONSENT, Optional.empty()),
                        new ColumnMap.Column("Since", ColumnRole.CONSENT_DATE, Optional.empty()));
        ConsentRule rule = spelled.consents().getFirst();
        assertThat(rule.column()).isEqualTo("Opt-in");
        assertThat(rule.dateColumn()).contains("Since");
        assertThat(rule.refusedWords()).containsExactly("never");
        assertThat(spelled.spelledAs(List.of("E-mail", "Opt-in", "Since"))).isEqualTo(spelled);
    }

    @Test
    void the_shipped_example_is_read_and_comes_back_from_its_own_text() throws IOException {
        String yaml = Files.readString(Path.of("../docs/examples/czech-eshop-map.yaml"));
        ColumnMap map = ColumnMap.parse(yaml);
        assertThat(map.country()).contains(new CountryCode("CZ"));
        assertThat(map.dates()).isEqualTo(WrittenDate.Order.DAY_FIRST);
        assertThat(map.consents().getFirst().proof()).isPresent();
        assertThat(ColumnMap.parse(map.toYaml())).isEqualTo(map);
    }

    @Test
    void a_map_says_whom_the_import_takes_in() {
        assertThat(ColumnMap.parse("columns: {A: email}\n").take())
                .containsExactlyInAnyOrder(ColumnMap.Intake.values());
        ColumnMap known = ColumnMap.parse("columns: {A: email}\ntake: [known]\n");
        assertThat(known.take()).containsExactly(ColumnMap.Intake.KNOWN);
        assertThat(ColumnMap.parse(known.toYaml())).isEqualTo(known);
        assertRefused("columns: {A: email}\ntake: [old]\n", "line 2: an import takes in new");
    }

    @Test
    void every_refusal_names_its_line() {
        assertRefused("columns: {A: email}\nmatch: [x]\n", "line 2: there is no key match");
        assertRefused("columns:\n  A: email\n  B: e_mail\n", "line 3: there is no role e_mail");
        assertRefused("columns:\n  A: email\n  A: phone\n", "line 3: the key A stands twice");
        assertRefused("columns: {A: email}\ncountry: Narnia\n", "line 2: a country is");
        assertRefused("columns: {A: &x email, B: *x}\n", "line 1: a map has no anchors");
        assertRefused("columns: {A: [email]}\n", "line 1: a column's role is one text");
        assertRefused("country: CZ\n", "line 1: a map has columns");
        assertRefused("columns: {A: email}\ndates: both\n", "line 2: dates are");
        assertRefused("columns: [\n", "this is not YAML");
        assertRefused(
                "columns: {A: consent}\nconsents:\n  - column: A\n    prof: x\n",
                "line 4: there is no key prof");
        assertRefused("columns: {A: email, B: email}\n", "two columns have the role email");
    }

    @Test
    void a_proof_needs_the_language_and_the_words_that_were_shown() {
        String rule =
                "columns: {A: note}\nconsents: {column: A, purposes: marketing, channels: email,"
                        + " method: import, proof: cards";
        assertRefused(rule + "}\n", "line 2: the key language is missing");
        assertRefused(rule + ", language: cs}\n", "line 2: the key notice is missing");
        assertRefused(rule + ", language: cs, notice: old}\n", "line 2: a notice digest");
        String hex = "ab".repeat(32);
        ColumnMap map = ColumnMap.parse(rule + ", language: cs, notice: " + hex + "}\n");
        assertThat(map.consents().getFirst().proof().orElseThrow().notice()).isPresent();
    }

    @Test
    void what_the_policy_does_not_declare_is_refused() {
        var rules =
                new ImportRules(
                        Set.of(new FieldId("profession")),
                        Set.of(new SourceId("import")),
                        Map.of(new PurposeId("marketing"), 15),
                        Set.of(new ChannelId("email")),
                        LocalDate.of(2026, 1, 31));
        ColumnMap.parse("columns: {A: 'field:profession'}\nsource: import\n")
                .requireDeclared(rules);
        assertThatThrownBy(() ->
                        ColumnMap.parse("columns: {A: 'field:religion'}\n").requireDeclared(rules))
                .hasMessageContaining("declares no field religion");
        assertThatThrownBy(() ->
                        ColumnMap.parse("columns: {A: email}\nsource: bought-list\n")
                                .requireDeclared(rules))
                .hasMessageContaining("declares no source bought-list");
    }

    @Test
    void a_map_that_names_a_column_which_is_not_there_is_refused() {
        var rules =
                new ImportRules(Set.of(), Set.of(), Map.of(), Set.of(), LocalDate.of(2026, 1, 31));
        ColumnMap map = ColumnMap.parse("columns: {E-mail: email}\n");
        assertThat(new RowReader(map, List.of("E MAIL", "Shoe size"), rules).unmapped())
                .containsExactly("Shoe size");
        assertThatThrownBy(() -> new RowReader(map, List.of("Mobil"), rules))
                .hasMessageContaining("the map names the column E-mail");
        assertThat(map.source()).isEqualTo(Optional.empty());
    }

    private static void assertRefused(String yaml, String message) {
        assertThatThrownBy(() -> ColumnMap.parse(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
