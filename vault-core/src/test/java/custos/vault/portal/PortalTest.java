package custos.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import custos.consent.ConsentKey;
import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.policy.ChannelId;
import custos.policy.ClassId;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.LawfulBasis;
import custos.policy.PurposeId;
import custos.policy.RetentionStart;
import custos.vault.TestVault;
import custos.vault.core.Core;
import custos.vault.core.Suppressing;
import custos.vault.customers.Customers;
import custos.vault.exports.Holding;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a customer sees and decides on her own page.
class PortalTest {
    private static final Language ENGLISH = new Language("en");

    @TempDir private Path folder;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        jana =
                shop.customer(
                        Map.of(
                                "full_name", "Jana",
                                "email", "jana@example.org",
                                "birth_date", "1980-05-17"));
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private Holding holding() {
        return shop.vault().portal().holding(jana);
    }

    private Holding.OfClass held(String dataClass) {
        return holding().classes().stream()
                .filter(one -> one.dataClass().id().equals(new ClassId(dataClass)))
                .findFirst()
                .orElseThrow();
    }

    private List<String> why(String dataClass) {
        return held(dataClass).why().stream().map(one -> one.purpose().id().value()).toList();
    }

    private void buys() {
        shop.add(
                jana,
                "purchase",
                Map.of("bought_on", "2026-03-01", "total", "10.50", "currency", "CZK"));
    }

