package custos.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.PhoneNumber;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.sheet.ConsentVerdict.Given;
import custos.sheet.ConsentVerdict.Refused;
import custos.sheet.ConsentVerdict.Unknown;
import custos.sheet.ConsentVerdict.Why;
import custos.sheet.RowProblem.Code;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {
    static final ImportRules RULES =
            new ImportRules(
                    Set.of(new FieldId("profession")),
                    Set.of(new SourceId("import"), new SourceId("counter-form")),
                    Map.of(new PurposeId("marketing"), 15),
                    Set.of(new ChannelId("email")),
                    LocalDate.of(2026, 11, 22));
    static final String COLUMNS =
            """
            columns:
              no: number
              title: title
              first: first_name
              last: last_name
              street: address_line_1
              city: city
              psc: postcode
              phone: phone
              mail: email
              born: birth_date
              source: source
              nps: survey_score
              why: survey_why
              note: note
              job: field:profession
            country: CZ
            source: import
            consents:
              - column: ads
                date_column: asked
                purposes: [marketing]
                channels: [email]
                method: import
            """;
    static final String PROOF =
            "    proof: cards in the safe\n    language: cs\n    notice: current\n";
    private static final List<String> HEADER =
            List.of(
                    "no", "title", "first", "last", "street", "city", "psc", "phone", "mail",
                    "born", "source", "nps", "why", "note", "job", "ads", "asked");

    @Test
    void a_row_becomes_typed_values() {
        RowMeaning row =
                read(
                        Map.ofEntries(
                                Map.entry("no", "17850.0"),
                                Map.entry("title", "Ing."),
                                Map.entry("first", "\u00a0 Šimon  "),
                                Map.entry("last", "MUSIL"),
                                Map.entry("street", "Dolní Staňkov 167"),
                                Map.entry("psc", "342 01"),
                                Map.entry("phone", "tel. 602 000 278"),
                                Map.entry("mail", " Simon@Example.ORG "),
                                Map.entry("born", "4. 9. 1989"),
                                Map.entry("source", "Prodejna – formulář"),
                                Map.entry("nps", "0"),
                                Map.entry("why", "fronta"),
                                Map.entry("job", "kovář")));
        Particulars who = row.who();
        assertThat(who.number().orElseThrow().value()).isEqualTo("17850");
        assertThat(who.name().orElseThrow().value()).isEqualTo("Ing. Šimon MUSIL");
        assertThat(who.address().orElseThrow().postcode()).isEqualTo("34201");
        assertThat(who.phone().flatMap(PhoneNumber::e164)).contains("+420602000278");
        assertThat(who.email().orElseThrow().value()).isEqualTo("Simon@Example.ORG");
        assertThat(who.birth()).contains(LocalDate.of(1989, 9, 4));
        assertThat(who.source()).contains(new SourceId("counter-form"));
        assertThat(who.fields()).containsEntry(new FieldId("profession"), "kovář");
        assertThat(row.survey())
                .contains(
                        new SurveyAnswer(
                                0,
                                SurveyAnswer.Scale.ZERO_TO_TEN,
                                Optional.of("fronta"),
                                Optional.empty()));
        assertThat(codes(row)).containsExactly(Code.NUMBER_AS_DECIMAL);
    }

    @Test
    void what_cannot_be_used_is_left_out_and_named_without_its_value() {
        RowMeaning row =
                read(
                        Map.of(
                                "first", "Eva",
                                "mail", "eva @ example.net",
                                "phone", "601/0002",
                                "born", "31.2.1990",
                                "psc", "12",
                                "nps", "11",
                                "source", "z ulice",
                                "street", "=HYPERLINK(\"x\")"));
        assertThat(row.who().email()).isEmpty();
        assertThat(row.who().birth()).isEmpty();
        assertThat(row.who().phone().orElseThrow().typed()).isEqualTo("601/0002");
        assertThat(row.who().phone().flatMap(PhoneNumber::e164)).isEmpty();
        assertThat(row.who().address().orElseThrow().line1()).startsWith("=HYPERLINK");
        assertThat(row.who().source()).contains(new SourceId("import"));
        assertThat(codes(row))
                .containsExactlyInAnyOrder(
                        Code.INVALID_EMAIL,
                        Code.INVALID_PHONE,
                        Code.INVALID_DATE,
                        Code.INVALID_POSTCODE,
                        Code.INVALID_SCORE,
                        Code.UNKNOWN_SOURCE,
                        Code.FORMULA);
        assertThat(row.problems())
                .allSatisfy(problem ->
                        assertThat(problem.code().sentence() + problem.column())
                                .doesNotContain("example", "0002", "ulice"));
    }

    @Test
    void a_card_number_refuses_its_cell_wherever_it_stands() {
        RowMeaning row =
                read(
                        Map.of(
                                "first",
                                "Eva",
                                "note",
                                "4111 1111 1111 1111",
                                "no",
                                "4111111111111111"));
        assertThat(row.who().note()).isEmpty();
        assertThat(row.who().number()).isEmpty();
        assertThat(codes(row)).containsOnly(Code.CARD_NUMBER);
    }

    @Test
    void a_spreadsheets_day_number_is_that_day() {
        RowMeaning row = read(Map.of("first", "Eva", "born", "29173"));
        assertThat(row.who().birth()).contains(LocalDate.of(1979, 11, 14));
        assertThat(codes(row)).containsExactly(Code.SERIAL_DATE);
    }

    @Test
    void a_row_that_names_nobody_is_refused() {
        var cells = cells(Map.of("city", "Brno"));
        assertThat(reader(PROOF).read(new SheetLine.Row(7, 6, cells, false, false)))
                .isEqualTo(new ImportRow.Refused(7, 6, "the row names nobody", cells));
    }

    @ParameterizedTest
    @CsvSource({
        "ano",
        "ANO",
        "A",
        "1",
        "x",
        "true",
        "Yes",
        "y",
        "ya",
        "souhlasím",
        "✓",
    })
    void a_yes_with_date_and_proof_is_given(String word) {
        assertThat(verdict(Map.of("first", "E", "ads", word, "asked", "18.3.2019")))
                .isEqualTo(new Given(LocalDate.of(2019, 3, 18)));
    }

    @ParameterizedTest
    @CsvSource({"ne", "NE", "N", "0", "false", "no", "tidak", "nesouhlasím", "odhlášena"})
    void a_no_is_refused_with_or_without_date(String word) {
        assertThat(verdict(Map.of("first", "E", "ads", word)))
                .isEqualTo(new Refused(Optional.empty()));
        assertThat(verdict(Map.of("first", "E", "ads", word, "asked", "18.3.2019")))
                .isEqualTo(new Refused(Optional.of(LocalDate.of(2019, 3, 18))));
    }

    @ParameterizedTest
    @CsvSource({
        "?, 1.1.2020, '', '', BLANK",
        "'', 1.1.2020, '', '', BLANK",
        "maybe, 1.1.2020, '', '', UNRECOGNISED",
        "yes please no, 1.1.2020, '', '', UNRECOGNISED",
        "ano, '', '', '', NO_DATE",
        "ano, loni, '', '', DATE_UNREADABLE",
        "ano, 23.11.2026, '', '', IN_FUTURE",
        "ano, 1.1.2020, '', nechce reklamu!, NOTE_CONTRADICTS",
        "ano, 1.1.2020, '', please UNSUBSCRIBE her, NOTE_CONTRADICTS",
        "ano, 1.1.2020, '', 'no ads, thanks', NOTE_CONTRADICTS",
        "ano, 1.1.2020, '', jangan hantar SMS, NOTE_CONTRADICTS",
        "ano, 1.1.2020, 2.1.2005, '', MINOR",
        "ano, '', 2.1.2014, '', MINOR",
    })
    void everything_else_is_unknown(String word, String asked, String born, String note, Why why) {
        var row = Map.of("first", "E", "ads", word, "asked", asked, "born", born, "note", note);
        assertThat(verdict(row)).isEqualTo(new Unknown(why));
        boolean silent = why == Why.BLANK || why == Why.NO_DATE;
        assertThat(read(row).review()).isEqualTo(!silent);
    }

    @Test
    void on_her_birthday_she_is_old_enough() {
        assertThat(
                        verdict(
                                Map.of(
                                        "first",
                                        "E",
                                        "ads",
                                        "a",
                                        "asked",
                                        "2.1.2020",
                                        "born",
                                        "2.1.2005")))
                .isInstanceOf(Given.class);
    }

    @Test
    void without_a_proof_in_the_map_no_yes_is_given() {
        var cells = cells(Map.of("first", "E", "ads", "ano", "asked", "1.1.2020"));
        var row = (ImportRow.Meant) reader("").read(new SheetLine.Row(2, 2, cells, false, false));
        assertThat(row.meaning().consents().getFirst().verdict())
                .isEqualTo(new Unknown(Why.NO_PROOF));
    }

    @ParameterizedTest
    @CsvSource({
        "alergie na ořechy, HEALTH_IN_NOTE",
        "Diabetic since 2010, HEALTH_IN_NOTE",
        "alahan kacang, HEALTH_IN_NOTE",
        "nechce reklamu!, NOTE_SAYS_NO",
    })
    void a_note_that_needs_a_look_is_marked(String note, Code code) {
        RowMeaning row = read(Map.of("first", "E", "note", note));
        assertThat(codes(row)).containsExactly(code);
        assertThat(row.review()).isTrue();
        assertThat(row.who().note()).contains(note);
    }

    @Test
    void refused_lines_are_safe_to_open_and_can_be_imported_again() {
        var she = new CustomerId("abcdefghijklmnopqrstuvwxyz");
        var out = new ByteArrayOutputStream();
        try (var rejects = new Rejects(out, List.of("first", "phone", "note"), ';')) {
            rejects.add(
                    new ImportRow.Refused(
                            7, 6, "no one", List.of("=Eva", "+420602000278", "a;\"b\"\nc")));
            rejects.add(9, "again", List.of(she), List.of("Eva", "", "card 4111111111111111"));
        }
        String text = out.toString(UTF_8);
        assertThat(text)
                .startsWith("\uFEFFcustos line;custos reason;custos customer;first;phone;note\r\n")
                .contains("'=Eva", "'+420602000278", "9;again;" + she.value() + ";Eva")
                .doesNotContain("4111");

        try (var sheet = SheetReader.open(SheetBytes.of(out.toByteArray()))) {
            ColumnMap map = ColumnMap.parse("columns: {first: first_name, phone: phone}\n");
            var reader = new RowReader(map, sheet.header(), RULES);
            assertThat(reader.unmapped()).containsExactly("note");
            var row = (ImportRow.Meant) reader.read(sheet.next());
            assertThat(row.meaning().who().name().orElseThrow().value()).isEqualTo("=Eva");
            assertThat(row.meaning().who().phone().flatMap(PhoneNumber::e164))
                    .contains("+420602000278");
        }
    }

    static RowMeaning read(Map<String, String> values) {
        return read(2, values);
    }

    static RowMeaning read(long row, Map<String, String> values) {
        var line = new SheetLine.Row(row, row, cells(values), false, false);
        return ((ImportRow.Meant) reader(PROOF).read(line)).meaning();
    }

    private static ConsentVerdict verdict(Map<String, String> values) {
        return read(values).consents().getFirst().verdict();
    }

    private static List<Code> codes(RowMeaning row) {
        return row.problems().stream().map(RowProblem::code).toList();
    }

    private static RowReader reader(String proof) {
        return new RowReader(ColumnMap.parse(COLUMNS + proof), HEADER, RULES);
    }

    private static List<String> cells(Map<String, String> values) {
        return HEADER.stream().map(name -> values.getOrDefault(name, "")).toList();
    }
}
