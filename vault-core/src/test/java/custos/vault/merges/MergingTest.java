package custos.vault.merges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.policy.FieldId;
import custos.vault.TwinShop;
import custos.vault.merges.Merging.Merged;
import custos.vault.merges.Merging.Side;
import custos.vault.rows.Refusal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Two customers who are one person are joined. Nothing is lost by it, no refusal is forgotten, and
/// who was merged away answers nobody.
class MergingTest extends TwinShop {
    @Test
    void one_of_the_two_goes_on_with_what_both_have() {
        Merged merged = merge();

        assertThat(text(jan, NAME)).isEqualTo("Jan Karel Novák");
        assertThat(text(jan, MAIL)).isEqualTo("jan@example.org");
        assertThat(merged.records()).isEqualTo(1);
        assertThat(merged.until()).isEqualTo(LocalDate.of(2026, 12, 22));
        assertThat(totals(jan).purchases()).isEqualTo(2);
        assertThat(totals(jan).sums()).hasToString("{CZK=350.50}");
        assertThat(shop.acts().getLast().type().word()).isEqualTo("disclosed");
        assertThat(shop.words()).contains("customer-merged");
    }

    @Test
    void somebody_chooses_whose_value_stays() {
        merge(Map.of(MAIL, Side.GOES, NAME, Side.STAYS));

        assertThat(text(jan, MAIL)).isEqualTo("novak@example.com");
        assertThat(text(jan, NAME)).isEqualTo("Jan Novák");
        assertThat(found("novak@example.com")).containsExactly(jan);
        assertThat(found("jan@example.org")).isEmpty();
    }

    @Test
    void there_is_nothing_to_choose_where_only_one_has_a_value() {
        assertThatThrownBy(() -> merge(Map.of(new FieldId("address"), Side.GOES)))
                .isInstanceOf(Refusal.BadField.class);
        assertThatThrownBy(() -> merge(Map.of(new FieldId("phone"), Side.GOES)))
                .isInstanceOf(Refusal.BadField.class);
    }

    @Test
    void nobody_finds_or_opens_who_was_merged_away() {
        merge();

        for (int i = 0; i < 2; i++) {
            shop.vault().awaitNames();
            assertThat(found("novak@example.com")).isEmpty();
            assertThat(found("+420601000979")).containsExactly(jan);
            assertThat(found("novak")).containsExactly(jan);
            assertThatThrownBy(() -> opened(twin))
                    .isInstanceOfSatisfying(
                            Refusal.Merged.class, gone -> assertThat(gone.into()).isEqualTo(jan));
            assertThatThrownBy(() -> buys(twin, "2026-11-21", "1.00"))
                    .isInstanceOf(Refusal.Merged.class);
            assertThatThrownBy(() -> shop.vault().portal().holding(twin))
                    .isInstanceOf(Refusal.Erased.class);
            shop.reopen();
        }
    }

    @Test
    void a_merge_is_of_two_who_stand_for_themselves() {
        assertThatThrownBy(() ->
                        merging()
                                .merge(
                                        new Merging.Wanted(
                                                jan,
                                                OptionalLong.empty(),
                                                jan,
                                                OptionalLong.empty(),
                                                Map.of()),
                                        OFFICER))
                .isInstanceOf(Refusal.BadField.class);
        merge();
        assertThatThrownBy(this::merge).isInstanceOf(Refusal.Merged.class);
    }

    @Test
    void who_changed_since_she_was_looked_at_is_not_merged() {
        long seen = merging().compare(jan, twin, Map.of(), OFFICER).goesVersion();
        amend(twin, "full_name", "Jan Karel");

        assertThatThrownBy(() ->
                        merging()
                                .merge(
                                        new Merging.Wanted(
                                                jan,
                                                OptionalLong.empty(),
                                                twin,
                                                OptionalLong.of(seen),
                                                Map.of()),
                                        OFFICER))
                .isInstanceOf(Refusal.Stale.class);
    }

    @Test
    void looking_at_two_side_by_side_changes_nothing_and_is_a_look() {
        shop.says(jan, "newsletter", "email", true);
        Merging.Comparison shown = merging().compare(jan, twin, Map.of(), OFFICER);

        assertThat(shown.rows())
                .filteredOn(Merging.Row::isOpen)
                .extracting(Merging.Row::field)
                .containsExactly(NAME, MAIL);
        assertThat(shown.records()).isEqualTo(1);
        assertThat(shown.doubtful()).isFalse();
        assertThat(shown.consents()).singleElement().matches(Merging.Joined::changes);
        assertThat(shop.words()).doesNotContain("customer-merged").contains("disclosed");
        assertThat(mayWrite(jan)).isTrue();
    }

    @Test
    void a_refusal_of_either_stands() {
        shop.says(jan, "newsletter", "email", true);
        shop.says(twin, "newsletter", "email", false);
        assertThat(mayWrite(jan)).isTrue();

        merge();

        assertThat(states(jan)).containsExactly("newsletter by email: refused");
        assertThat(mayWrite(jan)).isFalse();
        assertThat(shop.words()).contains("consent-refused");
    }

    @Test
    void a_yes_stands_only_when_both_said_it_and_for_the_address_that_stays() {
        shop.says(jan, "newsletter", "email", true);
        shop.later(Duration.ofHours(1));
        shop.says(twin, "newsletter", "email", true);
        shop.says(twin, "launch-invitation", "email", true);

        merge();

        assertThat(states(jan)).containsExactly("newsletter by email: given");
        assertThat(mayWrite(jan)).isTrue();
    }

    @Test
    void a_yes_for_the_address_that_does_not_stay_ends() {
        shop.says(jan, "newsletter", "email", true);

        merge(Map.of(MAIL, Side.GOES));

        assertThat(states(jan)).isEmpty();
        assertThat(mayWrite(jan)).isFalse();
    }

    @Test
    void a_stop_of_everything_is_not_passed_after_a_merge() {
        stops(jan);
        shop.says(jan, "newsletter", "email", true);
        shop.says(twin, "newsletter", "email", true);
        assertThat(mayWrite(jan)).isTrue();

        merge();
        assertThat(mayWrite(jan)).isFalse();
        merging().undo(jan, undoable(), OFFICER);
        assertThat(mayWrite(jan)).as("the way back is no way to more").isFalse();
        assertThat(mayWrite(twin)).isTrue();
    }

    @Test
    void her_unsubscribe_link_reaches_the_customer_in_whom_she_goes_on() {
        shop.says(jan, "newsletter", "email", true);
        shop.says(twin, "newsletter", "email", true);
        String link = shop.vault().subscriptions().link(twin, Optional.of(NEWSLETTER), EMAIL);
        merge(Map.of(MAIL, Side.GOES));
        assertThat(mayWrite(jan)).isTrue();

        shop.vault().subscriptions().stop(link);

        assertThat(mayWrite(jan)).isFalse();
        assertThat(states(jan)).containsExactly("newsletter by email: withdrawn");
    }

    @Test
    void who_has_an_open_request_is_not_merged_away() {
        shop.vault()
                .requests()
                .ask(twin, custos.request.Right.ACCESS, none(), new custos.policy.Language("cs"));

        assertThatThrownBy(this::merge)
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        why -> assertThat(why.code()).isEqualTo("open-request"));
    }
}
