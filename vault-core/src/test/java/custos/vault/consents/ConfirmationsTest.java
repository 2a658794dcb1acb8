package custos.vault.consents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.vault.Letters;
import custos.vault.TestVault;
import custos.vault.consents.Confirmations.Outcome;
import custos.vault.customers.Customers;
import custos.vault.letters.Matter;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfirmationsTest {
    private static final EmailAddress EVA = new EmailAddress("eva@example.org");

    @TempDir Path dir;
    private TestVault test;
    private Letters letters;
    private CustomerId eva;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        letters = new Letters(test);
        eva = test.customer(Map.of("full_name", "Eva Malá", "email", EVA.value()));
    }

    @AfterEach
    void close() {
        test.inspected();
        test.close();
    }

    private Confirmations confirmations() {
        return test.vault().confirmations();
    }

    private String requested() {
        letters.formSays(eva, Letters.NEWSLETTER);
        return letters.confirmation();
    }

    private void moves(String email, Actor actor) {
        test.vault()
                .customers()
                .amend(
                        eva,
                        new Customers.Amendment(
                                Map.of(
                                        new FieldId("email"),
                                        Optional.of(new EmailAddress(email).toValue())),
                                TestVault.SOURCE,
                                OptionalLong.empty()),
                        actor);
    }

    @Test
    void a_yes_of_a_public_form_waits_and_its_letter_asks_in_the_language_of_the_form() {
        requested();

        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("requested");
        assertThat(letters.last().to()).isEqualTo(EVA);
        assertThat(letters.last().language()).isEqualTo(Letters.CZECH);
        assertThat(letters.waiting()).hasSize(1);
        assertThat(letters.mayWrite(eva, Letters.NEWSLETTER)).isFalse();
    }

    @Test
    void a_registration_with_a_yes_of_a_public_form_is_asked_likewise() {
        var wanted =
                new Customers.Registration(
                        test.fields(Map.of("full_name", "Jan", "email", "jan@example.org")),
                        TestVault.SOURCE,
                        List.of(letters.formYes(Letters.NEWSLETTER)));
        var jan = test.vault().customers().register(wanted, TestVault.STAFF, Optional.empty()).id();

        assertThat(letters.last().to()).isEqualTo(new EmailAddress("jan@example.org"));
        assertThat(confirmations().confirm(letters.confirmation()))
                .isInstanceOf(Outcome.Confirmed.class);
        assertThat(letters.mayWrite(jan, Letters.NEWSLETTER)).isTrue();
    }

    @Test
    void what_staff_may_record_at_once_is_not_asked_by_mail() {
        test.says(eva, "newsletter", "email", true);

        assertThat(letters.waiting()).isEmpty();
    }

    @Test
    void the_link_grants_and_a_letter_tells_how_to_end_it() {
        String link = requested();
        var outcome = confirmations().confirm(link);

        assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("given");
        assertThat(letters.mayWrite(eva, Letters.NEWSLETTER)).isTrue();
        assertThat(letters.last().matter()).isInstanceOf(Matter.Subscribed.class);
        assertThat(test.words()).endsWith("consent-requested", "consent-given");
    }

    @Test
    void looking_at_a_link_changes_nothing() {
        String link = requested();
        long size = test.vault().ledger().newestSize();

        for (int i = 0; i < 3; i++) {
            assertThat(confirmations().look(link)).isInstanceOf(Outcome.Open.class);
        }
        assertThat(test.vault().ledger().newestSize()).isEqualTo(size);
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("requested");
    }

    @Test
    void a_replayed_link_finds_it_confirmed_and_grants_nothing_again() {
        String link = requested();
        confirmations().confirm(link);
        long size = test.vault().ledger().newestSize();

        assertThat(confirmations().confirm(link)).isInstanceOf(Outcome.AlreadyConfirmed.class);
        assertThat(confirmations().look(link)).isInstanceOf(Outcome.AlreadyConfirmed.class);
        assertThat(test.vault().ledger().newestSize()).isEqualTo(size);
    }

    @Test
    void a_link_replayed_after_she_withdrew_revives_nothing() {
        String link = requested();
        confirmations().confirm(link);
        test.later(Duration.ofMinutes(1));
        test.says(eva, "newsletter", "email", false);

        assertThat(confirmations().confirm(link)).isInstanceOf(Outcome.Overtaken.class);
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("withdrawn");
    }

    @Test
    void a_no_in_between_stands() {
        String link = requested();
        test.says(eva, "newsletter", "email", false);

        assertThat(confirmations().confirm(link)).isInstanceOf(Outcome.Overtaken.class);
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("refused");
    }

    @Test
    void a_link_grants_on_its_last_day_and_not_after_it() {
        String link = requested();
        test.later(Duration.ofDays(14).minusMillis(1));
        assertThat(confirmations().look(link)).isInstanceOf(Outcome.Open.class);
        test.later(Duration.ofMillis(1));

        assertThat(confirmations().confirm(link)).isInstanceOf(Outcome.Expired.class);
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("unknown");
    }

    @Test
    void an_old_letter_does_not_confirm_a_newer_request() {
        String old = requested();
        test.later(Duration.ofDays(15));
        String newer = requested();

        assertThat(confirmations().confirm(old)).isInstanceOf(Outcome.Expired.class);
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("requested");
        assertThat(confirmations().confirm(newer)).isInstanceOf(Outcome.Confirmed.class);
    }

    @Test
    void a_later_request_overtakes_the_letter_before_it() {
        String old = requested();
        test.later(Duration.ofDays(1));
        test.says(eva, "newsletter", "email", false);
        test.later(Duration.ofDays(1));
        String newer = requested();

        assertThat(confirmations().confirm(old)).isInstanceOf(Outcome.Overtaken.class);
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("requested");
        assertThat(confirmations().confirm(newer)).isInstanceOf(Outcome.Confirmed.class);
    }

    @Test
    void a_letter_to_an_address_that_is_no_longer_hers_confirms_nothing() {
        String link = requested();
        moves("eva.nova@example.org", new Actor.Customer());

        assertThat(confirmations().confirm(link)).isInstanceOf(Outcome.AddressChanged.class);
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("unknown");
    }

    @Test
    void moving_there_and_back_confirms_nothing_either() {
        String link = requested();
        moves("eva.nova@example.org", TestVault.STAFF);
        moves(EVA.value(), TestVault.STAFF);

        assertThat(confirmations().confirm(link)).isInstanceOf(Outcome.Overtaken.class);
    }

    @Test
    void the_link_dies_with_the_customer() {
        String link = requested();
        test.vault().erasure().erase(eva, "erasure-request", false, TestVault.STAFF);

        assertThat(confirmations().confirm(link)).isEqualTo(new Outcome.Erased());
        assertThat(confirmations().look(link)).isEqualTo(new Outcome.Erased());
        assertThat(letters.waiting()).isEmpty();
    }

    @Test
    void every_changed_character_makes_it_a_stranger() {
        String link = requested();
        for (int i = 0; i < link.length(); i++) {
            String other =
                    link.substring(0, i)
                            + (link.charAt(i) == 'a' ? 'b' : 'a')
                            + link.substring(i + 1);
            assertThatThrownBy(() -> confirmations().confirm(other))
                    .isInstanceOf(Refusal.NotFound.class)
                    .hasMessage("there is no such link");
        }
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("requested");
    }

    @Test
    void one_customers_link_under_anothers_id_is_a_strangers() {
        String link = requested();
        CustomerId jan = test.customer(Map.of("full_name", "Jan", "email", EVA.value()));
        String moved = jan.value() + link.substring(26);

        assertThatThrownBy(() -> confirmations().look(moved)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void a_customer_who_turned_out_too_young_is_refused() {
        String link = requested();
        test.vault()
                .customers()
                .amend(
                        eva,
                        new Customers.Amendment(
                                test.fields(Map.of("birth_date", "2014-01-01")).entrySet().stream()
                                        .collect(
                                                java.util.stream.Collectors.toMap(
                                                        Map.Entry::getKey,
                                                        entry -> Optional.of(entry.getValue()))),
                                TestVault.SOURCE,
                                OptionalLong.empty()),
                        TestVault.STAFF);

        assertThatThrownBy(() -> confirmations().confirm(link))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("age");
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("requested");
    }
}
