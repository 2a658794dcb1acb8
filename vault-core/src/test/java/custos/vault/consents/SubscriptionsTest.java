package custos.vault.consents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.crypto.Keyring;
import custos.crypto.SecretBytes;
import custos.crypto.SecretName;
import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.event.Act;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.vault.Letters;
import custos.vault.TestVault;
import custos.vault.consents.Subscriptions.Asked;
import custos.vault.consents.Subscriptions.Position;
import custos.vault.consents.Subscriptions.Shown;
import custos.vault.consents.Subscriptions.Stopped;
import custos.vault.consents.Subscriptions.Switch;
import custos.vault.customers.Customers;
import custos.vault.letters.Matter;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionsTest {
    private static final String EVA = "eva@example.org";
    private static final PurposeId SURVEY = new PurposeId("survey");

    @TempDir Path dir;
    private TestVault test;
    private Letters letters;
    private CustomerId eva;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        letters = new Letters(test);
        eva = customer(EVA);
        test.says(eva, "newsletter", "email", true);
        test.says(eva, "birthday-greeting", "email", true);
        test.says(eva, "newsletter", "post", true);
    }

    @AfterEach
    void close() {
        test.inspected();
        test.close();
    }

    private CustomerId customer(String email) {
        return test.customer(Map.of("full_name", "Eva Malá", "email", email));
    }

    private Subscriptions links() {
        return test.vault().subscriptions();
    }

    private String newsletter() {
        return links().link(eva, Optional.of(Letters.NEWSLETTER), Letters.EMAIL);
    }

    private String everything() {
        return links().link(eva, Optional.empty(), Letters.EMAIL);
    }

    private void moves(String email) {
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
                        new Actor.Customer());
    }

    private void erased() {
        test.vault().erasure().erase(eva, "erasure-request", false, TestVault.STAFF);
    }

    /// Whether somebody new with the old address is barred, whatever staff say for her.
    private boolean isBarred(String purpose) {
        CustomerId again = customer(EVA);
        test.vault()
                .consents()
                .record(
                        again,
                        List.of(
                                new ConsentAnswer(
                                        new PurposeId(purpose),
                                        Letters.EMAIL,
                                        true,
                                        new MethodId("counter"),
                                        Optional.of(Letters.CZECH),
                                        test.vault().policies().noticeInForce(Letters.CZECH),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty())),
                        TestVault.SOURCE,
                        TestVault.STAFF);
        return letters.state(again, new PurposeId(purpose)).equals("requested");
    }

    private Act lastAct() {
        return test.acts().getLast();
    }

    @Test
    void a_link_shows_what_it_is_about_and_changes_nothing() {
        String link = newsletter();
        long size = test.vault().ledger().newestSize();
        Shown shown = links().show(link);

        assertThat(shown.about()).contains(Letters.NEWSLETTER);
        assertThat(shown.channel()).isEqualTo(Letters.EMAIL);
        assertThat(shown.current()).isTrue();
        assertThat(shown.canAsk()).isTrue();
        assertThat(shown.switches())
                .contains(
                        new Switch(Letters.NEWSLETTER, Position.ON),
                        new Switch(Letters.BIRTHDAY, Position.ON),
                        new Switch(new PurposeId("come-back-offer"), Position.OFF))
                .doesNotContain(new Switch(SURVEY, Position.OFF));
        assertThat(test.vault().ledger().newestSize()).isEqualTo(size);
    }

    @Test
    void a_stop_ends_its_purpose_and_nothing_else() {
        assertThat(links().stop(newsletter())).isEqualTo(new Stopped(true));

        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("withdrawn");
        assertThat(letters.mayWrite(eva, Letters.BIRTHDAY)).isTrue();
        assertThat(
                        test.vault()
                                .consents()
                                .mayContact(eva, Letters.NEWSLETTER, new ChannelId("post"))
                                .why())
                .isEqualTo("no-address");
        assertThat(lastAct().type().word()).isEqualTo("consent-withdrawn");
        var past = test.vault().consents().history(eva).history().getLast();
        assertThat(past.part().method()).contains("unsubscribe-link");
    }

    @Test
    void stopping_twice_is_no_failure_and_writes_nothing_again() {
        String link = newsletter();
        links().stop(link);
        long size = test.vault().ledger().newestSize();

        assertThat(links().stop(link)).isEqualTo(new Stopped(false));
        assertThat(test.vault().ledger().newestSize()).isEqualTo(size);
    }

    @Test
    void a_stop_of_marketing_goes_down_the_tree() {
        links().stop(newsletter(), new PurposeId("marketing"));

        assertThat(letters.mayWrite(eva, Letters.NEWSLETTER)).isFalse();
        assertThat(letters.mayWrite(eva, Letters.BIRTHDAY)).isFalse();
    }

    @Test
    void everything_ends_all_marketing_of_the_channel_and_bars_the_address() {
        links().stop(everything());

        assertThat(links().show(everything()).switches())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.position()).isEqualTo(Position.OFF));
        assertThat(letters.state(eva, Letters.BIRTHDAY)).isEqualTo("withdrawn");
        erased();
        assertThat(isBarred("launch-invitation")).isTrue();
    }

    @Test
    void years_later_a_link_still_ends_it() {
        String link = newsletter();
        test.later(Duration.ofDays(9 * 365));
        test.reopen();

        assertThat(links().stop(link)).isEqualTo(new Stopped(true));
        assertThat(letters.state(eva, Letters.NEWSLETTER)).isEqualTo("withdrawn");
    }

    @Test
    void after_an_erasure_a_link_still_bars_the_address_and_tells_nobody_who_it_was() {
        String link = newsletter();
        erased();
        Shown shown = links().show(link);

        assertThat(shown.current()).isFalse();
        assertThat(shown.switches()).isEmpty();
        assertThat(links().stop(link)).isEqualTo(new Stopped(true));
        assertThat(links().stop(link)).isEqualTo(new Stopped(false));
        assertThat(lastAct().type().word()).isEqualTo("address-suppressed");
        assertThat(lastAct().purpose()).contains(Letters.NEWSLETTER);

        assertThat(isBarred("newsletter")).isTrue();
        assertThat(isBarred("birthday-greeting")).isFalse();
    }

    @Test
    void a_link_to_an_address_that_is_no_longer_hers_bars_the_address_and_leaves_her_alone() {
        String link = newsletter();
        moves("eva.nova@example.org");

        assertThat(links().show(link).current()).isFalse();
        assertThat(links().stop(link)).isEqualTo(new Stopped(true));
        assertThat(letters.mayWrite(eva, Letters.NEWSLETTER)).isTrue();
        assertThat(lastAct().type().word()).isEqualTo("address-suppressed");

        moves(EVA);
        assertThat(letters.mayWrite(eva, Letters.NEWSLETTER)).isFalse();
    }

    @Test
    void links_work_after_new_secrets_for_links_and_suppressions() {
        String before = newsletter();
        String other = everything();
        test.vault().close();
        newSecret(SecretName.LINK);
        newSecret(SecretName.SUPPRESS);
        test.reopen();
        String after = newsletter();

        assertThat(after.substring(0, 4)).isNotEqualTo(before.substring(0, 4));
        assertThat(links().show(after).current()).isTrue();
        assertThat(links().stop(before)).isEqualTo(new Stopped(true));
        assertThat(links().stop(after)).isEqualTo(new Stopped(false));
        erased();
        assertThat(links().stop(other)).isEqualTo(new Stopped(true));
    }

    private void newSecret(SecretName name) {
        try (var key = SecretBytes.copyOf(test.key());
                Keyring keyring = Keyring.load(test.folder().keyring()).openWithKeyFile(key)) {
            keyring.withNewSecret(name, new SecureRandom(), test.clock().instant())
                    .save(test.folder().keyring());
        }
    }

    @Test
    void a_yes_through_a_link_waits_for_the_letter_that_confirms_it() {
        String link = newsletter();
        links().stop(link);
        test.later(Duration.ofDays(1));
        var asked = ask(link, Letters.NEWSLETTER);

        assertThat(asked).isInstanceOf(Asked.Mailed.class);
        assertThat(letters.mayWrite(eva, Letters.NEWSLETTER)).isFalse();
        assertThat(links().show(link).switches())
                .contains(new Switch(Letters.NEWSLETTER, Position.ASKED));
        test.vault().confirmations().confirm(letters.confirmation());
        assertThat(letters.mayWrite(eva, Letters.NEWSLETTER)).isTrue();
    }

    private Asked ask(String link, PurposeId purpose) {
        var notice = test.vault().policies().noticeInForce(Letters.CZECH).orElseThrow();
        return links().ask(link, purpose, notice, Letters.CZECH);
    }

    @Test
    void a_yes_waits_also_where_the_policy_would_take_a_forms_word() {
        String link = links().link(eva, Optional.of(SURVEY), Letters.EMAIL);

        assertThat(ask(link, SURVEY)).isInstanceOf(Asked.Mailed.class);

        assertThat(letters.state(eva, SURVEY)).isEqualTo("requested");
    }

    @Test
    void asked_again_while_it_waits_the_same_letter_goes_again() {
        String link = newsletter();
        links().stop(link);
        test.later(Duration.ofDays(1));
        ask(link, Letters.NEWSLETTER);
        String first = letters.confirmation();
        long size = test.vault().ledger().newestSize();
        test.later(Duration.ofDays(1));
        ask(link, Letters.NEWSLETTER);

        assertThat(letters.waiting()).hasSize(2);
        assertThat(test.vault().ledger().newestSize()).isEqualTo(size);
        String second = letters.confirmation();
        assertThat(test.vault().confirmations().confirm(first))
                .isInstanceOf(Confirmations.Outcome.Confirmed.class);
        assertThat(test.vault().confirmations().confirm(second))
                .isInstanceOf(Confirmations.Outcome.AlreadyConfirmed.class);
    }

    @Test
    void a_link_reaches_marketing_and_what_it_is_about_and_nothing_else() {
        String link = newsletter();
        long size = test.vault().ledger().newestSize();

        for (String other : List.of("service", "survey", "no-such-purpose")) {
            assertThatThrownBy(() -> links().stop(link, new PurposeId(other)))
                    .isInstanceOf(Refusal.BadField.class);
            assertThatThrownBy(() -> ask(link, new PurposeId(other)))
                    .isInstanceOf(Refusal.BadField.class);
        }
        assertThat(test.vault().ledger().newestSize()).isEqualTo(size);
    }

    @Test
    void what_is_on_is_not_asked_again() {
        assertThat(ask(newsletter(), Letters.BIRTHDAY)).isEqualTo(new Asked.AlreadyOn());
        assertThat(letters.waiting()).isEmpty();
    }

    @Test
    void nobody_is_asked_at_an_address_that_is_no_customers() {
        String link = newsletter();
        moves("eva.nova@example.org");
        assertThat(ask(link, Letters.NEWSLETTER)).isEqualTo(new Asked.Nobody());
        erased();

        assertThat(ask(link, Letters.NEWSLETTER)).isEqualTo(new Asked.Nobody());
        assertThat(letters.waiting()).isEmpty();
    }

    @Test
    void a_changed_link_is_a_strangers() {
        String link = newsletter();
        for (int i = 0; i < link.length(); i++) {
            String other =
                    link.substring(0, i)
                            + (link.charAt(i) == 'A' ? 'B' : 'A')
                            + link.substring(i + 1);
            assertThatThrownBy(() -> links().stop(other))
                    .isInstanceOf(Refusal.NotFound.class)
                    .hasMessage("there is no such link");
        }
        assertThat(letters.mayWrite(eva, Letters.NEWSLETTER)).isTrue();
    }

    @Test
    void a_confirmed_purpose_has_its_way_out_in_the_welcome() {
        CustomerId jan = customer("jan@example.org");
        letters.formSays(jan, Letters.NEWSLETTER);
        test.vault().confirmations().confirm(letters.confirmation());
        var welcome = (Matter.Subscribed) letters.last().matter();
        test.later(Duration.ofDays(1));

        assertThat(links().stop(welcome.stop())).isEqualTo(new Stopped(true));
        assertThat(letters.state(jan, Letters.NEWSLETTER)).isEqualTo("withdrawn");
    }
}
