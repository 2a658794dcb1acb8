package custos.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.TestVault;
import custos.vault.core.Sight;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an auditor finds in the log, and what reading it leaves there.
class AuditTest {
    private static final Actor EVE = new Actor.Staff("eve", "auditor");
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");

    @TempDir private Path folder;
    private TestVault shop;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private CustomerId somebody(String name) {
        return shop.customer(Map.of("full_name", name, "email", name + "@example.org"));
    }

    private Audit.Page log(LogFilter filter) {
        shop.vault().settle();
        return shop.vault().audit().page(filter, OptionalLong.empty(), 200, EVE);
    }

    private static List<String> words(Audit.Page page) {
        return page.entries().stream()
                .flatMap(entry -> entry.acts().stream())
                .map(act -> act.type().word())
                .toList();
    }

    private LogFilter types(ActType... types) {
        return LogFilter.ALL.ofTypes(Set.of(types));
    }

    @Test
    void every_group_has_types_and_every_type_a_group() {
        assertThat(ActGroup.values()).allSatisfy(group -> assertThat(group.types()).isNotEmpty());
        assertThat(Arrays.stream(ActGroup.values()).flatMap(group -> group.types().stream()))
                .containsExactlyInAnyOrder(ActType.values());
    }

    @Test
    void the_log_is_read_newest_first_and_page_by_page_without_a_gap() {
        for (int i = 0; i < 7; i++) {
            somebody("jana" + i);
        }
        Audit audit = shop.vault().audit();
        var indexes = new ArrayList<Long>();
        var before = OptionalLong.empty();
        do {
            Audit.Page page = audit.page(LogFilter.ALL, before, 3, EVE);
            page.entries().forEach(entry -> indexes.add(entry.index()));
            before = page.next();
        } while (before.isPresent());

        long size = audit.size();
        assertThat(indexes)
                .containsExactlyElementsOf(
                        LongStream.range(0, size).map(i -> size - 1 - i).boxed().toList());
    }

    @Test
    void a_plain_list_reads_no_customers_half_and_leaves_no_entry() {
        somebody("jana");
        long before = shop.vault().audit().size();

        Audit.Page page = log(LogFilter.ALL);

        assertThat(shop.vault().audit().size()).isEqualTo(before);
        assertThat(page.entries().getFirst().hand().orElseThrow().actor())
                .isEqualTo(TestVault.STAFF);
    }

    @Test
    void type_purpose_and_channel_must_meet_in_one_act() {
        CustomerId jana = somebody("jana");
        shop.says(jana, "newsletter", "email", true);
        shop.says(jana, "launch-invitation", "email", false);
        var email = Optional.of(new ChannelId("email"));

        assertThat(words(log(LogFilter.ALL.about(Optional.of(NEWSLETTER), email))))
                .containsExactly("consent-given");
        assertThat(words(log(types(ActType.CONSENT_REFUSED).about(Optional.of(NEWSLETTER), email))))
                .isEmpty();
        assertThat(words(log(types(ActType.CONSENT_REFUSED)))).containsExactly("consent-refused");
    }

    @Test
    void days_are_those_of_the_given_time_zone() {
        somebody("morning");
        shop.later(Duration.ofHours(13));
        // 00:15 of the next day in Prague, still the same day in UTC.
        somebody("night");
        var day = Optional.of(LocalDate.of(2026, 11, 23));
        LogFilter registered = types(ActType.CUSTOMER_REGISTERED);

        assertThat(log(registered.days(day, day, PRAGUE)).entries()).hasSize(1);
        assertThat(log(registered.days(day, day, ZoneId.of("UTC"))).entries()).isEmpty();
        assertThat(log(registered.days(Optional.empty(), day, PRAGUE)).entries()).hasSize(2);
        var before = Optional.of(LocalDate.of(2026, 11, 22));
        assertThat(log(registered.days(before, before, PRAGUE)).entries()).hasSize(1);
    }

    @Test
    void a_period_ends_after_it_begins() {
        var first = Optional.of(LocalDate.of(2026, 11, 23));
        var last = Optional.of(LocalDate.of(2026, 11, 20));

        assertThatThrownBy(() -> LogFilter.ALL.days(first, last, PRAGUE))
                .isInstanceOf(Refusal.BadField.class);
    }

