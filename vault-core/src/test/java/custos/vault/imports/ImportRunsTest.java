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
import custos.vault.imports.ImportRuns.State;
import custos.vault.merges.DuplicateRuns;
import custos.vault.rows.Refusal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Imports as somebody at a page has them done: looked at first, in the background.
class ImportRunsTest extends ImportDesk {
    @Test
    void what_a_look_says_is_what_the_import_does() {
        CustomerId jana = jana();
        ImportJob job = job(SHEET);

        Imports.Report look = looked(job);
        assertThat(look.outcomes()).isEqualTo(Map.of(Outcome.CREATED, 2L, Outcome.UPDATED, 1L));
        assertThat(look.batch()).isEmpty();
        assertThat(state(jana)).as("a look changes nothing").isEqualTo("unknown");
        assertThat(shop.vault().imports().batches().all()).isEmpty();

        runs().start("a", job, STAFF);
        Imports.Report done = ((State.Imported) ended()).report();
        assertThat(done.outcomes()).isEqualTo(look.outcomes());
        assertThat(done.lines().of(Outcome.CREATED).ranges(9))
                .containsExactly(new LineNumbers.Range(3, 4));
        assertThat(state(jana)).isEqualTo("given");

        ImportBatch batch = shop.vault().imports().batches().find(done.batch().orElseThrow());
        assertThat(batch.by()).isEqualTo(STAFF);
        assertThat(batch.end().orElseThrow().outcomes()).isEqualTo(done.outcomes());
        assertThat(shop.vault().imports().batches().mapOf(batch.header()))
                .contains(job.map().spelledAs(batch.header()));
    }

