package custos.vault.imports;

import static custos.vault.TestVault.STAFF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.sheet.ColumnMap;
import custos.sheet.RowProblem.Code;
import custos.sheet.SheetBytes;
import custos.vault.HeldShop;
import custos.vault.TestVault;
import custos.vault.erasure.Holds;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.records.Records;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Totals;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orders come in with the people who made them, once.
class ImportPurchasesTest {
    private static final String HEADER =
            "order no,customer id,name,order date,total,product,qty,unit price\n";
    private static final String PAYMENTS =
            "order no,customer id,name,order date,total,due date,paid on,sales channel\n";

    @TempDir private Path dir;
    private TestVault shop;

    @BeforeEach
    void open() {
        shop = TestVault.in(dir);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private Imports imports() {
        return shop.vault().imports();
    }

    private ImportJob job(String rows) {
        return sheet(HEADER + rows);
    }

    private ImportJob sheet(String text) {
        var sheet = SheetBytes.of(text.getBytes(UTF_8));
        String yaml = imports().job(sheet).map().toYaml() + "currency: CZK\n";
        return ImportJob.of(sheet, ColumnMap.parse(yaml.replace("consents: []\n", "")));
    }

    private Imports.Report run(String rows) {
        return run(job(rows));
    }

    private Imports.Report run(ImportJob job) {
        return imports().run(job, Optional.empty(), STAFF, ImportWatch.NONE);
    }

    private Map<Outcome, Long> looked(ImportJob job) {
        return imports().look(job, STAFF, ImportWatch.NONE).outcomes();
    }

    private Optional<FieldValue> first(CustomerId id, String field) {
        return Optional.ofNullable(purchases(id).getFirst().fields().get(new FieldId(field)));
    }

    private static FieldValue day(String text) {
        return new FieldValue.Day(LocalDate.parse(text));
    }

    private CustomerId byNumber(String number) {
        return shop.vault()
                .customers()
                .findExact(new FieldId("number"), number, "staff", Optional.empty())
                .items()
                .getFirst()
                .id();
    }

    private List<Records.Entry> purchases(CustomerId id) {
        return shop.vault()
                .records()
                .list(id, Kinds.PURCHASE, Optional.empty(), 200, STAFF)
                .items();
    }

    private Totals totals(CustomerId id) {
        try (CustomerFile file = shop.core().file(shop.core().number(id))) {
            return Totals.of(file, shop.policy());
        }
    }

    @Test
    void orders_come_in_with_whoever_made_them() {
        Imports.Report report =
                run(
                        """
                        10,1,Jana Nováková,2024-03-01,1250.50,,,
                        11,1,Jana Nováková,2024-05-02,"1.000,00",,,
                        12,2,Petr Malý,2.4.2024,99,,,
                        """);
        assertThat(report.outcomes()).isEqualTo(Map.of(Outcome.CREATED, 2L));
        CustomerId jana = byNumber("1");
        assertThat(purchases(jana)).hasSize(2);
        assertThat(totals(jana).purchases()).isEqualTo(2);
        assertThat(totals(jana).sums()).containsEntry("CZK", new BigDecimal("2250.50"));
        assertThat(purchases(byNumber("2")).getFirst().fields())
                .containsEntry(new FieldId("order_number"), new FieldValue.Text("12"));
    }

    @Test
    void rows_of_one_order_are_one_purchase_whose_lines_add_up() {
        run(
                """
                10,1.0,,2024-03-01 08:26:00,,Teapot,2,10.50
                10,1.0,,2024-03-01 08:26:00,,Cup,6,3
                10,1.0,,2024-03-01 08:26:00,,Cup,-1,3
                """);
        Records.Entry order = purchases(byNumber("1")).getFirst();
        assertThat(order.fields())
                .containsEntry(
                        new FieldId("total"), new FieldValue.Decimal(new BigDecimal("36.00")));
    }

    @Test
    void a_total_on_each_row_or_on_one_is_that_of_the_whole_order() {
        run(
                """
                10,1,Jana Nováková,2024-03-01,40,Teapot,2,10.50
                10,1,Jana Nováková,2024-03-01,40.00,Cup,6,3
                11,1,Jana Nováková,2024-03-02,,Teapot,1,10
                11,1,Jana Nováková,2024-03-02,14.90,Cup,1,3
                """);
        assertThat(totals(byNumber("1")).sums()).containsEntry("CZK", new BigDecimal("54.90"));
    }

    @Test
    void an_amount_on_each_line_is_added_up_where_the_articles_come_to_it() {
        run(
                """
                10,1,Jana Nováková,2024-03-01,21,Teapot,2,10.50
                10,1,Jana Nováková,2024-03-01,18,Cup,6,3
                11,1,Jana Nováková,2024-03-02,5,Cup,1,5
                11,1,Jana Nováková,2024-03-02,5,Saucer,1,5
                """);
        CustomerId jana = byNumber("1");
        assertThat(purchases(jana)).hasSize(2);
        assertThat(totals(jana).sums().get("CZK")).isEqualByComparingTo("49");
    }

    @Test
    void an_order_whose_rows_name_other_totals_is_left_out_and_told_row_by_row() {
        Imports.Report report =
                run(
                        """
                        10,1,Jana Nováková,2024-03-01,20,Teapot,2,10.50
                        10,1,Jana Nováková,2024-03-01,18,Cup,6,3
                        11,1,Jana Nováková,2024-03-02,20,,,
                        11,1,Jana Nováková,2024-03-02,18,,,
                        12,1,Jana Nováková,2024-03-03,7,,,
                        """);
        assertThat(report.problems()).isEqualTo(Map.of(Code.PURCHASE_TOTALS_DIFFER, 4L));
        assertThat(totals(byNumber("1")).sums()).containsEntry("CZK", new BigDecimal("7"));
        assertThat(purchases(byNumber("1"))).hasSize(1);
    }

    @Test
    void a_second_import_adds_nothing_and_a_longer_file_only_what_is_new() {
        String rows =
                """
                10,1,Jana Nováková,2024-03-01,100,,,
                ,1,Jana Nováková,2024-03-02,50,,,
                ,1,Jana Nováková,2024-03-02,50,,,
                """;
        run(rows);
        assertThat(purchases(byNumber("1"))).as("two alike on one day").hasSize(3);
        assertThat(imports().look(job(rows), STAFF, ImportWatch.NONE).outcomes())
                .isEqualTo(Map.of(Outcome.UNCHANGED, 1L));
        assertThat(run(rows).outcomes()).isEqualTo(Map.of(Outcome.UNCHANGED, 1L));
        String longer = rows + "13,1,Jana Nováková,2024-04-01,70,,,\n";
        assertThat(imports().look(job(longer), STAFF, ImportWatch.NONE).outcomes())
                .isEqualTo(Map.of(Outcome.UPDATED, 1L));
        assertThat(run(longer).outcomes()).isEqualTo(Map.of(Outcome.UPDATED, 1L));
        assertThat(purchases(byNumber("1"))).hasSize(4);
        assertThat(totals(byNumber("1")).sums()).containsEntry("CZK", new BigDecimal("270"));
    }

    @Test
    void an_undo_takes_the_orders_of_a_customer_away_again_and_leaves_those_of_before() {
        CustomerId jana = shop.customer(Map.of("full_name", "Jana Nováková", "number", "1"));
        shop.add(
                jana,
                "purchase",
                Map.of("bought_on", "2024-01-01", "total", "5", "currency", "CZK"));
        int batch = run("10,1,Jana Nováková,2024-03-01,100,,,\n").batch().orElseThrow();
        assertThat(purchases(jana)).hasSize(2);
        ImportUndo.Result undone =
                imports().undo().run(batch, "entered-by-mistake", STAFF, ImportWatch.NONE);
        assertThat(undone.restored()).isEqualTo(1);
        assertThat(purchases(jana)).hasSize(1);
        assertThat(totals(jana).sums()).containsEntry("CZK", new BigDecimal("5"));
    }

    @Test
    void a_later_sheet_tells_that_an_order_was_paid_and_changes_nothing_else_of_it() {
        run(sheet(PAYMENTS + "10,1,Jana Nováková,2024-03-01,100,2024-03-15,,web\n"));
        CustomerId jana = byNumber("1");
        ImportJob later =
                sheet(PAYMENTS + "10,1,Jana Nováková,2024-03-02,90,2024-04-15,2024-03-20,shop\n");
        assertThat(looked(later)).isEqualTo(Map.of(Outcome.UPDATED, 1L));
        assertThat(first(jana, "paid_on")).as("a look changes nothing").isEmpty();

        assertThat(run(later).outcomes()).isEqualTo(Map.of(Outcome.UPDATED, 1L));
        assertThat(purchases(jana)).hasSize(1);
        assertThat(first(jana, "paid_on")).contains(day("2024-03-20"));
        assertThat(first(jana, "due_on")).contains(day("2024-03-15"));
        assertThat(first(jana, "bought_on")).contains(day("2024-03-01"));
        assertThat(first(jana, "sales_channel")).contains(new FieldValue.Text("web"));
        assertThat(totals(jana).sums()).containsEntry("CZK", new BigDecimal("100"));

        assertThat(looked(later)).isEqualTo(Map.of(Outcome.UNCHANGED, 1L));
        assertThat(run(later).outcomes()).isEqualTo(Map.of(Outcome.UNCHANGED, 1L));
    }

    @Test
    void an_undo_empties_what_a_later_sheet_filled_in_at_an_order() {
        String open = "10,1,Jana Nováková,2024-03-01,100,2024-03-15,,\n";
        run(sheet(PAYMENTS + open));
        CustomerId jana = byNumber("1");
        String paid = open.replace(",,\n", ",2024-03-20,web\n");
        int batch =
                run(sheet(PAYMENTS + paid + "11,1,Jana Nováková,2024-04-01,50,,,\n"))
                        .batch()
                        .orElseThrow();
        assertThat(totals(jana).purchases()).isEqualTo(2);

        ImportUndo.Result undone =
                imports().undo().run(batch, "entered-by-mistake", STAFF, ImportWatch.NONE);
        assertThat(undone).isEqualTo(new ImportUndo.Result(0, 1, 0, List.of()));
        assertThat(purchases(jana)).hasSize(1);
        assertThat(first(jana, "paid_on")).isEmpty();
        assertThat(first(jana, "sales_channel")).isEmpty();
        assertThat(first(jana, "due_on")).contains(day("2024-03-15"));
        assertThat(totals(jana).purchases()).isEqualTo(1);
    }

    @Test
    void an_order_under_a_legal_hold_keeps_its_gaps() {
        run(sheet(PAYMENTS + "10,1,Jana Nováková,2024-03-01,100,2024-03-15,,\n"));
        CustomerId jana = byNumber("1");
        shop.vault()
                .holds()
                .set(
                        jana,
                        new Holds.Which.These(List.of(purchases(jana).getFirst().id())),
                        HeldShop.forCourt(),
                        STAFF);
        ImportJob later = sheet(PAYMENTS + "10,1,Jana Nováková,2024-03-01,100,,2024-03-20,\n");
        assertThat(run(later).outcomes()).isEqualTo(Map.of(Outcome.UNCHANGED, 1L));
        assertThat(first(jana, "paid_on")).isEmpty();
    }

    @Test
    void more_orders_than_one_entry_holds_come_in_by_several() {
        var rows = new StringBuilder();
        for (int i = 0; i < 450; i++) {
            rows.append(i).append(",1,Jana Nováková,2024-03-01,1,,,\n");
        }
        int batch = run(rows.toString()).batch().orElseThrow();
        assertThat(totals(byNumber("1")).purchases()).isEqualTo(450);
        assertThat(
                        imports()
                                .undo()
                                .run(batch, "entered-by-mistake", STAFF, ImportWatch.NONE)
                                .removed())
                .isEqualTo(1);
    }

    @Test
    void an_import_that_breaks_off_leaves_the_people_of_a_batch_with_their_orders() {
        var rows = new StringBuilder();
        for (int i = 1; i <= 2_100; i++) {
            rows.append(i).append(',').append(i).append(",Person ").append(i);
            rows.append(",2024-03-01,1,,,\n");
        }
        var boom = new IllegalStateException("the machine stops");
        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        imports()
                                .run(
                                        job(rows.toString()),
                                        Optional.empty(),
                                        STAFF,
                                        (done, _) -> {
                                            if (done == 2_050) {
                                                throw boom;
                                            }
                                            return true;
                                        }))
                .isSameAs(boom);
        assertThat(totals(byNumber("1000")).purchases()).isEqualTo(1);
        assertThat(totals(byNumber("2000")).purchases()).isEqualTo(1);
    }