    @Test
    void a_filter_by_source_opens_halves_and_says_so_in_the_ledger() {
        CustomerId jana = somebody("jana");
        shop.says(jana, "newsletter", "email", true);
        var portal = Optional.of(new SourceId("portal"));

        Audit.Page page = log(LogFilter.ALL.openedBy(portal, Optional.empty()));

        assertThat(words(page)).containsExactly("consent-given");
        LogEntry told = log(types(ActType.OPENING_READ)).entries().getFirst();
        assertThat(told.hand().orElseThrow().actor()).isEqualTo(EVE);
        assertThat(told.hand().orElseThrow().request()).contains("log source=portal");
    }

    @Test
    void a_filter_by_account_finds_what_she_did_and_no_more() {
        CustomerId jana = somebody("jana");
        shop.says(jana, "newsletter", "email", true);

        assertThat(words(log(LogFilter.ALL.openedBy(Optional.empty(), Optional.of("anna")))))
                .containsExactly("customer-registered");
        assertThat(words(log(LogFilter.ALL.openedBy(Optional.empty(), Optional.of("customer")))))
                .containsExactly("consent-given");
        assertThatThrownBy(() -> LogFilter.ALL.openedBy(Optional.empty(), Optional.of("Jan Novák")))
                .isInstanceOf(Refusal.BadField.class);
    }

    @Test
    void entries_of_erased_customers_are_counted_exactly() {
        CustomerId jana = somebody("jana");
        CustomerId petr = somebody("petr");
        shop.says(jana, "newsletter", "email", true);
        for (CustomerId id : List.of(jana, petr)) {
            shop.vault().customers().openFor(id, new PurposeId("service"), TestVault.STAFF);
        }
        assertThat(log(LogFilter.ALL).erased()).isZero();

        shop.vault().erasure().erase(jana, "no-longer-needed", false, TestVault.STAFF);

        // Her registration, her yes, her row of the looks, and the erasure itself.
        Audit.Page page = log(LogFilter.ALL);
        assertThat(page.erased()).isEqualTo(4);
        LogEntry looks = log(types(ActType.DISCLOSED)).entries().getFirst();
        assertThat(looks.openings()).isEqualTo(new LogEntry.Openings(2, 1));
        assertThat(log(types(ActType.POLICY_PUBLISHED)).entries().getFirst().openings())
                .isEqualTo(LogEntry.Openings.NONE);
        assertThat(log(types(ActType.CUSTOMER_ERASED)).erased()).isEqualTo(1);
    }

    @Test
    void what_no_source_can_be_told_of_any_more_is_counted_apart() {
        CustomerId jana = somebody("jana");
        shop.vault().erasure().erase(jana, "no-longer-needed", false, TestVault.STAFF);

        Audit.Page page =
                log(
                        types(ActType.CUSTOMER_REGISTERED)
                                .openedBy(Optional.of(TestVault.COUNTER), Optional.empty()));

        assertThat(page.entries()).isEmpty();
        assertThat(page.unreadable()).isEqualTo(1);
    }

    @Test
    void an_entry_shows_its_opening_masked_with_a_proof_that_verifies() {
        CustomerId jana = somebody("jana");
        shop.says(jana, "newsletter", "email", true);
        long index = log(types(ActType.CONSENT_GIVEN)).entries().getFirst().index();

        Audit.Seen seen = shop.vault().audit().entry(index, Sight.MASKED, EVE);

        ShownOpening opening = seen.openings().getFirst();
        assertThat(opening.customer()).isEqualTo(jana);
        assertThat(opening.parts().getFirst().address()).contains("j•••@example.org");
        assertThat(opening.parts().getFirst().source()).contains("portal");
        assertThat(seen.proof().file().verify(seen.bytes(), shop.vault().ledger().key()))
                .isNotNull();
        assertThat(log(types(ActType.OPENING_READ)).entries().getFirst().hand().orElseThrow())
                .isEqualTo(new LogEntry.Hand(EVE, Optional.empty(), Optional.of("entry " + index)));
    }

    @Test
    void whoever_may_read_openings_whole_sees_the_address() {
        CustomerId jana = somebody("jana");
        shop.says(jana, "newsletter", "email", true);
        long index = log(types(ActType.CONSENT_GIVEN)).entries().getFirst().index();

        Audit.Seen seen = shop.vault().audit().entry(index, Sight.WHOLE, EVE);

        assertThat(seen.openings().getFirst().parts().getFirst().address())
                .contains("jana@example.org");
    }