    @Test
    void who_of_an_import_may_be_there_already_is_found_by_itself() {
        CustomerId jana =
                shop.customer(
                        Map.of(
                                "full_name", "J. Nováková",
                                "birth_date", "1980-05-17",
                                "phone", "+420601000001"));
        CustomerId twin =
                shop.customer(Map.of("full_name", "J. Nováková", "birth_date", "1980-05-17"));
        ImportJob job = job(SHEET);
        assertThat(looked(job).outcomes()).isEqualTo(Map.of(Outcome.CREATED, 3L));
        runs().start("a", job, STAFF);
        ended();

        DuplicateRuns sweeps = shop.vault().runs().duplicates();
        while (sweeps.ofImport(1) instanceof DuplicateRuns.State.Running) {
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        assertThat(sweeps.ofImport(1))
                .isInstanceOfSatisfying(
                        DuplicateRuns.State.Done.class,
                        done -> {
                            assertThat(done.found().pairs())
                                    .as("not the two who were there before")
                                    .singleElement()
                                    .satisfies(pair ->
                                            assertThat(pair.pair().has(shop.core().number(jana)))
                                                    .isTrue())
                                    .satisfies(pair ->
                                            assertThat(pair.pair().has(shop.core().number(twin)))
                                                    .isFalse());
                        });
        assertThat(sweeps.ofImport(2)).isInstanceOf(DuplicateRuns.State.Never.class);
        assertThat(sweeps.state()).isInstanceOf(DuplicateRuns.State.Never.class);
    }

    @Test
    void a_consent_alone_is_a_change_that_a_look_tells_of() {
        CustomerId jana =
                shop.customer(
                        Map.of(
                                "full_name", "Jana Nováková",
                                "email", "jana@example.org",
                                "number", "1"));
        ImportJob job = job(HEADER + "1,Jana Nováková,jana@example.org,,,,yes,2024-05-01\n");
        assertThat(looked(job).outcomes()).isEqualTo(Map.of(Outcome.UPDATED, 1L));
        runs().start("a", job, STAFF);
        ended();
        assertThat(state(jana)).isEqualTo("given");
        assertThat(looked(job).outcomes()).isEqualTo(Map.of(Outcome.UNCHANGED, 1L));
    }

    @Test
    void nobody_imports_what_nobody_looked_at() {
        ImportJob job = job(SHEET);
        assertThatThrownBy(() -> runs().start("a", job, STAFF))
                .isInstanceOf(Refusal.Conflict.class);
        looked(job);
        assertThatThrownBy(() -> runs().start("b", job, STAFF))
                .as("another sheet")
                .isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() -> runs().start("a", job(SHEET), STAFF))
                .as("other bytes")
                .isInstanceOf(Refusal.Conflict.class);
        runs().forget("a");
        assertThat(runs().state()).isEqualTo(new State.Never());
        assertThatThrownBy(() -> runs().start("a", job, STAFF))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void a_second_import_of_the_same_file_changes_nothing_and_is_known_by_its_bytes() {
        ImportJob job = job(SHEET);
        assertThat(shop.vault().imports().batches().ofFile(job.sheet())).isEmpty();
        imported(job);
        assertThat(shop.vault().imports().batches().ofFile(job(SHEET).sheet())).isPresent();
        assertThat(looked(job(SHEET)).outcomes()).isEqualTo(Map.of(Outcome.UNCHANGED, 3L));
    }

    @Test
    void only_the_new_or_only_the_known_can_be_taken_in() {
        jana();
        var fresh = SheetBytes.of(SHEET.getBytes(UTF_8));
        var onlyNew = ImportJob.of(fresh, ColumnMap.parse(MAP + "take: [new]\n"));
        assertThat(looked(onlyNew).outcomes())
                .isEqualTo(Map.of(Outcome.CREATED, 2L, Outcome.SKIPPED, 1L));
        var onlyKnown = ImportJob.of(fresh, ColumnMap.parse(MAP + "take: [known]\n"));
        assertThat(looked(onlyKnown).outcomes())
                .isEqualTo(Map.of(Outcome.SKIPPED, 2L, Outcome.UPDATED, 1L));
    }

    @Test
    void refused_lines_come_back_with_their_reason() {
        State.Imported done = imported(job(SHEET + ",,,,,,,2024-01-01\n"));
        assertThat(done.report().count(Outcome.REFUSED)).isEqualTo(1);
        assertThat(new String(done.rejects(), UTF_8)).contains("the row names nobody");
    }

    @Test
    void a_no_for_an_address_that_the_same_row_brings_is_kept_with_the_address() {
        shop.customer(Map.of("full_name", "Petr Malý", "number", "2"));
        imported(job(HEADER + "2,Petr Malý,petr@example.org,,,,no,2024-05-02\n"));
        CustomerId petr = only("petr@example.org");
        assertThat(state(petr)).isEqualTo("refused");
        shop.vault().erasure().erase(petr, "erasure-request", false, STAFF);

        imported(job(HEADER + "9,Petr Malý,petr@example.org,,,,yes,2024-06-01\n"));
        assertThat(state(only("petr@example.org")))
                .as("the address was refused, whoever has it now")
                .isNotEqualTo("given");
    }

    @Test
    void people_of_one_file_are_told_apart_the_same_way_in_a_look_and_in_the_import() {
        var sheet = new StringBuilder(HEADER);
        sheet.append("1,Jan Novák,e@example.org,+420601000001,Dlouhá 1,Brno,,\n");
        for (int i = 2; i <= 2_200; i++) {
            sheet.append(i).append(",Person ").append(i).append(",,,,,,\n");
        }
        sheet.append("9999,Jan Novák,e@example.org,+420601000002,,,,\n");
        ImportJob job = job(sheet.toString());
        Imports.Report look = looked(job);
        Imports.Report done = imported(job).report();
        assertThat(look.count(Outcome.CREATED)).isEqualTo(2_201);
        assertThat(done.outcomes()).isEqualTo(look.outcomes());
    }

    @Test
    void a_stop_is_for_one_run_alone() {
        var sheet = new StringBuilder(HEADER);
        for (int i = 1; i <= 2_000; i++) {
            sheet.append(i).append(",Person ").append(i).append(",,,,,,\n");
        }
        ImportJob job = job(sheet.toString());
        looked(job);
        runs().start("a", job, STAFF);
        runs().stop("a");
        var report = ((State.Imported) ended()).report();
        assertThat(report.cancelled()).isTrue();
        Imports.Report look = looked(job(SHEET));
        assertThat(look.cancelled()).isFalse();
        assertThat(look.people()).isEqualTo(3);
    }

    @Test
    void a_sheet_that_is_forgotten_while_it_comes_in_leaves_nothing_behind() {
        ImportJob job = job(SHEET);
        looked(job);
        runs().start("a", job, STAFF);
        runs().forget("a");
        assertThat(ended()).isEqualTo(new State.Never());
        assertThat(shop.vault().imports().batches().all()).hasSize(1);
    }

    @Test
    void an_import_that_is_stopped_leaves_whole_people_and_says_so() {
        var sheet = new StringBuilder(HEADER);
        for (int i = 1; i <= 1_500; i++) {
            sheet.append(i).append(",Person ").append(i).append(",p").append(i);
            sheet.append("@example.org,,,,,\n");
        }
        ImportJob job = job(sheet.toString());
        Imports.Report report =
                shop.vault().imports().run(job, Optional.empty(), STAFF, (done, _) -> done < 1_100);
        assertThat(report.cancelled()).isTrue();
        assertThat(report.outcomes()).isEqualTo(Map.of(Outcome.CREATED, 1_100L));
        assertThat(found("email", "p1100@example.org")).hasSize(1);
        assertThat(found("email", "p1101@example.org")).isEmpty();
        ImportBatch batch = shop.vault().imports().batches().all().getFirst();
        assertThat(batch.end().orElseThrow().cancelled()).isTrue();

        Imports.Report rest =
                shop.vault().imports().run(job, Optional.empty(), STAFF, ImportWatch.NONE);
        assertThat(rest.outcomes())
                .isEqualTo(Map.of(Outcome.UNCHANGED, 1_100L, Outcome.CREATED, 400L));
        assertThat(undone(batch.no()).removed()).isEqualTo(1_100);
    }

    @Test
    void a_map_that_does_not_fit_is_refused_before_anything_is_written() {
        ImportJob job =
                ImportJob.of(
                        SheetBytes.of("name,town\nA,B\n".getBytes(UTF_8)), ColumnMap.parse(MAP));
        assertThatThrownBy(() -> runs().look("a", job, STAFF))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("number");
        assertThatThrownBy(() ->
                        shop.vault().imports().run(job, Optional.empty(), STAFF, ImportWatch.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(shop.vault().imports().batches().all()).isEmpty();
    }
}
