package custos.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.event.ActType;
import custos.list.PaidLate;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.store.DocumentKind;
import custos.store.ReadSession;
import custos.vault.consents.ConsentAnswer;
import custos.vault.customers.Customers;
import custos.vault.imports.ImportJob;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.imports.Imports;
import custos.vault.lists.ListRequest;
import custos.vault.lists.Lists;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else is faster, in turn before each view that an import or a list has of the vault.
class RacesTest {
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final FieldId PHONE = new FieldId("phone");
    private static final FieldId ORDER = new FieldId("order_number");
    private static final int MOST_VIEWS = 100;

    @TempDir private Path folder;
    private final RacedStore.Race race = new RacedStore.Race();
    private TestVault shop;
    private Vault vault;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        vault = shop.vault();
    }

    /// Opens what was prepared on the store where others are faster.
    private void raced() {
        open(RacedStore.with(race), shop.clock());
    }

    private void open(StoreOpener opener, InstantSource clock) {
        shop.vault().settle();
        shop.close();
        vault =
                Vault.open(
                        shop.folder(),
                        shop.unlock(),
                        opener,
                        new Vault.Settings(Duration.ZERO),
                        clock,
                        new SecureRandom());
    }

    @AfterEach
    void inspect() {
        vault.close();
        shop.reopen();
        shop.inspected();
        shop.close();
    }

    private CustomerId somebody(int no) {
        return shop.customer(
                Map.of("full_name", "Jana " + no, "email", "jana" + no + "@example.org"));
    }

    @Test
    void whoever_is_erased_between_the_match_and_the_write_is_told_apart() {
        var known = new ArrayList<CustomerId>();
        for (int view = 0; view < MOST_VIEWS; view++) {
            known.add(somebody(view));
        }
        raced();

        var outcomes = new ArrayList<Outcome>();
        boolean reached = true;
        for (int view = 1; reached && view < MOST_VIEWS; view++) {
            CustomerId gone = known.get(view);
            race.before(
                    view,
                    () -> vault.erasure().erase(gone, "erasure-request", false, TestVault.STAFF));
            outcomes.add(imported(view));
            reached = !race.isAhead();
            race.stop();
        }

        assertThat(outcomes).contains(Outcome.BARRED);
        assertThat(outcomes.getLast()).isEqualTo(Outcome.UPDATED);
    }

    /// What becomes of one known customer whom a sheet brings a telephone number.
    private Outcome imported(int no) {
        String sheet = "email,phone\njana" + no + "@example.org,+42060100" + (1000 + no) + "\n";
        var job =
                ImportJob.of(
                        SheetBytes.of(sheet.getBytes(UTF_8)),
                        ColumnMap.parse("columns:\n  email: email\n  phone: phone\n"));
        Imports.Report report =
                vault.imports().run(job, Optional.empty(), TestVault.STAFF, (_, _) -> true);
        return List.of(Outcome.values()).stream()
                .filter(outcome -> report.count(outcome) > 0)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_form_is_not_taken_for_somebody_who_was_erased_since_she_was_looked_at() {
        CustomerId jana = somebody(0);
        shop.says(jana, "newsletter", "email", false);
        // The time is asked for once she was looked at, and before anything is written.
        var thread = Thread.currentThread();
        var acts = new ArrayDeque<Runnable>();
        open(
                TestVault.SQLITE,
                () -> {
                    if (Thread.currentThread().equals(thread)) {
                        Optional.ofNullable(acts.poll()).ifPresent(Runnable::run);
                    }
                    return shop.clock().instant();
                });
        acts.add(() -> vault.erasure().erase(jana, "erasure-request", false, TestVault.STAFF));

        assertThatThrownBy(() -> refusesOnPaper(jana)).isInstanceOf(Refusal.Erased.class);

        assertThat(acts).isEmpty();
        try (ReadSession read = vault.store().read()) {
            assertThat(read.documents(DocumentKind.SIGNED_FORM)).isEmpty();
        }
    }

    private void refusesOnPaper(CustomerId who) {
        var english = new Language("en");
        var no =
                new ConsentAnswer(
                        NEWSLETTER,
                        new ChannelId("email"),
                        false,
                        new MethodId("signed-form"),
                        Optional.of(english),
                        vault.policies().noticeInForce(english),
                        Optional.empty(),
                        Optional.of("F1-EN-7"),
                        Optional.empty());
        vault.consents().record(who, List.of(no), TestVault.COUNTER, TestVault.STAFF);
    }

    @Test
    void no_field_is_handed_over_that_came_while_its_leaf_was_written() {
        CustomerId jana = somebody(0);
        shop.says(jana, "newsletter", "email", true);
        raced();

        int leftOut = 0;
        boolean reached = true;
        for (int view = 1; reached && view < MOST_VIEWS; view++) {
            race.before(view, () -> phone(jana, Optional.of("+420601000979")));
            List<Lists.Row> rows = listed();
            reached = !race.isAhead();
            race.stop();
            leftOut += rows.isEmpty() ? 1 : 0;
            for (Lists.Row row : rows) {
                assertThat(named(jana)).containsAll(row.fields().keySet());
            }
            phone(jana, Optional.empty());
        }

        assertThat(leftOut).isPositive();
        assertThat(listed()).hasSize(1);
    }

    private List<Lists.Row> listed() {
        var rows = new ArrayList<Lists.Row>();
        vault.lists().stream(NEWSLETTER, new ChannelId("email"), TestVault.STAFF, rows::addAll);
        return rows;
    }

    private void phone(CustomerId who, Optional<String> number) {
        var value =
                number.map(text ->
                        vault.forms()
                                .readAll(vault.policies().current(), Map.of("phone", text))
                                .get(PHONE));
        vault.customers()
                .amend(
                        who,
                        new Customers.Amendment(
                                Map.of(PHONE, value), TestVault.COUNTER, OptionalLong.empty()),
                        TestVault.STAFF);
    }

    /// The fields that the newest leaf of a list names of her.
    private List<FieldId> named(CustomerId who) {
        return vault.history().of(who, Optional.empty(), 100).entries().stream()
                .flatMap(entry -> entry.deeds().stream())
                .filter(deed -> deed.act().type() == ActType.LIST_EXPORTED)
                .findFirst()
                .orElseThrow()
                .fields();
    }

    @Test
    void no_field_of_a_record_is_handed_over_that_came_while_its_leaf_was_written() {
        CustomerId jana = somebody(0);
        LocalDate due = LocalDate.of(2026, 6, 1);
        owes(jana, due, Map.of());
        raced();

        int leftOut = 0;
        boolean reached = true;
        for (int view = 1; reached && view < MOST_VIEWS; view++) {
            LocalDate worse = due.minusDays(2L * view);
            race.before(view, () -> owes(jana, worse, Map.of("order_number", "A-1")));
            List<Lists.Row> rows = late();
            reached = !race.isAhead();
            race.stop();
            leftOut += rows.isEmpty() ? 1 : 0;
            for (Lists.Row row : rows) {
                boolean told = row.facts().containsKey(ORDER.value());
                assertThat(named(jana).contains(ORDER)).isEqualTo(told);
            }
            owes(jana, worse.minusDays(1), Map.of());
        }

        assertThat(leftOut).isPositive();
        assertThat(late()).hasSize(1);
    }

    private void owes(CustomerId who, LocalDate due, Map<String, String> more) {
        var fields = new HashMap<String, Object>(more);
        fields.putAll(
                Map.of(
                        "bought_on", "2026-01-05",
                        "total", "10",
                        "currency", "CZK",
                        "due_on", due.toString()));
        var kind = new KindId("purchase");
        vault.records()
                .add(
                        who,
                        kind,
                        shop.read(fields, kind),
                        TestVault.COUNTER,
                        TestVault.STAFF,
                        Optional.empty());
    }

    private List<Lists.Row> late() {
        var rows = new ArrayList<Lists.Row>();
        var request =
                new ListRequest(
                        new PaidLate(),
                        new PurposeId("payment-follow-up"),
                        Optional.of(new ChannelId("email")));
        vault.lists().stream(request, TestVault.STAFF, rows::addAll);
        return rows;
    }
}