    @Test
    void each_class_says_what_is_held_since_when_and_until_when() {
        buys();
        assertThat(holding().classes())
                .extracting(one -> one.dataClass().id().value())
                .containsExactly("contact", "profile", "purchases", "evidence");
        var contact = held("contact");
        assertThat(contact.fields())
                .extracting(one -> one.field().id().value(), one -> one.source().orElseThrow())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("full_name", TestVault.COUNTER),
                        org.assertj.core.groups.Tuple.tuple("email", TestVault.COUNTER));
        assertThat(contact.since()).contains(LocalDate.parse("2026-11-22"));
        assertThat(contact.kept().until()).contains(LocalDate.parse("2029-11-22"));
        assertThat(contact.kept().from()).isEqualTo(RetentionStart.LAST_ACTIVITY);
        var purchases = held("purchases");
        assertThat(purchases.kinds().getFirst().count()).isEqualTo(1);
        assertThat(purchases.kinds().getFirst().newest().getFirst().source())
                .contains(TestVault.COUNTER);
        assertThat(purchases.since()).contains(LocalDate.parse("2026-03-01"));
        assertThat(purchases.kept().until()).contains(LocalDate.parse("2031-03-01"));
    }

    @Test
    void a_purpose_that_needs_a_consent_is_a_reason_only_once_she_agreed() {
        assertThat(why("contact")).contains("service").doesNotContain("newsletter");
        shop.says(jana, "newsletter", "email", true);
        assertThat(why("contact")).contains("newsletter");
        assertThat(held("contact").why().getFirst().bases()).containsExactly(LawfulBasis.CONTRACT);
        shop.says(jana, "newsletter", "email", false);
        assertThat(why("contact")).doesNotContain("newsletter");
    }

    @Test
    void proof_of_consent_has_an_end_once_the_last_consent_ended() {
        assertThat(held("evidence").kept().until()).isEmpty();
        shop.says(jana, "newsletter", "email", true);
        assertThat(held("evidence").kept().until()).isEmpty();
        shop.says(jana, "newsletter", "email", false);
        assertThat(held("evidence").kept().until()).contains(LocalDate.parse("2029-11-22"));
    }

    @Test
    void looking_is_an_act_of_hers_and_staff_have_no_names() {
        shop.vault().customers().openFor(jana, new PurposeId("service"), TestVault.STAFF);
        holding();
        shop.vault().settle();
        assertThat(holding().looks())
                .extracting(one -> one.role() + " " + one.act().purpose().orElseThrow().value())
                .containsExactlyInAnyOrder("staff service", "customer rights-and-proof");
    }

    @Test
    void what_she_types_to_erase_is_her_number_or_the_start_of_her_id() {
        assertThat(holding().mark()).isEqualTo(jana.value().substring(0, 8));
        jana = shop.customer(Map.of("full_name", "Eva", "number", "K-7"));
        assertThat(holding().mark()).isEqualTo("K-7");
    }

    @Test
    void a_switch_is_her_own_word() {
        var key = new ConsentKey(new PurposeId("newsletter"), new ChannelId("email"));
        var notice = shop.vault().policies().noticeInForce(ENGLISH).orElseThrow();
        shop.vault().portal().say(jana, key, true, notice, ENGLISH);
        assertThat(state("newsletter", "email")).isEqualTo("given");
        shop.vault().portal().say(jana, key, false, notice, ENGLISH);
        assertThat(state("newsletter", "email")).isEqualTo("withdrawn");
        assertThat(holding().history().getFirst().part().method()).contains("portal");
    }

    private String state(String purpose, String channel) {
        var key = new ConsentKey(new PurposeId(purpose), new ChannelId(channel));
        return holding().book().state(key, shop.clock().instant()).code();
    }

    @Test
    void stop_everything_ends_all_marketing() {
        shop.says(jana, "newsletter", "email", true);
        shop.vault().portal().stopEverything(jana);
        assertThat(state("newsletter", "email")).isEqualTo("withdrawn");
        assertThat(state("launch-invitation", "sms")).isEqualTo("refused");
    }

    @Test
    void the_privacy_signal_is_a_no_on_the_web_and_written_once() {
        shop.says(jana, "profiling", "web", true);
        shop.says(jana, "newsletter", "email", true);
        var ended = shop.vault().portal().honourPrivacySignal(jana);
        assertThat(ended)
                .extracting(one -> one.purpose().value())
                .containsExactly("profiling", "site-analytics", "survey");
        assertThat(state("profiling", "web")).isEqualTo("withdrawn");
        assertThat(state("site-analytics", "web")).isEqualTo("refused");
        assertThat(state("newsletter", "email")).isEqualTo("given");
        assertThat(holding().history().getFirst().part().method()).contains("gpc");
        assertThat(shop.vault().portal().honourPrivacySignal(jana)).isEmpty();
    }

    @Test
    void a_yes_after_the_signal_stands() {
        shop.vault().portal().honourPrivacySignal(jana);
        shop.says(jana, "profiling", "web", true);
        assertThat(shop.vault().portal().honourPrivacySignal(jana)).isEmpty();
        assertThat(state("profiling", "web")).isEqualTo("given");
    }

    @Test
    void a_preview_says_what_an_erasure_does_and_changes_nothing() {
        buys();
        long leaves = shop.vault().ledger().newestSize();
        var preview = shop.vault().erasure().preview(jana);
        assertThat(shop.vault().ledger().newestSize()).isEqualTo(leaves);
        assertThat(preview.held())
                .extracting(held -> held.dataClass().value() + " " + held.until())
                .containsExactly("tax 2036-11-22", "requests 2029-11-22");
        var done = shop.vault().erasure().erase(jana, "erasure-request", true, TestVault.STAFF);
        assertThat(done.erased()).isEqualTo(preview.erased());
        assertThat(done.held()).isEqualTo(preview.held());
        assertThat(shop.vault().portal().knows(jana)).isFalse();
    }

    @Test
    void stop_everything_bars_a_new_address_though_nothing_was_left_to_end() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva"));
        shop.vault().portal().stopEverything(eva);
        var address = new EmailAddress("eva@example.org");
        var amendment =
                new Customers.Amendment(
                        Map.of(new FieldId("email"), Optional.of(address.toValue())),
                        TestVault.COUNTER,
                        OptionalLong.empty());
        shop.vault().customers().amend(eva, amendment, TestVault.STAFF);
        assertThat(isBarred(address)).isFalse();

        assertThat(shop.vault().portal().stopEverything(eva).leaf()).isNegative();
        assertThat(isBarred(address)).isTrue();
    }

    private boolean isBarred(EmailAddress address) {
        Core core = shop.core();
        var policy = core.policies().current();
        try (var read = core.store().read()) {
            return new Suppressing(core.keys().suppressions(), read, core.now())
                    .state(
                            policy.purpose(new PurposeId("newsletter")).orElseThrow(),
                            policy.channel(new ChannelId("email")).orElseThrow(),
                            Optional.of(address.indexForm()))
                    .everything();
        }
    }
}
