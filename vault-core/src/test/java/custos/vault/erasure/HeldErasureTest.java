package custos.vault.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.event.ActType;
import custos.event.Internal;
import custos.policy.ClassId;
import custos.policy.FieldId;
import custos.store.ReadSession;
import custos.vault.Carver;
import custos.vault.HeldShop;
import custos.vault.rows.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A legal hold keeps a record, through an erasure too, until an officer releases it; and then
/// nothing of it is left.
class HeldErasureTest extends HeldShop {
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
}
