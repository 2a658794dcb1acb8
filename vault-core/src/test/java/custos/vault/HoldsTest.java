package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.RecordId;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.ClassId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.store.HoldRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A legal hold keeps a record, through an erasure too, until an officer releases it; and then
/// nothing of it is left.
class HoldsTest {
    static final Actor OFFICER = new Actor.Staff("olga", "officer");
    private static final ClassId FEEDBACK = new ClassId("feedback");
    private static final ClassId PURCHASES = new ClassId("purchases");
    private static final LocalDate UNTIL = LocalDate.parse("2028-12-31");
    private static final String SAID = "the kettle burned my hand";
    private static final String OTHER = "the shop was too warm";

    @TempDir private Path dir;
    private TestVault shop;
    private CustomerId jana;
    private RecordId burned;
    private RecordId warm;
    private boolean sound = true;

    @BeforeEach
    void open() {
        shop = TestVault.in(dir);
        jana =
                shop.customer(
                        Map.of(
                                "full_name", "Jana Nováková",
                                "email", "jana@example.org",
                                "birth_date", "1980-05-17"));
        burned = complains(SAID);
        warm = complains(OTHER);
    }

    @AfterEach
    void inspect() {
        if (sound) {
            shop.inspected();
        }
        shop.close();
    }

    private RecordId complains(String text) {
        return shop.add(jana, "complaint", Map.of("complaint", text)).id();
    }

    private Holds holds() {
        return shop.vault().holds();
    }

    private static Holds.Wanted forCourt() {
        return until(UNTIL);
    }

    private static Holds.Wanted until(LocalDate day) {
        return new Holds.Wanted("court-proceedings", day, Optional.of("12 C 34/2026"));
    }

    private Holds.Placed hold(RecordId... records) {
        return holds().set(jana, new Holds.Which.These(List.of(records)), forCourt(), OFFICER);
    }

    private Holds.Released release(RecordId... records) {
        return holds().release(jana, List.of(records), "proceedings-over", OFFICER);
    }

    private List<Holds.Hold> ofJana() {
        return holds().of(jana, Optional.empty(), 200).items();
    }

    private Erasure.Certificate erase() {
        return shop.vault().erasure().erase(jana, "erasure-request", false, OFFICER);
    }

    private Carver.Loot loot() {
        try (var carver = new Carver(shop.folder(), shop.key())) {
            return carver.loot(shop.core().number(jana), 40, List.of());
        }
    }

    private String texts() {
        return String.join(" ", loot().texts());
    }

    @Test
    void a_hold_says_what_it_is_on_why_until_when_and_who_set_it() {
        Holds.Placed placed = hold(burned);

        assertThat(placed.records()).containsExactly(burned);
        assertThat(ofJana())
                .containsExactly(
                        new Holds.Hold(
                                jana,
                                burned,
                                new KindId("complaint"),
                                FEEDBACK,
                                LocalDate.parse("2026-11-22"),
                                "court-proceedings",
                                UNTIL,
                                OFFICER,
                                shop.core().now(),
                                Optional.of("12 C 34/2026"),
                                false,
                                false));
        assertThat(shop.acts().getLast().type()).isEqualTo(ActType.HOLD_SET);
        assertThat(internal(placed.leaf()))
                .extracting(Internal::actor, Internal::reason, Internal::request)
                .containsExactly(
                        OFFICER, Optional.of("court-proceedings"), Optional.of("until 2028-12-31"));
    }

    private Internal internal(long leaf) {
        try (ReadSession read = shop.vault().store().read()) {
            byte[] ct = read.internal(leaf).orElseThrow();
            return Internal.parse(shop.core().keys().internals().open(ct).text());
        }
    }

    @Test
    void nothing_of_a_hold_rests_in_the_clear() {
        hold(burned);
        shop.close();
        assertThat(
                        Needles.of(List.of("12 C 34/2026", "2028-12-31"))
                                .under(shop.folder().data().resolve("vault.db")))
                .isEmpty();
        shop.reopen();
    }