    @Test
    void an_import_is_stopped_while_its_sheet_is_read_and_takes_nobody_in() {
        String rows = "10,1,Jana Nováková,2024-03-01,1,,,\n".repeat(2_000);
        Imports.Report report = imports().run(job(rows), Optional.empty(), STAFF, (_, _) -> false);
        assertThat(report.cancelled()).isTrue();
        assertThat(report.rows()).isLessThan(2_000);
        assertThat(report.outcomes()).isEmpty();
        assertThat(imports().batches().find(report.batch().orElseThrow()).end()).isPresent();
        assertThat(shop.core().customersAtMost()).isZero();
    }

    @Test
    void what_is_no_purchase_is_reported_and_the_person_kept() {
        Imports.Report report =
                run(
                        """
                        10,1,Jana Nováková,2099-03-01,100,,,
                        11,2,Petr Malý,2024-03-01,,,,
                        12,3,Eva Nová,2024-03-01,many,,,
                        13,4,Ota Starý,yesterday,5,,,
                        14,5,Iva Malá,1969-12-31,5,,,
                        """);
        assertThat(report.count(Outcome.CREATED)).isEqualTo(5);
        assertThat(report.problems())
                .containsEntry(Code.PURCHASE_UNUSABLE, 1L)
                .containsEntry(Code.PURCHASE_IN_FUTURE, 1L)
                .containsEntry(Code.PURCHASE_WITHOUT_TOTAL, 2L)
                .containsEntry(Code.INVALID_AMOUNT, 1L)
                .containsEntry(Code.INVALID_DATE, 1L);
        assertThat(purchases(byNumber("1"))).isEmpty();
    }
}
