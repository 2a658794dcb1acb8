package custos.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyChangeTest {
    private static final int FAX = 17;
    private static final int WISH = 21;

    private static final TestPolicy NEXT = TestPolicy.shipped().with("version: 1", "version: 2");
    private static final Policy BEFORE = TestPolicy.shipped().load();

    private static List<String> check(TestPolicy after) {
        return PolicyChange.check(BEFORE, after.load(), Set.of(FAX), Set.of(WISH));
    }

    private static TestPolicy withoutFax() {
        return NEXT.without("fax")
                .with("social_handles, fax]", "social_handles]")
                .with("phone, fax, address", "phone, address");
    }

    @Test
    void the_next_version_follows() {
        assertThat(check(NEXT)).isEmpty();
    }

    @Test
    void a_version_follows_the_one_before_it_and_no_other() {
        assertThat(check(TestPolicy.shipped()))
                .containsExactly("version: must be 2, the one after that in force, and not 1");
        assertThat(check(TestPolicy.shipped().with("version: 1", "version: 3"))).hasSize(1);
    }

    @Test
    void a_field_in_use_cannot_go() {
        assertThat(check(withoutFax()))
                .containsExactly("fields.fax: the vault holds values of this field, it cannot go");
        assertThat(PolicyChange.check(BEFORE, withoutFax().load(), Set.of(), Set.of())).isEmpty();
    }

    @Test
    void a_field_in_use_keeps_its_form_and_class() {
        TestPolicy retyped =
                NEXT.with(
                        "{number: 17, class: contact, type: json, form: phone, max: 60,",
                        "{number: 17, class: contact, type: text, form: line, max: 60,");

        assertThat(check(retyped))
                .containsExactly(
                        "fields.fax: the vault holds values of this field, its form cannot change");
    }

    @Test
    void a_kind_in_use_cannot_go_nor_become_one_that_stands_once() {
        TestPolicy once =
                NEXT.with(
                        "class: feedback, path: wish-list",
                        "class: feedback, once: true, path: wish-list");

        assertThat(check(once))
                .containsExactly(
                        "kinds.wish: the vault holds records of this kind, once cannot change");
    }

    @Test
    void a_number_does_not_go_to_another_name() {
        TestPolicy renamed =
                NEXT.with("fax:              {number: 17", "telex:            {number: 17")
                        .with("social_handles, fax]", "social_handles, telex]")
                        .with("phone, fax, address", "phone, telex, address");

        assertThat(PolicyChange.check(BEFORE, renamed.load(), Set.of(), Set.of()))
                .containsExactly("fields.telex: the number 17 was that of fax");
    }

    @Test
    void a_number_that_was_given_up_long_ago_is_not_given_again() {
        Policy second =
                NEXT.with("  web:   {number: 5}", "  web:   {number: 5}\n  fax: {number: 6}")
                        .load();
        Policy third = TestPolicy.shipped().with("version: 1", "version: 3").load();
        Policy fourth =
                TestPolicy.shipped()
                        .with("version: 1", "version: 4")
                        .with("  web:   {number: 5}", "  web:   {number: 5}\n  pager: {number: 6}")
                        .load();

        assertThat(PolicyChange.check(List.of(BEFORE, second, third), fourth, Set.of(), Set.of()))
                .containsExactly("channels.pager: the number 6 was that of fax");
    }

    @Test
    void numbers_of_purposes_channels_and_classes_never_change() {
        TestPolicy renumbered =
                NEXT.with("web:   {number: 5}", "web:   {number: 6}")
                        .with("survey:            {number: 22", "survey:            {number: 99")
                        .with("behaviour:      {number: 7", "behaviour:      {number: 77");

        assertThat(check(renumbered))
                .containsExactly(
                        "classes.behaviour: its number was 7 and cannot become 77",
                        "purposes.survey: its number was 22 and cannot become 99",
                        "channels.web: its number was 5 and cannot become 6");
    }

    @Test
    void new_names_may_come_with_new_numbers() {
        assertThat(
                        check(
                                NEXT.with(
                                        "  web:   {number: 5}",
                                        "  web:   {number: 5}\n  fax: {number: 6}")))
                .isEmpty();
    }
}
