package custos.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.EmailAddress;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Whole sheets with their answer keys, from the folder that `custos.data` names.
@EnabledIfSystemProperty(named = "custos.data", matches = ".+")
class SheetDataTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final ImportRules RULES =
            new ImportRules(
                    Set.of(new FieldId("fax")),
                    Stream.of(
                                    "online-order",
                                    "sms-order",
                                    "counter-form",
                                    "phone-call",
                                    "pre-order",
                                    "warranty-card",
                                    "reward-card",
                                    "competition",
                                    "email-subscription",
                                    "survey",
                                    "import")
                            .map(SourceId::new)
                            .collect(Collectors.toSet()),
                    Map.of(new PurposeId("marketing"), 15),
                    Set.of(new ChannelId("email")),
                    TODAY);

    private record KeyRow(Map<String, String> values) {
        String get(String column) {
            return values.getOrDefault(column, "");
        }

        boolean has(String problem) {
            return List.of(get("problems").split("\\|", -1)).contains(problem);
        }
    }

    @Test
    void the_czech_export_is_recognised_and_read_whole() throws IOException {
        var bytes = SheetBytes.of(data("cz-eshop-export-windows1250.csv"));
        try (var reader = SheetReader.open(bytes)) {
            assertThat(reader.shape())
                    .isEqualTo(new SheetShape.Text(Charset.forName("windows-1250"), ';', 1));
            assertThat(ColumnMap.suggest(reader.header(), RULES.fields()).columns())
                    .noneMatch(column -> column.role() == ColumnRole.UNMAPPED);
            var rows = new ArrayList<SheetLine>();
            reader.forEachRemaining(rows::add);
            assertThat(rows).hasSize(467).allMatch(SheetLine.Row.class::isInstance);
            assertThat(rows.stream().map(SheetLine::row).toList())
                    .isEqualTo(key().keySet().stream().toList());
        }
    }

    @Test
    void each_czech_row_means_what_its_answer_key_says() throws IOException {
        Map<Long, KeyRow> key = key();
        for (RowMeaning row : czechRows()) {
            KeyRow expected = at(key, row);
            assertThat(phone(row.who())).isEqualTo(expected.get("phone_e164"));
            assertThat(email(row.who())).isEqualTo(expected.get("email_norm"));
            assertThat(birth(row.who())).isEqualTo(expected.get("birth_iso"));
            assertThat(has(row, Code.INVALID_EMAIL)).isEqualTo(expected.has("bad-email"));
            assertThat(has(row, Code.INVALID_PHONE)).isEqualTo(expected.has("short-phone"));
            assertThat(has(row, Code.HEALTH_IN_NOTE))
                    .isEqualTo(row.who().note().orElse("").startsWith("alergie"));
            assertThat(has(row, Code.NOTE_CONTRADICTS_CONSENT))
                    .isEqualTo(expected.has("note-contradicts-consent"));
            assertThat(row.who().source()).isPresent();
            assertThat(said(row)).isEqualTo(expected.get("marketing_consent"));
        }
    }

    @Test
    void the_czech_rows_are_420_people() throws IOException {
        List<ImportedPerson> people = czechPeople();
        Map<Long, KeyRow> key = key();
        Map<String, List<KeyRow>> clusters =
                key.values().stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.get("person_cluster"),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        Set<Set<Long>> expected = new HashSet<>();
        clusters.values().forEach(rows -> expected.add(lines(rows)));
        Set<Set<Long>> found = new HashSet<>();
        people.forEach(person -> found.add(lines(person)));
        assertThat(found).isEqualTo(expected).hasSize(420);

        for (ImportedPerson person : people) {
            List<KeyRow> rows = person.rows().stream().map(row -> at(key, row)).toList();
            assertThat(phone(person.who())).isEqualTo(first(rows, "phone_e164"));
            assertThat(email(person.who())).isEqualTo(first(rows, "email_norm"));
            assertThat(birth(person.who())).isEqualTo(first(rows, "birth_iso"));
            assertThat(person.numbers()).hasSameSizeAs(rows);
        }
    }

    @Test
    void no_consent_is_given_that_the_sheet_cannot_prove() throws IOException {
        Map<Long, KeyRow> key = key();
        Map<String, Integer> verdicts = new TreeMap<>();
        for (ImportedPerson person : czechPeople()) {
            ConsentVerdict verdict = person.consents().getFirst().verdict();
            verdicts.merge(name(verdict), 1, Integer::sum);
            List<String> said =
                    person.rows().stream()
                            .map(row -> at(key, row).get("marketing_consent"))
                            .toList();
            if (said.contains("no")) {
                assertThat(verdict).isInstanceOf(Refused.class);
            }
            if (verdict instanceof Given(LocalDate on)) {
                assertThat(said).contains("yes").doesNotContain("no");
                assertThat(on).isBeforeOrEqualTo(TODAY);
                assertThat(person.who().note().orElse("")).doesNotContain("nechce reklamu");
            }
        }
        Map<String, Integer> rows = new TreeMap<>();
        for (RowMeaning row : czechRows()) {
            rows.merge(name(row.consents().getFirst().verdict()), 1, Integer::sum);
        }
        assertThat(rows)
                .isEqualTo(
                        Map.of(
                                "given", 149,
                                "refused", 114,
                                "unknown: BLANK", 119,
                                "unknown: NO_DATE", 48,
                                "unknown: IN_FUTURE", 2,
                                "unknown: MINOR", 13,
                                "unknown: NOTE_CONTRADICTS", 22));
        assertThat(verdicts)
                .isEqualTo(
                        Map.of(
                                "given", 135,
                                "refused", 101,
                                "unknown: BLANK", 112,
                                "unknown: NO_DATE", 38,
                                "unknown: IN_FUTURE", 1,
                                "unknown: MINOR", 12,
                                "unknown: NOTE_CONTRADICTS", 21));
    }

    @Test
    void northwind_is_91_companies_and_chinook_59_people() throws IOException {
        assertThat(suggested("northwind-customers.csv", 48)).hasSize(91);
        assertThat(suggested("chinook-customers.csv", 55)).hasSize(59);
    }

    private static List<ImportedPerson> suggested(String file, int validPhones) throws IOException {
        try (var reader = SheetReader.open(SheetBytes.of(data(file)))) {
            assertThat(reader.shape())
                    .isInstanceOfSatisfying(
                            SheetShape.Text.class,
                            text -> assertThat(text.encoding()).isEqualTo(UTF_8));
            var rowReader =
                    new RowReader(
                            ColumnMap.suggest(reader.header(), RULES.fields()),
                            reader.header(),
                            RULES);
            assertThat(rowReader.unmapped()).isEmpty();
            var people = new People(Set.of(ColumnMap.MatchBy.values()), RULES);
            int valid = 0;
            while (reader.hasNext()) {
                RowMeaning row = meant(rowReader.read(reader.next()));
                assertThat(row.who().name()).isPresent();
                assertThat(row.who().number()).isPresent();
                assertThat(row.who().address().orElseThrow().country()).isPresent();
                assertThat(row.problems())
                        .extracting(RowProblem::code)
                        .isSubsetOf(Code.INVALID_PHONE);
                valid += phone(row.who()).isEmpty() ? 0 : 1;
                people.add(row);
            }
            assertThat(valid).isEqualTo(validPhones);
            return people.gathered();
        }
    }

    private static List<ImportedPerson> czechPeople() throws IOException {
        var people = new People(Set.of(ColumnMap.MatchBy.values()), RULES);
        czechRows().forEach(people::add);
        return people.gathered();
    }

    private static List<RowMeaning> czechRows() throws IOException {
        var bytes = SheetBytes.of(data("cz-eshop-export-windows1250.csv"));
        try (var reader = SheetReader.open(bytes)) {
            var rowReader = new RowReader(czechMap(), reader.header(), RULES);
            assertThat(rowReader.unmapped()).isEmpty();
            var rows = new ArrayList<RowMeaning>();
            reader.forEachRemaining(line -> rows.add(meant(rowReader.read(line))));
            return rows;
        }
    }

    private static ColumnMap czechMap() throws IOException {
        return ColumnMap.parse(Files.readString(Path.of("../docs/examples/czech-eshop-map.yaml")));
    }

    private static RowMeaning meant(ImportRow row) {
        assertThat(row).isInstanceOf(ImportRow.Meant.class);
        return ((ImportRow.Meant) row).meaning();
    }

    private static Map<Long, KeyRow> key() throws IOException {
        var rows = new LinkedHashMap<Long, KeyRow>();
        try (var reader = SheetReader.open(SheetBytes.of(data("cz-eshop-export-expected.csv")))) {
            while (reader.hasNext()) {
                var cells = ((SheetLine.Row) reader.next()).cells();
                var values = new HashMap<String, String>();
                for (int i = 0; i < cells.size(); i++) {
                    values.put(reader.header().get(i), cells.get(i));
                }
                var row = new KeyRow(values);
                rows.put(Long.parseLong(row.get("file_line_logical")), row);
            }
        }
        return rows;
    }

    private static KeyRow at(Map<Long, KeyRow> key, RowMeaning row) {
        return key.getOrDefault(row.row(), new KeyRow(Map.of()));
    }

    private static Set<Long> lines(List<KeyRow> rows) {
        return rows.stream()
                .map(row -> Long.parseLong(row.get("file_line_logical")))
                .collect(Collectors.toSet());
    }

    private static Set<Long> lines(ImportedPerson person) {
        return person.rows().stream().map(RowMeaning::row).collect(Collectors.toSet());
    }

    private static String first(List<KeyRow> rows, String column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String said(RowMeaning row) {
        return switch (row.consents().getFirst().verdict()) {
            case Given _ -> "yes";
            case Refused _ -> "no";
            case Unknown(Why why) -> why == Why.BLANK ? "unknown" : "yes";
        };
    }

    private static String name(ConsentVerdict verdict) {
        return switch (verdict) {
            case Given _ -> "given";
            case Refused _ -> "refused";
            case Unknown(Why why) -> "unknown: " + why;
        };
    }

    private static boolean has(RowMeaning row, Code code) {
        return row.problems().stream().anyMatch(problem -> problem.code() == code);
    }

    private static String phone(Particulars who) {
        return who.phone().flatMap(PhoneNumber::e164).orElse("");
    }

    private static String email(Particulars who) {
        Function<EmailAddress, String> form = email -> email.indexForm().value();
        return who.email().map(form).orElse("");
    }

    private static String birth(Particulars who) {
        return Optional.ofNullable(who.birth().orElse(null)).map(LocalDate::toString).orElse("");
    }

    private static byte[] data(String name) throws IOException {
        try (InputStream in =
                Files.newInputStream(Path.of(System.getProperty("custos.data"), name))) {
            return in.readAllBytes();
        }
    }
}
