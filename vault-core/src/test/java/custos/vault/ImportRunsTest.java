package custos.vault;

import static custos.vault.TestVault.STAFF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.vault.ImportLines.Outcome;
import custos.vault.ImportRuns.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Imports as somebody at a page has them done: looked at first, in the background, and taken back.
class ImportRunsTest {
    private static final String MISTAKE = "entered-by-mistake";
    private static final String MAP =
            """
            columns:
              number: number
              name: full_name
              email: email
              phone: phone
              town: city
              street: address_line_1
            country: CZ
            consents:
              - column: ads
                date_column: since
                purposes: [newsletter]
                channels: [email]
                method: import
                proof: cards
                language: en
                notice: current
            """;
    private static final String HEADER = "number,name,email,phone,street,town,ads,since\n";
    private static final String SHEET =
            HEADER
                    + "1,Jana Nováková,jana@example.org,+420601000001,Dlouhá 1,Brno,yes,2024-05-01\n"
                    + "2,Petr Malý,petr@example.org,,Krátká 2,Brno,no,2024-05-02\n"
                    + "3,Eva Nová,,,,Praha,,\n";

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

    private ImportRuns runs() {
        return shop.vault().runs().imports();
    }

    private static ImportJob job(String sheet) {
        return ImportJob.of(SheetBytes.of(sheet.getBytes(UTF_8)), ColumnMap.parse(MAP));
    }

    private State ended() {
        Rolling.await(() -> !runs().state().isUnderWay());
        return runs().state();
    }

    private Imports.Report looked(ImportJob job) {
        assertThat(runs().look("a", job, STAFF)).isTrue();
        return ((State.Looked) ended()).report();
    }

    private State.Imported imported(ImportJob job) {
        looked(job);
        runs().start("a", job, STAFF);
        return (State.Imported) ended();
    }

    private ImportUndo.Result undone(int batch) {
        assertThat(runs().undo(batch, MISTAKE, STAFF)).isTrue();
        return ((State.Undone) ended()).result();
    }

    private CustomerId jana() {
        return shop.customer(Map.of("full_name", "Jana Nováková", "email", "jana@example.org"));
    }

    private String state(CustomerId id) {
        return shop.vault().consents().history(id).states().stream()
                .filter(standing ->
                        standing.purpose().equals(new PurposeId("newsletter"))
                                && standing.channel().equals(new ChannelId("email")))
                .map(standing -> ConsentWords.name(standing.state()))
                .findFirst()
                .orElse("unknown");
    }

    private List<CustomerId> found(String field, String typed) {
        return shop
                .vault()
                .customers()
                .findExact(new FieldId(field), typed, "staff", Optional.empty())
                .items()
                .stream()
                .map(Customers.Masked::id)
                .toList();
    }

    private CustomerId only(String email) {
        return found("email", email).getFirst();
    }

    private void assertErased(CustomerId id) {
        assertThatThrownBy(() -> shop.vault().customers().masked(id, "staff"))
                .isInstanceOf(Refusal.Erased.class);
    }

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
        assertThat(shop.vault().imports().batches().mapOf(batch.header())).contains(job.map());
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
        // Without e-mail, telephone or number in the vault's index nobody is recognised: Eva has
        // a number of the sheet.
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