    @Test
    void an_entry_without_a_customers_half_is_read_without_an_event() {
        long before = shop.vault().audit().size();

        Audit.Seen seen = shop.vault().audit().entry(0, Sight.MASKED, EVE);

        assertThat(seen.openings()).isEmpty();
        assertThat(shop.vault().audit().size()).isEqualTo(before);
    }

    @Test
    void an_entry_past_the_end_is_not_found() {
        long size = shop.vault().audit().size();

        assertThatThrownBy(() -> shop.vault().audit().entry(size, Sight.MASKED, EVE))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> shop.vault().audit().entry(-1, Sight.MASKED, EVE))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void the_rows_of_a_batch_are_shown_by_customer() {
        CustomerId jana = somebody("jana");
        CustomerId petr = somebody("petr");
        for (CustomerId id : List.of(jana, petr)) {
            shop.vault().customers().openFor(id, new PurposeId("service"), TestVault.STAFF);
        }
        long index = log(types(ActType.DISCLOSED)).entries().getFirst().index();

        Audit.Seen seen = shop.vault().audit().entry(index, Sight.MASKED, EVE);

        assertThat(seen.openings())
                .extracting(ShownOpening::customer)
                .containsExactlyInAnyOrder(jana, petr);
    }

    @Test
    void names_of_changed_fields_are_shown_and_no_value() {
        CustomerId jana = somebody("jana");
        shop.vault()
                .customers()
                .reveal(jana, Set.of(new FieldId("email")), "order-problem", TestVault.STAFF);
        long index = log(types(ActType.FIELDS_REVEALED)).entries().getFirst().index();

        Audit.Seen seen = shop.vault().audit().entry(index, Sight.MASKED, EVE);

        assertThat(seen.openings().getFirst().parts().getFirst().fields()).containsExactly("email");
    }

    @Test
    void the_same_seed_on_the_same_range_draws_the_same_entries() {
        for (int i = 0; i < 20; i++) {
            somebody("jana" + i);
        }
        Audit audit = shop.vault().audit();
        LogFilter registered = types(ActType.CUSTOMER_REGISTERED);
        Audit.Sample first =
                audit.sample(registered, 5, Optional.empty(), OptionalLong.empty(), EVE);
        somebody("later");

        Audit.Sample again =
                audit.sample(
                        registered,
                        5,
                        Optional.of(first.seed()),
                        OptionalLong.of(first.size()),
                        EVE);

        assertThat(first.entries()).hasSize(5).doesNotHaveDuplicates();
        assertThat(again.entries()).isEqualTo(first.entries());
        assertThat(again.matching()).isEqualTo(20);
        assertThat(log(types(ActType.OPENING_READ)).entries())
                .extracting(entry -> entry.hand().orElseThrow().request().orElseThrow())
                .allMatch(request ->
                        request.startsWith("sample count=5 seed=" + first.seed() + " size="));
    }

    @Test
    void lots_are_those_that_the_manual_says() {
        // sha256("custos/v1/sample\0" + "review-1" + "\0" + 8 bytes of the index), see
        // docs/audit.md
        assertThat(SampleDraw.draw("review-1", LongStream.range(0, 100).boxed().toList(), 5))
                .containsExactly(5L, 27L, 53L, 81L, 87L);
    }

    @Test
    void a_sample_has_1_to_200_entries_and_a_plain_seed() {
        Audit audit = shop.vault().audit();

        for (int wanted : new int[] {0, 201}) {
            assertThatThrownBy(() ->
                            audit.sample(
                                    LogFilter.ALL,
                                    wanted,
                                    Optional.empty(),
                                    OptionalLong.empty(),
                                    EVE))
                    .isInstanceOf(Refusal.BadField.class);
        }
        assertThatThrownBy(() ->
                        audit.sample(
                                LogFilter.ALL,
                                1,
                                Optional.of("jana@example.org"),
                                OptionalLong.empty(),
                                EVE))
                .isInstanceOf(Refusal.BadField.class);
    }

    @Test
    void a_file_holds_what_the_filter_finds_and_is_one_event() {
        somebody("jana");
        somebody("petr");
        var rows = new ArrayList<LogEntry>();

        Audit.Written written =
                shop.vault().audit().file(types(ActType.CUSTOMER_REGISTERED), 100, EVE, rows::add);

        assertThat(rows).hasSize(2);
        assertThat(written).isEqualTo(new Audit.Written(2, 0, 0, true));
        assertThat(log(types(ActType.OPENING_READ)).entries()).hasSize(1);
    }
}
