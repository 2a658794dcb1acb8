package custos.vault.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.consent.ConsentState;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.Repeat;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomersTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final FieldId NAME = new FieldId("full_name");
    private static final FieldId EMAIL = new FieldId("email");
    private static final PurposeId SERVICE = new PurposeId("service");
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final ChannelId BY_EMAIL = new ChannelId("email");

    @TempDir Path dir;
    private TestVault test;
    private Vault vault;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        vault = test.vault();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Customers.Recorded registerJan() {
        return vault.customers().register(test.registration(test.jan()), ANNA, Optional.empty());
    }

    @Test
    void a_registered_customer_is_found_masked_and_opened_for_a_purpose() {
        var jan = registerJan();

        var masked = vault.customers().masked(jan.id(), "staff");
        assertThat(masked.fields())
                .containsEntry(NAME, "Jan Novák")
                .containsEntry(EMAIL, "j•••@example.org")
                .containsEntry(new FieldId("phone"), "••• ••• 979")
                .containsEntry(new FieldId("address"), "Kšice")
                .containsEntry(new FieldId("birth_date"), "•••");
        var opened = vault.customers().openFor(jan.id(), SERVICE, ANNA);
        assertThat(opened.fields().get(EMAIL)).isEqualTo(new FieldValue.Text("jan@example.org"));
        assertThat(opened.fields()).doesNotContainKey(new FieldId("birth_date"));
    }

    @Test
    void customers_are_found_by_exact_values_and_by_names_without_accents() {
        var jan = registerJan();
        vault.awaitNames();

        for (var typed : Map.of("email", "JAN@example.org", "phone", "601 000 979").entrySet()) {
            var found =
                    vault.customers()
                            .findExact(
                                    new FieldId(typed.getKey()),
                                    typed.getValue(),
                                    "staff",
                                    Optional.empty());
            assertThat(found.items()).extracting(Customers.Masked::id).containsExactly(jan.id());
        }
        for (String words : List.of("nov", "novak jan", "kšic", "lomnicka")) {
            var found = vault.customers().findByName(words, "staff", 20, Optional.empty());
            assertThat(found.items()).extracting(Customers.Masked::id).containsExactly(jan.id());
        }
    }

    @Test
    void a_stale_edit_is_refused_and_a_reveal_makes_no_edit_stale() {
        var jan = registerJan();
        vault.customers().reveal(jan.id(), Set.of(EMAIL), "order-problem", ANNA);

        var changed = amend(jan, "Jan Nový");
        assertThat(changed.version()).isEqualTo(jan.version() + 1);
        assertThatExceptionOfType(Refusal.Stale.class).isThrownBy(() -> amend(jan, "Jana"));
        assertThat(vault.customers().masked(jan.id(), "staff").fields())
                .containsEntry(NAME, "Jan Nový");
    }

    private Customers.Recorded amend(Customers.Recorded seen, String name) {
        return vault.customers()
                .amend(
                        seen.id(),
                        new Customers.Amendment(
                                Map.of(NAME, Optional.of(new FieldValue.Text(name))),
                                TestVault.COUNTER,
                                OptionalLong.of(seen.version())),
                        ANNA);
    }

    @Test
    void a_repeated_request_is_answered_and_not_done_again() {
        var repeat = Optional.of(new Repeat("token/key-1", new byte[] {1}));
        var first = vault.customers().register(test.registration(test.jan()), ANNA, repeat);
        test.reopen();
        vault = test.vault();

        var second = vault.customers().register(test.registration(test.jan()), ANNA, repeat);
        assertThat(second).isEqualTo(first);
        assertThatExceptionOfType(Refusal.Conflict.class)
                .isThrownBy(() ->
                        vault.customers()
                                .register(
                                        test.registration(test.jan()),
                                        ANNA,
                                        Optional.of(new Repeat("token/key-1", new byte[] {2}))));
    }

    @Test
    void a_key_of_a_request_is_free_again_after_a_day() {
        var repeat = Optional.of(new Repeat("token/key-1", new byte[] {1}));
        var first = vault.customers().register(test.registration(test.jan()), ANNA, repeat);
        test.clock().advance(Duration.ofHours(24));
        var second = vault.customers().register(test.registration(test.jan()), ANNA, repeat);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(vault.customers().register(test.registration(test.jan()), ANNA, repeat))
                .isEqualTo(second);
    }

    @Test
    void consents_are_recorded_and_decide_who_may_be_contacted() {
        var jan = registerJan();
        assertThat(vault.consents().mayContact(jan.id(), NEWSLETTER, BY_EMAIL).why())
                .isEqualTo("not-given");

        var given = vault.consents().record(jan.id(), List.of(yes()), source(), ANNA);
        assertThat(given.states())
                .singleElement()
                .satisfies(standing -> {
                    assertThat(standing.state()).isInstanceOf(ConsentState.Given.class);
                });
        assertThat(vault.consents().mayContact(jan.id(), NEWSLETTER, BY_EMAIL).allowed()).isTrue();

        vault.consents().record(jan.id(), List.of(no()), source(), ANNA);
        assertThat(vault.consents().mayContact(jan.id(), NEWSLETTER, BY_EMAIL).allowed()).isFalse();
        var history = vault.consents().history(jan.id());
        assertThat(history.history())
                .extracting(past -> past.act().type().word())
                .containsExactly("consent-given", "consent-withdrawn");
    }

    @Test
    void nobody_but_the_customer_speaks_with_her_voice() {
        var jan = registerJan();
        vault.consents().record(jan.id(), List.of(no()), source(), ANNA);
        for (Actor other : List.of(ANNA, new Actor.Integration("till"), new Actor.Operator())) {
            assertThatExceptionOfType(Refusal.BadField.class)
                    .isThrownBy(() ->
                            vault.consents()
                                    .record(jan.id(), List.of(yesBy("portal")), source(), other))
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("method"));
        }
        assertThat(vault.consents().mayContact(jan.id(), NEWSLETTER, BY_EMAIL).allowed()).isFalse();
    }

    @Test
    void a_form_signed_before_a_refusal_revives_nothing_also_after_an_erasure() {
        var jan = registerJan();
        vault.consents().record(jan.id(), List.of(no()), source(), ANNA);
        vault.erasure().erase(jan.id(), "erasure-request", true, ANNA);
        var again = registerJan();

        assertThatExceptionOfType(Refusal.Conflict.class)
                .isThrownBy(() ->
                        vault.consents()
                                .record(
                                        again.id(),
                                        List.of(signed("2015-01-01T00:00:00Z")),
                                        source(),
                                        ANNA))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("older-than-her-no"));
        vault.consents().record(again.id(), List.of(signed("")), source(), ANNA);
        assertThat(vault.consents().mayContact(again.id(), NEWSLETTER, BY_EMAIL).allowed())
                .isTrue();
    }

    private ConsentAnswer signed(String on) {
        var czech = new Language("cs");
        return new ConsentAnswer(
                NEWSLETTER,
                BY_EMAIL,
                true,
                new MethodId("signed-form"),
                Optional.of(czech),
                vault.policies().noticeInForce(czech),
                Optional.of(on).filter(text -> !text.isEmpty()).map(Instant::parse),
                Optional.of("F-1"),
                Optional.empty());
    }

    @Test
    void a_request_repeated_after_the_erasure_brings_nobody_back() {
        var repeat = Optional.of(new Repeat("token/key-2", new byte[] {1}));
        var jan = vault.customers().register(test.registration(test.jan()), ANNA, repeat);
        vault.erasure().erase(jan.id(), "erasure-request", false, ANNA);

        assertThatExceptionOfType(Refusal.Erased.class)
                .isThrownBy(() ->
                        vault.customers().register(test.registration(test.jan()), ANNA, repeat));
    }

    private ConsentAnswer yes() {
        return yesBy("counter");
    }

    private ConsentAnswer yesBy(String method) {
        var czech = new Language("cs");
        return new ConsentAnswer(
                NEWSLETTER,
                BY_EMAIL,
                true,
                new MethodId(method),
                Optional.of(czech),
                vault.policies().noticeInForce(czech),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ConsentAnswer no() {
        return new ConsentAnswer(
                NEWSLETTER,
                BY_EMAIL,
                false,
                new MethodId("phone"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static SourceId source() {
        return new SourceId("phone-call");
    }

    @Test
    void an_erased_customer_is_gone_and_stays_gone() {
        var jan = registerJan();
        vault.awaitNames();
        var certificate = vault.erasure().erase(jan.id(), "erasure-request", true, ANNA);

        assertThat(certificate.physical()).isTrue();
        assertThat(certificate.held())
                .extracting(held -> held.dataClass().value())
                .containsExactly("requests");
        assertThatExceptionOfType(Refusal.Erased.class)
                .isThrownBy(() -> vault.customers().masked(jan.id(), "staff"));
        assertThat(vault.customers().findByName("nov", "staff", 20, Optional.empty()).items())
                .isEmpty();
        assertThat(
                        vault.customers()
                                .findExact(EMAIL, "jan@example.org", "staff", Optional.empty())
                                .items())
                .isEmpty();
        test.reopen();
        assertThatExceptionOfType(Refusal.Erased.class)
                .isThrownBy(() -> test.vault().customers().masked(jan.id(), "staff"));
        var again =
                test.vault()
                        .customers()
                        .register(test.registration(test.jan()), ANNA, Optional.empty());
        assertThat(again.id()).isNotEqualTo(jan.id());
    }

    @Test
    void looks_for_a_purpose_are_gathered_into_one_leaf() {
        var jan = registerJan();
        long before = vault.ledger().newestSize();
        for (int i = 0; i < 5; i++) {
            vault.customers().openFor(jan.id(), SERVICE, ANNA);
        }
        vault.settle();
        assertThat(vault.ledger().newestSize()).isEqualTo(before + 1);
    }
}
