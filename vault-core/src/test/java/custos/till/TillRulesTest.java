package custos.till;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.FieldValue;
import custos.json.JsonValue;
import custos.policy.FieldId;
import custos.till.TillQuestion.Missing;
import custos.till.TillQuestion.StillRight;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// One polite question at a time.
class TillRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final FieldId EMAIL = new FieldId("email");
    private static final FieldId BIRTH_DATE = new FieldId("birth_date");

    private NotNow notNow = NotNow.NOTHING;
    private Optional<LocalDate> confirmed = Optional.empty();
    private boolean greets;
    private boolean restricted;

    private Optional<TillQuestion> next(String... present) {
        Set<FieldId> fields = Arrays.stream(present).map(FieldId::new).collect(Collectors.toSet());
        return TillRules.next(
                new TillRules.Known(fields, confirmed, notNow, greets, restricted),
                _ -> true,
                TODAY);
    }

    private static Optional<TillQuestion> missing(String field) {
        return Optional.of(new Missing(new FieldId(field)));
    }

    @Test
    void a_minimum_comes_first_and_then_one_thing_after_the_other() {
        assertThat(next()).isEqualTo(missing("full_name"));
        assertThat(next("full_name", "address")).isEqualTo(missing("phone"));
        assertThat(next("full_name", "phone")).isEqualTo(missing("email"));
        assertThat(next("full_name", "phone", "email")).isEqualTo(missing("language"));
        assertThat(next("full_name", "phone", "email", "language"))
                .isEqualTo(missing("heard_from"));
        assertThat(next("full_name", "phone", "email", "language", "heard_from")).isEmpty();
    }

    @Test
    void a_date_of_birth_is_asked_for_only_of_those_who_want_greetings() {
        String[] known = {"full_name", "phone", "email", "language", "heard_from"};

        assertThat(next(known)).isEmpty();
        greets = true;
        assertThat(next(known)).isEqualTo(missing("birth_date"));
    }

    @Test
    void an_address_is_asked_about_again_after_half_a_year() {
        String[] known = {"full_name", "phone", "email", "address", "language", "heard_from"};

        assertThat(next(known)).contains(new StillRight(new FieldId("address"), Optional.empty()));
        confirmed = Optional.of(TODAY.minusDays(NotNow.REST_DAYS - 1));
        assertThat(next(known)).isEmpty();
        confirmed = Optional.of(TODAY.minusDays(NotNow.REST_DAYS));
        assertThat(next(known)).contains(new StillRight(new FieldId("address"), confirmed));
    }

    @Test
    void who_said_no_is_not_asked_the_same_for_half_a_year_and_nothing_else_that_day() {
        notNow = NotNow.NOTHING.with(EMAIL, TODAY);
        assertThat(next("full_name", "phone")).isEmpty();

        notNow = NotNow.NOTHING.with(EMAIL, TODAY.minusDays(1));
        assertThat(next("full_name", "phone")).isEqualTo(missing("language"));

        notNow = NotNow.NOTHING.with(EMAIL, TODAY.minusDays(NotNow.REST_DAYS));
        assertThat(next("full_name", "phone")).isEqualTo(missing("email"));
    }

    @Test
    void who_confirmed_her_address_today_is_asked_nothing_more() {
        confirmed = Optional.of(TODAY);
        assertThat(next("full_name", "phone", "address")).isEmpty();
    }

    @Test
    void nobody_is_asked_for_more_whose_data_must_not_be_used() {
        restricted = true;
        assertThat(next("full_name", "phone")).isEmpty();
    }

    @Test
    void what_the_policy_does_not_have_is_not_asked() {
        assertThat(
                        TillRules.next(
                                new TillRules.Known(
                                        Set.of(new FieldId("full_name"), new FieldId("phone")),
                                        Optional.empty(),
                                        NotNow.NOTHING,
                                        true,
                                        false),
                                field -> field.equals(BIRTH_DATE),
                                TODAY))
                .isEqualTo(missing("birth_date"));
    }

    @Test
    void a_no_is_kept_as_a_code_with_its_day_and_forgotten_when_it_is_over() {
        NotNow said = NotNow.NOTHING.with(EMAIL, TODAY.minusDays(NotNow.REST_DAYS));

        assertThat(NotNow.of(said.toValue())).isEqualTo(said);
        assertThat(said.with(BIRTH_DATE, TODAY).toValue())
                .isEqualTo(new FieldValue.Json(JsonValue.texts(List.of("birth_date-2026-11-22"))));
        assertThat(said.toString()).doesNotContain("email");
    }

    @Test
    void codes_in_another_form_are_passed_over() {
        var stored = JsonValue.texts(List.of("email-2026-02-30", "email", "-2026-01-01"));
        assertThat(NotNow.of(new FieldValue.Json(stored))).isEqualTo(NotNow.NOTHING);
    }
}
