package custos.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Policy SHIPPED = PolicyLoader.load(PolicyFiles.shipped());

    private static PurposeId purpose(String id) {
        return new PurposeId(id);
    }

    @Test
    void everything_is_found_by_its_id_and_by_its_number() {
        SHIPPED.fields()
                .forEach(one -> {
                    assertThat(SHIPPED.field(one.id())).contains(one);
                    assertThat(SHIPPED.field(one.number())).contains(one);
                });
        SHIPPED.kinds()
                .forEach(one -> {
                    assertThat(SHIPPED.kind(one.id())).contains(one);
                    assertThat(SHIPPED.kind(one.number())).contains(one);
                });
        SHIPPED.classes()
                .forEach(one -> {
                    assertThat(SHIPPED.dataClass(one.id())).contains(one);
                    assertThat(SHIPPED.dataClass(one.number())).contains(one);
                });
        SHIPPED.purposes()
                .forEach(one -> {
                    assertThat(SHIPPED.purpose(one.id())).contains(one);
                    assertThat(SHIPPED.purpose(one.number())).contains(one);
                });
        SHIPPED.channels()
                .forEach(one -> {
                    assertThat(SHIPPED.channel(one.id())).contains(one);
                    assertThat(SHIPPED.channel(one.number())).contains(one);
                });
    }

    @Test
    void what_is_not_declared_is_not_found() {
        assertThat(SHIPPED.field(new FieldId("shoe_size"))).isEmpty();
        assertThat(SHIPPED.field(9_999)).isEmpty();
        assertThat(SHIPPED.withAllBelow(purpose("fun"))).isEmpty();
        assertThat(SHIPPED.channelsOf(purpose("fun"))).isEmpty();
    }

    @Test
    void a_field_says_how_it_is_read_found_and_masked() {
        Field phone = SHIPPED.field(new FieldId("phone")).orElseThrow();

        assertThat(phone.form()).isEqualTo(FieldForm.PHONE);
        assertThat(phone.type()).isEqualTo(FieldType.JSON);
        assertThat(phone.maxLength()).isEqualTo(60);
        assertThat(phone.indexed()).isTrue();
        assertThat(phone.search()).isEqualTo(SearchUse.NONE);
        assertThat(phone.mask()).isEqualTo(MaskKind.LAST_THREE);
        assertThat(SHIPPED.field(new FieldId("movement")).orElseThrow().range())
                .contains(new WholeRange(-1_000_000, 1_000_000));
    }

    @Test
    void below_marketing_stand_all_its_purposes_at_any_depth() {
        Policy deeper =
                TestPolicy.shipped()
                        .with(
                                "survey:            {number: 22, ",
                                "survey: {number: 22, parent: newsletter, ")
                        .load();

        assertThat(SHIPPED.withAllBelow(purpose("marketing")))
                .contains(purpose("marketing"), purpose("newsletter"))
                .doesNotContain(purpose("survey"));
        assertThat(deeper.withAllBelow(purpose("marketing"))).contains(purpose("survey"));
        assertThat(SHIPPED.withAllBelow(purpose("newsletter")))
                .containsExactly(purpose("newsletter"));
    }

    @Test
    void a_purpose_needs_consent_where_one_regime_asks_for_it() {
        Policy other =
                TestPolicy.shipped()
                        .with(
                                "marketing:         {number: 10, marketing: true, basis: {gdpr-cz:"
                                        + " consent, pdpa-my: consent, ccpa: consent}",
                                "marketing:         {number: 10, marketing: true, basis: {gdpr-cz:"
                                        + " legitimate-interest, pdpa-my: consent, ccpa: contract}")
                        .load();

        assertThat(other.purpose(purpose("marketing")).orElseThrow().needsConsent()).isTrue();
        assertThat(SHIPPED.purpose(purpose("service")).orElseThrow().needsConsent()).isFalse();
    }

    @Test
    void the_highest_age_of_all_regimes_counts() {
        assertThat(SHIPPED.purpose(purpose("newsletter")).orElseThrow().minimumAge()).isEqualTo(18);
        assertThat(SHIPPED.purpose(purpose("service")).orElseThrow().minimumAge()).isZero();
    }

    @Test
    void a_public_form_is_confirmed_by_a_mailed_link() {
        assertThat(SHIPPED.purpose(purpose("newsletter")).orElseThrow().confirm())
                .containsExactly(new MethodId("public-form"));
    }

    @Test
    void a_consent_holds_for_its_validity() {
        assertThat(SHIPPED.purpose(purpose("site-analytics")).orElseThrow().validity())
                .isEqualTo(Optional.of(Period.ofYears(1)));
    }

    @Test
    void a_role_that_sees_nothing_or_does_not_exist_sees_everything_hidden() {
        FieldId name = new FieldId("full_name");

        assertThat(SHIPPED.mask("staff", name)).isEqualTo(MaskKind.CLEAR);
        assertThat(SHIPPED.mask("auditor", name)).isEqualTo(MaskKind.HIDDEN);
        assertThat(SHIPPED.mask("guest", name)).isEqualTo(MaskKind.HIDDEN);
        assertThat(SHIPPED.mask("staff", new FieldId("shoe_size"))).isEqualTo(MaskKind.HIDDEN);
    }

    @Test
    void a_retention_is_the_longest_of_all_regimes() {
        Retention tax = SHIPPED.dataClass(new ClassId("tax")).orElseThrow().retention();

        assertThat(tax.longest()).isEqualTo(Period.ofYears(10));
        assertThat(tax.period(new RegimeId("pdpa-my"))).isEqualTo(Period.ofYears(7));
    }

    @Test
    void reasons_are_codes_by_use() {
        assertThat(SHIPPED.reasons(ReasonUse.ERASE))
                .contains("erasure-request")
                .doesNotContain("customer-request");
    }

    @Test
    void a_purpose_that_goes_is_gone_from_every_lookup() {
        Policy without = TestPolicy.shipped().without("review-invitation").load();

        assertThat(without.purpose(purpose("review-invitation"))).isEmpty();
        assertThat(without.purpose(15)).isEmpty();
        assertThat(without.channelsOf(purpose("review-invitation"))).isEmpty();
        assertThat(Set.copyOf(without.purposes())).noneMatch(one -> one.number() == 15);
    }
}
