package custos.vault.imports;

import static custos.vault.TestVault.STAFF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.sheet.RowProblem.Code;
import custos.sheet.SheetBytes;
import custos.vault.TestVault;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.records.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers of a sheet come to whoever gave them, once, with their day. Today is 2026-11-22.
class ImportSurveysTest {
    private static final String HEADER = "customer id,name,nps,why,answered on\n";
    private static final FieldId ANSWERED_ON = new FieldId("answered_on");

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
        return imports().job(SheetBytes.of((HEADER + rows).getBytes(UTF_8)));
    }

    private Imports.Report run(String rows) {
        return imports().run(job(rows), Optional.empty(), STAFF, ImportWatch.NONE);
    }

    private CustomerId jana() {
        return shop.customer(Map.of("full_name", "Jana Nováková", "number", "1"));
    }

    private List<Records.Entry> answers(CustomerId id) {
        return shop.vault()
                .records()
                .list(id, new KindId("survey-answer"), Optional.empty(), 200, STAFF)
                .items();
    }

    private List<String> days(CustomerId id) {
        return answers(id).stream()
                .map(answer ->
                        answer.fields().get(ANSWERED_ON) instanceof FieldValue.Day(var day)
                                ? day.toString()
                                : "none")
                .toList();
    }

    @Test
    void an_answer_comes_to_a_known_customer_with_its_day() {
        CustomerId jana = jana();
        String rows = "1,Jana Nováková,9,quick,2026-03-05 14:20\n";
        assertThat(imports().look(job(rows), STAFF, ImportWatch.NONE).outcomes())
                .isEqualTo(Map.of(Outcome.UPDATED, 1L));
        assertThat(answers(jana)).as("a look changes nothing").isEmpty();

        assertThat(run(rows).outcomes()).isEqualTo(Map.of(Outcome.UPDATED, 1L));
        assertThat(days(jana)).containsExactly("2026-03-05");
        assertThat(answers(jana).getFirst().day()).hasToString("2026-03-05");
        assertThat(answers(jana).getFirst().fields())
                .containsEntry(new FieldId("score"), new FieldValue.Whole(9))
                .containsEntry(new FieldId("why"), new FieldValue.Text("quick"));
    }

    @Test
    void an_answer_of_somebody_new_has_its_day_or_that_of_the_import() {
        Imports.Report report =
                run(
                        """
                        1,Jana Nováková,9,,2026-03-05
                        2,Petr Malý,8,,
                        3,Eva Nová,7,,2027-01-01
                        4,Ota Starý,6,,1969-12-31
                        """);
        assertThat(report.problems()).isEqualTo(Map.of(Code.INVALID_DATE, 2L));
        assertThat(days(byNumber("1"))).containsExactly("2026-03-05");
        for (String number : List.of("2", "3", "4")) {
            assertThat(days(byNumber(number))).containsExactly("2026-11-22");
        }
    }

    private CustomerId byNumber(String number) {
        return shop.vault()
                .customers()
                .findExact(new FieldId("number"), number, "staff", Optional.empty())
                .items()
                .getFirst()
                .id();
    }

    @Test
    void a_second_import_adds_no_answer_again_also_on_a_later_day() {
        CustomerId jana = jana();
        String rows =
                """
                1,Jana Nováková,9,quick,2026-03-05
                1,Jana Nováková,9,quick,
                """;
        run(rows);
        assertThat(days(jana)).containsExactlyInAnyOrder("2026-03-05", "2026-11-22");
        shop.later(Duration.ofDays(3));
        assertThat(imports().look(job(rows), STAFF, ImportWatch.NONE).outcomes())
                .isEqualTo(Map.of(Outcome.UNCHANGED, 1L));
        assertThat(run(rows).outcomes()).isEqualTo(Map.of(Outcome.UNCHANGED, 1L));
        assertThat(run("1,Jana Nováková,9,quick,2026-03-06\n").outcomes())
                .isEqualTo(Map.of(Outcome.UPDATED, 1L));
        assertThat(answers(jana)).hasSize(3);
    }

    @Test
    void an_undo_takes_the_answers_of_a_known_customer_away() {
        CustomerId jana = jana();
        shop.add(jana, "survey-answer", Map.of("survey", "spring", "scale", "0-10", "score", 9));
        int batch = run("1,Jana Nováková,9,,\n").batch().orElseThrow();
        assertThat(answers(jana)).as("that of spring is another").hasSize(2);
        ImportUndo.Result undone =
                imports().undo().run(batch, "entered-by-mistake", STAFF, ImportWatch.NONE);
        assertThat(undone).isEqualTo(new ImportUndo.Result(0, 1, 0, List.of()));
        assertThat(answers(jana)).hasSize(1);
    }
}
