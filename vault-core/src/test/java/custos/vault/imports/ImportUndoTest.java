package custos.vault.imports;

import static custos.vault.TestVault.STAFF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.vault.ImportDesk;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.rows.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Imports taken back: nothing of them stays but a no.
class ImportUndoTest extends ImportDesk {
    @Test
    void an_undo_removes_whom_the_import_brought_and_empties_what_it_filled() {
        CustomerId jana = jana();
        int batch = imported(job(SHEET)).report().batch().orElseThrow();
        CustomerId petr = only("petr@example.org");

        ImportUndo.Result result = undone(batch);
        assertThat(result).isEqualTo(new ImportUndo.Result(2, 1, 0, List.of()));
        assertErased(petr);
        assertThat(found("phone", "+420601000001"))
                .as("the telephone that it filled in is in no index")
                .isEmpty();
        assertThat(state(jana)).as("its evidence was found wanting").isEqualTo("invalidated");
        assertThat(shop.words()).contains("import-undone", "consent-invalidated");
        assertThatThrownBy(() -> runs().undo(batch, MISTAKE, STAFF))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessage("this import was taken back");
    }

    @Test
    void a_no_that_an_import_brought_outlives_its_undo() {
        CustomerId petr =
                shop.customer(Map.of("full_name", "Petr Malý", "email", "petr@example.org"));
        int batch = imported(job(SHEET)).report().batch().orElseThrow();
        assertThat(state(petr)).isEqualTo("refused");
        undone(batch);
        assertThat(state(petr)).isEqualTo("refused");
    }

    @Test
    void
            a_no_that_an_import_brought_takes_what_stood_on_the_yes_and_its_undo_brings_nothing_back() {
        CustomerId petr =
                shop.customer(Map.of("full_name", "Petr Malý", "email", "petr@example.org"));
        shop.says(petr, "site-analytics", "web", true);
        shop.add(petr, "visit", Map.of("page", "https://www.example.org/tea"));
        String map = MAP.replace("[newsletter]", "[site-analytics]").replace("[email]", "[web]");
        var job = ImportJob.of(SheetBytes.of(SHEET.getBytes(UTF_8)), ColumnMap.parse(map));

        int batch = imported(job).report().batch().orElseThrow();
        assertThat(shop.vault().timeline().of(petr, _ -> true, 10, STAFF)).isEmpty();

        undone(batch);
        assertThat(shop.vault().timeline().of(petr, _ -> true, 10, STAFF)).isEmpty();
    }

    @Test
    void whoever_was_touched_since_is_kept_and_named() {
        int batch = imported(job(SHEET)).report().batch().orElseThrow();
        CustomerId petr = only("petr@example.org");
        shop.add(petr, "complaint", Map.of("complaint", "too warm"));
        ImportUndo.Result result = undone(batch);
        assertThat(result.removed()).isEqualTo(2);
        assertThat(result.kept())
                .containsExactly(new ImportUndo.Kept(petr, ImportUndo.Why.TOUCHED));
        assertThat(shop.vault().customers().masked(petr, "staff").id()).isEqualTo(petr);
    }

    @Test
    void an_undo_leaves_what_other_imports_brought() {
        int first = imported(job(SHEET)).report().batch().orElseThrow();
        int second =
                imported(job(HEADER + "9,Olga Malá,olga@example.org,,,,,\n"))
                        .report()
                        .batch()
                        .orElseThrow();
        undone(first);
        CustomerId olga = only("olga@example.org");
        assertThat(undone(second).removed()).isEqualTo(1);
        assertErased(olga);
    }

    @Test
    void an_import_is_taken_back_within_thirty_days() {
        int batch = imported(job(SHEET)).report().batch().orElseThrow();
        shop.later(Duration.ofDays(30));
        assertThatThrownBy(() -> runs().undo(batch, MISTAKE, STAFF))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessage("an import is taken back within 30 days");
        assertThatThrownBy(() -> runs().undo(99, MISTAKE, STAFF))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void an_undo_begun_again_counts_whom_it_restored_before() {
        CustomerId jana = jana();
        int batch = imported(job(SHEET)).report().batch().orElseThrow();
        var boom = new IllegalStateException("the machine stops");
        assertThatThrownBy(() ->
                        shop.vault()
                                .imports()
                                .undo()
                                .run(
                                        batch,
                                        MISTAKE,
                                        STAFF,
                                        (_, _) -> {
                                            throw boom;
                                        }))
                .isSameAs(boom);
        assertThat(state(jana)).isEqualTo("invalidated");
        ImportUndo.Result again = undone(batch);
        assertThat(again.restored()).isEqualTo(1);
        assertThat(again.kept()).isEmpty();
    }

    @Test
    void an_import_that_broke_off_can_be_taken_back() {
        var boom = new IllegalStateException("the machine stops");
        ImportJob job = job(SHEET);
        assertThatThrownBy(() ->
                        shop.vault()
                                .imports()
                                .run(
                                        job,
                                        Optional.empty(),
                                        STAFF,
                                        (done, _) -> {
                                            if (done == 2) {
                                                throw boom;
                                            }
                                            return true;
                                        }))
                .isSameAs(boom);
        ImportBatch batch = shop.vault().imports().batches().all().getFirst();
        assertThat(batch.end()).isEmpty();
        assertThat(undone(batch.no()).keptCount()).isZero();
        assertThat(looked(job).outcomes()).isEqualTo(Map.of(Outcome.CREATED, 3L));
    }
}