    @Test
    void a_hold_on_a_class_is_one_on_each_record_that_stands_today() {
        shop.add(
                jana,
                "purchase",
                Map.of("bought_on", "2026-05-01", "total", "10", "currency", "CZK"));
        hold(warm);

        holds().set(jana, new Holds.Which.WholeClass(FEEDBACK), forCourt(), OFFICER);
        holds().set(jana, new Holds.Which.WholeClass(PURCHASES), forCourt(), OFFICER);
        complains("later");

        assertThat(ofJana())
                .extracting(hold -> hold.kind().value())
                .as("the totals are no record of hers")
                .containsExactly("complaint", "complaint", "purchase");
        assertThat(holds().choices(jana).classes())
                .containsOnly(
                        Map.entry(new ClassId("contact"), 1),
                        Map.entry(new ClassId("profile"), 1),
                        Map.entry(FEEDBACK, 1));
        assertThat(holds().choices(jana).newest()).hasSize(3);
    }

    @Test
    void a_record_is_held_once() {
        hold(burned);
        assertThatThrownBy(() -> hold(burned, warm)).isInstanceOf(Refusal.Conflict.class);
        assertThat(ofJana()).as("all or nothing").hasSize(1);
        hold(warm);
        assertThatThrownBy(() ->
                        holds().set(
                                        jana,
                                        new Holds.Which.WholeClass(FEEDBACK),
                                        forCourt(),
                                        OFFICER))
                .isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void bad_input_is_refused_by_the_name_of_its_field() {
        var these = new Holds.Which.These(List.of(burned));
        LocalDate today = LocalDate.parse("2026-11-22");
        refused("until", these, until(today));
        refused("until", these, until(today.minusDays(1)));
        refused("until", these, until(today.plusYears(10).plusDays(1)));
        refused("ground", these, new Holds.Wanted("because", UNTIL, Optional.empty()));
        refused("ground", these, new Holds.Wanted("erasure-request", UNTIL, Optional.empty()));
        refused(
                "note",
                these,
                new Holds.Wanted("legal-claim", UNTIL, Optional.of("x".repeat(201))));
        refused("records", new Holds.Which.These(List.of()), forCourt());
        refused("class", new Holds.Which.WholeClass(new ClassId("nothing")), forCourt());
        refused("class", new Holds.Which.WholeClass(new ClassId("rewards")), forCourt());
        refused("class", new Holds.Which.WholeClass(new ClassId("evidence")), forCourt());
        assertThatThrownBy(() -> holds().release(jana, List.of(burned), "because", OFFICER))
                .isInstanceOf(Refusal.BadField.class);
        assertThat(ofJana()).isEmpty();
    }

    private void refused(String field, Holds.Which which, Holds.Wanted wanted) {
        assertThatThrownBy(() -> holds().set(jana, which, wanted, OFFICER))
                .isInstanceOfSatisfying(
                        Refusal.BadField.class, bad -> assertThat(bad.field()).isEqualTo(field));
    }

    @Test
    void a_record_of_somebody_else_or_of_nobody_cannot_be_held() {
        CustomerId petr = shop.customer(Map.of("full_name", "Petr Dub"));
        var hers = new Holds.Which.These(List.of(burned));
        assertThatThrownBy(() -> holds().set(petr, hers, forCourt(), OFFICER))
                .isInstanceOf(Refusal.NotFound.class);
        long none = Slots.row(shop.core().number(jana), 4711);
        assertThatThrownBy(() -> hold(shop.core().recordId(none)))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> release(burned)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void a_held_record_is_neither_changed_nor_deleted_nor_purged_until_it_is_released() {
        hold(burned);
        assertThatThrownBy(() ->
                        shop.vault().records().delete(jana, burned, "no-longer-needed", OFFICER))
                .isInstanceOf(Refusal.Conflict.class);
        assertThatThrownBy(() ->
                        shop.vault()
                                .records()
                                .amend(
                                        jana,
                                        burned,
                                        Map.of(
                                                new FieldId("complaint"),
                                                Optional.of(new FieldValue.Text("nothing"))),
                                        OptionalLong.empty(),
                                        TestVault.SOURCE,
                                        OFFICER))
                .isInstanceOf(Refusal.Conflict.class);

        Holds.Released released = release(burned);

        assertThat(released.records()).containsExactly(burned);
        assertThat(released.destroyed()).isEmpty();
        assertThat(shop.acts().getLast().type()).isEqualTo(ActType.HOLD_RELEASED);
        assertThat(ofJana()).isEmpty();
        shop.vault().records().delete(jana, burned, "no-longer-needed", OFFICER);
    }

    @Test
    void all_holds_are_listed_page_by_page_and_the_overdue_ones_are_told() {
        CustomerId petr = shop.customer(Map.of("full_name", "Petr Dub"));
        holds().set(
                        petr,
                        new Holds.Which.WholeClass(new ClassId("contact")),
                        until(LocalDate.parse("2026-12-01")),
                        OFFICER);
        hold(burned, warm);

        Holds.Page first = holds().all(Optional.empty(), 2);
        Holds.Page second = holds().all(first.next(), 2);
        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isEmpty();
        assertThat(holds().overdue(10)).isEmpty();

        shop.later(Duration.ofDays(10));
        assertThat(holds().overdue(10)).extracting(Holds.Hold::customer).containsExactly(petr);
        assertThatThrownBy(() -> holds().all(Optional.empty(), 201))
                .isInstanceOf(Refusal.BadField.class);
    }

    @Test
    void an_erasure_leaves_what_is_held_and_nothing_else() {
        hold(burned);
        Erasure.Preview preview = shop.vault().erasure().preview(jana);

        Erasure.Certificate done = erase();

        assertThat(preview.held()).contains(held("feedback"));
        assertThat(done.held()).contains(held("feedback"));
        assertThat(done.erased()).doesNotContain(FEEDBACK).contains(new ClassId("contact"));
        assertThat(done.file()).contains("legal-hold:court-proceedings");
        for (int i = 0; i < 2; i++) {
            Carver.Loot loot = loot();
            assertThat(loot.keys())
                    .as("her request, and what is held")
                    .containsExactly("5.2", "9.1");
            assertThat(String.join(" ", loot.texts()))
                    .contains(SAID)
                    .doesNotContain(OTHER, "Nováková", "jana@example.org");
            assertThat(ofJana())
                    .singleElement()
                    .satisfies(hold -> assertThat(hold.erased()).isTrue())
                    .extracting(Holds.Hold::record, Holds.Hold::ground, Holds.Hold::until)
                    .containsExactly(burned, "court-proceedings", UNTIL);
            shop.inspected();
            shop.reopen();
        }
        assertErased();
    }

    private static Erasure.Held held(String dataClass) {
        return new Erasure.Held(new ClassId(dataClass), "legal-hold:court-proceedings", UNTIL);
    }

    private void assertErased() {
        assertThatThrownBy(() -> shop.vault().consents().history(jana))
                .isInstanceOf(Refusal.Erased.class);
        assertThatThrownBy(() -> hold(burned)).isInstanceOf(Refusal.Erased.class);
        assertThatThrownBy(() -> holds().choices(jana)).isInstanceOf(Refusal.Erased.class);
        var out = new ByteArrayOutputStream();
        assertThat(shop.vault().exports().everything(OFFICER, out)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(SAID);
    }

    @Test
    void held_contact_details_are_found_by_nobody() {
        holds().set(jana, new Holds.Which.WholeClass(new ClassId("contact")), forCourt(), OFFICER);
        erase();
        assertThat(texts()).contains("Nováková");
        for (int i = 0; i < 2; i++) {
            shop.vault().awaitNames();
            assertThat(
                            shop.vault()
                                    .customers()
                                    .findExact(
                                            new FieldId("email"),
                                            "jana@example.org",
                                            "officer",
                                            Optional.empty())
                                    .items())
                    .isEmpty();
            assertThat(
                            shop.vault()
                                    .customers()
                                    .findByName("novak", "officer", 10, Optional.empty())
                                    .items())
                    .isEmpty();
            shop.reopen();
        }
    }

    @Test
    void the_release_of_the_last_hold_finishes_the_erasure() {
        hold(burned);
        erase();

        Holds.Released released = release(burned);

        assertThat(released.destroyed()).containsExactly(burned);
        assertThat(released.physical()).isTrue();
        assertThat(loot().keys()).containsExactly("9.1");
        assertThat(texts()).doesNotContain(SAID);
        assertThat(ofJana()).isEmpty();
        assertThat(shop.acts().getLast().type()).isEqualTo(ActType.HOLD_RELEASED);
        assertThat(internal(released.leaf()).erased())
                .containsExactly(new Internal.Erased.ClassOf(shop.core().number(jana), 5, 2));
        assertThatThrownBy(() -> release(burned)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void the_release_of_one_of_two_destroys_that_one() {
        hold(burned, warm);
        shop.vault().erasure().erase(jana, "no-longer-needed", false, OFFICER);
        assertThat(texts()).contains(SAID, OTHER);

        assertThat(release(warm).destroyed()).containsExactly(warm);

        assertThat(loot().keys()).containsExactly("5.3");
        assertThat(texts()).contains(SAID).doesNotContain(OTHER);
        assertThat(ofJana()).extracting(Holds.Hold::record).containsExactly(burned);
        shop.inspected();

        release(burned);
        assertThat(loot().keys()).isEmpty();
        try (ReadSession read = shop.vault().store().read()) {
            assertThat(read.customer(shop.core().number(jana))).isEmpty();
        }
        assertThat(ofJana()).isEmpty();
    }

    @Test
    void what_the_law_keeps_anyway_stays_after_a_release() {
        shop.add(
                jana,
                "purchase",
                Map.of("bought_on", "2026-05-01", "total", "10", "currency", "CZK"));
        hold(burned);
        erase();
        assertThat(loot().keys()).containsExactly("5.2", "8.1", "9.1");

        release(burned);

        assertThat(loot().keys()).containsExactly("8.1", "9.1");
    }

    @Test
    void the_retention_run_leaves_held_records_of_the_erased_and_counts_them() {
        hold(burned);
        erase();
        shop.later(Duration.ofDays(3 * 365 + 2));

        Retentions.Past past =
                shop.vault().retentions().purge("no-longer-needed", OFFICER, _ -> {}).past();

        assertThat(past.held()).isEqualTo(1);
        assertThat(past.remnants()).as("the file of her request").isEqualTo(1);
        assertThat(loot().keys()).containsExactly("5.2");
        assertThat(ofJana()).singleElement().matches(Holds.Hold::overdue);
        shop.inspected();
        release(burned);
        assertThat(loot().keys()).isEmpty();
    }

    @Test
    void a_roll_of_the_key_encryption_key_carries_held_records() {
        hold(burned);
        erase();
        shop.vault().keys().roll(OFFICER, Duration.ofMinutes(1), _ -> {});
        shop.reopen();
        assertThat(ofJana()).hasSize(1);
        release(burned);
        assertThat(loot().keys()).containsExactly("9.1");
    }

    @Test
    void verify_finds_a_hold_that_was_taken_away_forged_or_moved() {
        hold(burned);
        long no = shop.core().number(jana);
        long record = shop.core().number(burned);
        HoldRow good;
        try (ReadSession read = shop.vault().store().read()) {
            good = read.holds(no).getFirst();
        }
        tampered(new RowChange.DeleteHold(record, no), "hold-missing");
        tampered(new RowChange.PutHold(new HoldRow(record, no, new byte[] {1, 2})), "hold-open");
        tampered(new RowChange.PutHold(good));
        long other = shop.core().number(warm);
        tampered(
                new RowChange.PutHold(new HoldRow(other, no, good.ct())),
                "hold-open",
                "hold-unexplained");
        tampered(new RowChange.DeleteHold(other, no));
        tampered(
                new RowChange.PutHold(new HoldRow(Slots.row(no, 999), no, good.ct())),
                "hold-orphan",
                "hold-open",
                "hold-unexplained");
        tampered(new RowChange.DeleteHold(Slots.row(no, 999), no));
        erase();
        tampered(new RowChange.DeleteHold(record, no), "hold-missing");
        sound = false;
    }

    private void tampered(RowChange change, String... codes) {
        shop.core().writer().land(Write.upkeep(List.of(change)));
        List<String> found =
                shop.vault().inspection().verify(_ -> {}).findings().stream()
                        .map(Inspection.Finding::code)
                        .toList();
        assertThat(Set.copyOf(found)).isEqualTo(Set.of(codes));
    }
}
