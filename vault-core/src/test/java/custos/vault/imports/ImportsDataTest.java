package custos.vault.imports;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.PhoneNumber;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.vault.Needles;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The files of `custos.data` go through an import whole, and what the vault then holds equals the
/// answer key.
@EnabledIfSystemProperty(named = "custos.data", matches = ".+")
class ImportsDataTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final Path DATA = Path.of(System.getProperty("custos.data", "."));

    @TempDir Path dir;

    /// What is compared with the answer key: telephone, e-mail, birth date.
    private record Person(String phone, String email, String birth) {}

    @Test
    void the_czech_export_becomes_the_people_of_its_answer_key() throws IOException {
        try (TestVault test = TestVault.in(dir)) {
            Vault vault = test.vault();
            var map =
                    ColumnMap.parse(
                            Files.readString(Path.of("../docs/examples/czech-eshop-map.yaml")));
            var report = run(vault, "cz-eshop-export-windows1250.csv", map);

            assertThat(report.rows()).isEqualTo(467);
            assertThat(report.count(Outcome.REFUSED)).isZero();
            assertThat(report.count(Outcome.CREATED)).isEqualTo(420);
            assertThat(held(vault)).containsExactlyInAnyOrderElementsOf(expected());

            var again = run(vault, "cz-eshop-export-windows1250.csv", map);
            assertThat(again.count(Outcome.CREATED)).isZero();
            assertThat(again.count(Outcome.UPDATED)).isZero();
        }
    }

    @Test
    void northwind_and_chinook_come_in_whole_with_the_maps_their_headers_suggest() {
        try (TestVault test = TestVault.in(dir)) {
            Vault vault = test.vault();
            for (String file : List.of("northwind-customers.csv", "chinook-customers.csv")) {
                var sheet = SheetBytes.of(DATA.resolve(file));
                var report = run(vault, file, vault.imports().job(sheet).map());
                assertThat(report.count(Outcome.REFUSED)).isZero();
                assertThat(report.count(Outcome.CREATED)).isEqualTo(report.rows());
            }
            assertThat(held(vault)).hasSize(91 + 59);
        }
    }

    /// Each file names its total; the vault's totals must come to the same.
    @Test
    void northwind_and_chinook_bring_their_orders_to_the_right_customers() throws IOException {
        try (TestVault test = TestVault.in(dir)) {
            Vault vault = test.vault();
            orders(test, "northwind-customers.csv", "northwind-orders.csv", "CustomerID", 830);
            orders(test, "chinook-customers.csv", "chinook-invoices.csv", "CustomerId", 412);
            var again = run(vault, "northwind-orders.csv", orderMap(vault, "northwind-orders.csv"));
            assertThat(again.outcomes().keySet()).containsExactly(Outcome.UNCHANGED);
        }
    }

    private static ColumnMap orderMap(Vault vault, String file) {
        String yaml = vault.imports().job(SheetBytes.of(DATA.resolve(file))).map().toYaml();
        return ColumnMap.parse(yaml.replace("consents: []", "currency: USD"));
    }

    private static void orders(
            TestVault test, String people, String orders, String number, int expected)
            throws IOException {
        Vault vault = test.vault();
        run(vault, people, vault.imports().job(SheetBytes.of(DATA.resolve(people))).map());
        var report = run(vault, orders, orderMap(vault, orders));
        assertThat(report.count(Outcome.CREATED)).as("orders make nobody new").isZero();
        var sums = new TreeMap<String, BigDecimal>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(DATA.resolve(orders))) {
            rows.forEach(row ->
                    sums.merge(
                            row.getField(number),
                            new BigDecimal(row.getField("Total")),
                            BigDecimal::add));
        }
        long purchases = 0;
        for (var sum : sums.entrySet()) {
            var id =
                    vault.customers()
                            .findExact(
                                    new FieldId("number"), sum.getKey(), "staff", Optional.empty())
                            .items()
                            .getFirst()
                            .id();
            assertThat(totals(test, id).sums().get("USD"))
                    .as(sum.getKey())
                    .isEqualByComparingTo(sum.getValue());
            purchases += totals(test, id).purchases();
        }
        assertThat(purchases).isEqualTo(expected);
    }

    private static Totals totals(TestVault test, CustomerId id) {
        try (CustomerFile file = test.core().file(test.core().number(id))) {
            return Totals.of(file, test.policy());
        }
    }

    /// With the vault open: database, log, keyring, guard and whatever is temporary. Words that
    /// stand in a vault without customers (the policy and its notices) are no finding.
    @Test
    void no_cell_of_any_file_stands_in_what_the_vault_writes() throws Exception {
        var cells = new TreeSet<String>();
        for (String file : FILES.keySet()) {
            cells.addAll(cells(file));
        }
        var needles = Needles.of(cells);
        try (TestVault test = TestVault.in(dir)) {
            var folders = new Path[] {test.folder().data(), test.folder().keys(), dir};
            var before = needles.under(folders).values();
            var words = before.stream().flatMap(Set::stream).collect(Collectors.toSet());
            for (String file : FILES.keySet()) {
                run(test.vault(), file, map(test.vault(), file));
            }
            test.vault().settle();
            var found =
                    needles.under(folders).values().stream()
                            .flatMap(Set::stream)
                            .filter(form -> !words.contains(form))
                            .toList();
            assertThat(found).isEmpty();
            assertThat(cells.size()).isGreaterThan(3000);
            assertThat(words.size()).isLessThan(100);
        }
        assertThat(needles.under(plain(cells)).values().stream().mapToLong(Set::size).sum())
                .isGreaterThanOrEqualTo(cells.size());
    }

    private static final Map<String, Charset> FILES =
            Map.of(
                    "cz-eshop-export-windows1250.csv", Charset.forName("windows-1250"),
                    "northwind-customers.csv", StandardCharsets.UTF_8,
                    "chinook-customers.csv", StandardCharsets.UTF_8);

    private static ColumnMap map(Vault vault, String file) throws IOException {
        return file.startsWith("cz-")
                ? ColumnMap.parse(
                        Files.readString(Path.of("../docs/examples/czech-eshop-map.yaml")))
                : vault.imports().job(SheetBytes.of(DATA.resolve(file))).map();
    }

    private static Set<String> cells(String file) throws IOException {
        var cells = new TreeSet<String>();
        char delimiter = file.startsWith("cz-") ? ';' : ',';
        try (CsvReader<CsvRecord> rows =
                CsvReader.builder()
                        .fieldSeparator(delimiter)
                        .ofCsvRecord(
                                DATA.resolve(file),
                                FILES.getOrDefault(file, StandardCharsets.UTF_8))) {
            rows.stream()
                    .skip(1)
                    .flatMap(row -> row.getFields().stream())
                    .filter(cell -> cell.getBytes(StandardCharsets.UTF_8).length >= 5)
                    .forEach(cells::add);
        }
        return cells;
    }

    /// The same cells in a plain-text database.
    private Path plain(Set<String> cells) throws Exception {
        Path folder = Files.createDirectory(dir.resolve("plain"));
        try (var connection =
                        java.sql.DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("plain.db"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE cell (value TEXT)");
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("INSERT INTO cell VALUES (?)")) {
                for (String cell : cells) {
                    insert.setString(1, cell);
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
        return folder;
    }

    private static Imports.Report run(Vault vault, String file, ColumnMap map) {
        return vault.imports()
                .run(
                        ImportJob.of(SheetBytes.of(DATA.resolve(file)), map),
                        Optional.empty(),
                        OPERATOR,
                        ImportWatch.NONE);
    }

    private static List<Person> expected() throws IOException {
        var clusters = new TreeMap<Integer, List<NamedCsvRecord>>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder()
                        .ofNamedCsvRecord(DATA.resolve("cz-eshop-export-expected.csv"))) {
            rows.forEach(row ->
                    clusters.computeIfAbsent(
                                    Integer.valueOf(row.getField("person_cluster")),
                                    _ -> new java.util.ArrayList<>())
                            .add(row));
        }
        return clusters.values().stream()
                .map(rows ->
                        new Person(
                                first(rows, "phone_e164"),
                                first(rows, "email_norm"),
                                first(rows, "birth_iso")))
                .toList();
    }

    private static String first(List<NamedCsvRecord> rows, String column) {
        return rows.stream()
                .sorted(
                        Comparator.comparingInt(
                                row -> Integer.parseInt(row.getField("file_line_logical"))))
                .map(row -> row.getField(column))
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<Person> held(Vault vault) {
        List<CustomerRow> rows;
        try (ReadSession read = vault.store().read()) {
            rows = read.customersFrom(0, 1000);
        }
        return rows.stream().map(row -> held(vault, row.no())).collect(Collectors.toList());
    }

    private static Person held(Vault vault, long no) {
        var policy = vault.policies().current();
        var fields = new TreeMap<String, FieldValue>();
        try (CustomerFile file = vault.core().file(no)) {
            Stream.of(Slots.CONTACT, Slots.PROFILE)
                    .flatMap(slot -> file.openFixed(slot).entrySet().stream())
                    .forEach(entry ->
                            fields.put(
                                    policy.field(entry.getKey()).orElseThrow().id().value(),
                                    entry.getValue()));
        }
        return new Person(
                Optional.ofNullable(fields.get("phone"))
                        .flatMap(value -> PhoneNumber.of(value).e164())
                        .orElse(""),
                Optional.ofNullable(fields.get("email"))
                        .map(FieldValue::plain)
                        .map(text -> text.toLowerCase(java.util.Locale.ROOT))
                        .orElse(""),
                Optional.ofNullable(fields.get("birth_date")).map(FieldValue::plain).orElse(""));
    }
}
