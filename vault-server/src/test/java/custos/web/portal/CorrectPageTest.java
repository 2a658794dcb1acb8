package custos.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.SourceId;
import custos.vault.customers.Customers;
import custos.vault.letters.Matter;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Corrections on the customer's own page.
class CorrectPageTest {
    private static final Pattern INPUT =
            Pattern.compile("<input[^>]* name=\"([a-z0-9_.]+)\"[^>]* value=\"([^\"]*)\"");
    private static final Pattern CHOSEN =
            Pattern.compile("<select[^>]* name=\"([a-z0-9_]+)\"(.*?)</select>", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]*)\" selected");

    @TempDir private Path folder;
    private PortalShop portal;
    private CustomerId jana;
    private Visitor visitor;

    @BeforeEach
    void open() {
        portal = new PortalShop(folder);
        jana = portal.jana();
        visitor = portal.letIn("jana@example.org");
    }

    @AfterEach
    void close() {
        portal.close();
    }

    /// What the form would send untouched.
    private Map<String, String> form() {
        return form(visitor.get("/my/correct").body());
    }

    private static Map<String, String> form(String body) {
        var fields = new LinkedHashMap<String, String>();
        Matcher input = INPUT.matcher(body);
        while (input.find()) {
            fields.put(input.group(1), input.group(2));
        }
        Matcher select = CHOSEN.matcher(body);
        while (select.find()) {
            Matcher option = OPTION.matcher(select.group(2));
            fields.put(select.group(1), option.find() ? option.group(1) : "");
        }
        return fields;
    }

    private Page send(Map<String, String> form) {
        var fields = new ArrayList<String>();
        form.forEach((name, value) -> fields.addAll(List.of(name, value)));
        return visitor.post("/my/correct", fields.toArray(String[]::new));
    }

    private Page send(String... changes) {
        Map<String, String> form = form();
        for (int i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        return send(form);
    }

    @Test
    void a_form_sent_untouched_changes_nothing() {
        portal.shop.vault().settle();
        long leaves = portal.shop.vault().ledger().newestSize();
        assertThat(send().location()).isEqualTo("/my?done=same");
        assertThat(portal.shop.vault().ledger().newestSize()).isEqualTo(leaves);
    }

    @Test
    void what_she_corrects_is_corrected_in_her_name() {
        Page page =
                send(
                        "full_name", "Jana Veselá",
                        "birth_day", "1",
                        "birth_month", "2",
                        "birth_year", "1981",
                        "language", "cs",
                        "profession", "");
        assertThat(page.location()).isEqualTo("/my?done=corrected");
        assertThat(portal.value(jana, "full_name")).isEqualTo("Jana Veselá");
        assertThat(portal.value(jana, "birth_date")).isEqualTo("1981-02-01");
        assertThat(portal.value(jana, "language")).isEqualTo("cs");
        var act = portal.holding(jana).history().getFirst();
        assertThat(act.role()).isEqualTo("customer");
        assertThat(act.part().source()).contains("portal");
    }

    @Test
    void what_only_she_can_tell_of_herself_has_a_box_that_says_for_what() {
        String empty = visitor.get("/my/correct").body();
        assertThat(empty)
                .contains("id=\"income_band-use\"", "id=\"children-use\"", "id=\"hobbies-use\"")
                .contains("Used only where you agreed to it: Personal profile.")
                .contains("It also tells whether you are old enough to agree.");

        Page page =
                send(
                        "income_band", "20000-39999",
                        "children", "2",
                        "hobbies", "chess\r\n\r\n walking, far \r\n");

        assertThat(page.location()).as(page.body()).isEqualTo("/my?done=corrected");
        assertThat(portal.value(jana, "income_band")).isEqualTo("20000-39999");
        assertThat(portal.value(jana, "children")).isEqualTo("2");
        assertThat(portal.value(jana, "hobbies")).isEqualTo("[\"chess\",\"walking, far\"]");
        assertThat(visitor.get("/my/correct").body()).contains("chess\nwalking, far</textarea>");
        // A box with several lines that nobody touched changes nothing.
        assertThat(send("hobbies", "chess\r\nwalking, far").location()).isEqualTo("/my?done=same");
        assertThat(send("hobbies", "", "children", "", "income_band", "").status()).isEqualTo(303);
        assertThat(portal.value(jana, "hobbies")).isEmpty();
    }

    @Test
    void a_wrong_range_number_or_hobby_is_told_with_its_limit() {
        assertThat(send("income_band", "31234").body()).contains("id=\"income_band-error\"");
        assertThat(send("children", "31").body())
                .contains("id=\"children-error\"", "from 0 to 30.");
        assertThat(send("hobbies", "chess\n" + "x".repeat(1_000)).body())
                .contains("id=\"hobbies-error\"", "at most 1,000 characters");
    }

    @Test
    void of_a_new_postal_address_the_mailbox_on_file_is_told() {
        int before = portal.letters().size();
        assertThat(send("line1", "Krátká 1", "postcode", "602 00", "city", "Brno").status())
                .isEqualTo(303);
        assertThat(portal.value(jana, "address")).contains("60200", "Brno");
        assertThat(portal.letters()).hasSize(before + 1);
        assertThat(portal.letters().getLast().matter()).isInstanceOf(Matter.DetailsChanged.class);
    }

    @Test
    void a_new_mailbox_counts_once_confirmed_and_looking_confirms_nothing() {
        assertThat(send("email", "new@example.org").location()).isEqualTo("/my?done=asked");
        assertThat(portal.value(jana, "email")).isEqualTo("jana@example.org");
        var letter = portal.letters().getLast();
        assertThat(letter.to().value()).isEqualTo("new@example.org");
        String token = ((Matter.ConfirmEmail) letter.matter()).confirmation();
        Visitor reader = portal.shop.customer();
        assertThat(reader.get("/my/confirm-email/" + token).has("id=\"confirm-button\"")).isTrue();
        assertThat(portal.value(jana, "email")).isEqualTo("jana@example.org");
        assertThat(reader.post("/my/confirm-email/" + token).has("id=\"confirmed\"")).isTrue();
        assertThat(portal.value(jana, "email")).isEqualTo("new@example.org");
        assertThat(portal.letters().getLast().to().value()).isEqualTo("jana@example.org");
        assertThat(reader.get("/my/confirm-email/" + token).status()).isEqualTo(410);
        assertThat(reader.post("/my/confirm-email/" + token).status()).isEqualTo(410);
    }

    @Test
    void a_link_to_confirm_is_over_after_a_day() {
        send("email", "new@example.org");
        var matter = (Matter.ConfirmEmail) portal.letters().getLast().matter();
        portal.shop.clock().advance(Duration.ofHours(24));
        Visitor reader = portal.shop.customer();
        Page page = reader.post("/my/confirm-email/" + matter.confirmation());
        assertThat(page.status()).isEqualTo(410);
        assertThat(page.has("id=\"over\"")).isTrue();
        assertThat(reader.get("/my/confirm-email/x").status()).isEqualTo(410);
        assertThat(reader.get("/my/confirm-email/%3Cscript%3E").status()).isEqualTo(404);
    }

    @Test
    void nobody_has_letters_sent_to_strangers_again_and_again() {
        for (int i = 0; i < 3; i++) {
            assertThat(send("email", "new" + i + "@example.org").status()).isEqualTo(303);
        }
        Page page = send("email", "new9@example.org");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.has("new9@example.org")).isTrue();
    }

    @Test
    void a_wrong_value_is_named_at_the_top_and_at_its_field_and_kept() {
        Page page =
                send(
                        "email", "no address",
                        "postcode", "1",
                        "birth_day", "31",
                        "birth_month", "2",
                        "full_name", "Jana <b>Veselá</b>");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body())
                .contains(
                        "href=\"#email\"",
                        "href=\"#postcode\"",
                        "href=\"#birth_day\"",
                        "id=\"email-error\"",
                        "id=\"postcode-error\"",
                        "id=\"birth-error\"",
                        "value=\"no address\"",
                        "Jana &lt;b>Veselá&lt;/b>")
                .doesNotContain("<b>");
        assertThat(portal.value(jana, "full_name")).isEqualTo("Jana Nováková");
    }

    @Test
    void boxes_follow_the_country_and_lose_nothing() {
        Page page = send("country", "MY", "boxes", "show", "full_name", "Typed");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("name=\"region\"", "negeri", "value=\"Typed\"", "Dlouhá 3");
        assertThat(portal.value(jana, "full_name")).isEqualTo("Jana Nováková");
    }

    @Test
    void her_own_browser_may_fill_in_her_address() {
        assertThat(visitor.get("/my/correct").body())
                .contains("id=\"country\" name=\"country\" autocomplete=\"country\"")
                .contains("autocomplete=\"address-line1\"", "autocomplete=\"address-line2\"")
                .contains("autocomplete=\"postal-code\"", "autocomplete=\"address-level2\"")
                .doesNotContain("/address-boxes");
        assertThat(send("country", "MY", "boxes", "show").body())
                .contains("autocomplete=\"address-level1\"");
    }

    private void changedByStaff(String field, String value) {
        portal.shop
                .vault()
                .customers()
                .amend(
                        jana,
                        new Customers.Amendment(
                                Map.of(new FieldId(field), Optional.of(new FieldValue.Text(value))),
                                new SourceId("counter-form"),
                                OptionalLong.empty()),
                        Shop.OPERATOR);
    }

    @Test
    void what_somebody_changed_meanwhile_is_shown_beside_what_she_typed() {
        Map<String, String> form = form();
        changedByStaff("full_name", "Jana Malá");
        form.put("full_name", "Jana Velká");
        Page page = send(form);
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body()).contains("id=\"conflict\"", "Jana Malá", "value=\"Jana Velká\"");
        assertThat(portal.value(jana, "full_name")).isEqualTo("Jana Malá");
        assertThat(send(form(page.body())).status()).isEqualTo(303);
        assertThat(portal.value(jana, "full_name")).isEqualTo("Jana Velká");
    }

    @Test
    void saving_after_a_conflict_undoes_nothing_that_somebody_else_changed() {
        Map<String, String> form = form();
        changedByStaff("full_name", "Jana Malá");
        changedByStaff("company", "Malá s.r.o.");
        form.put("full_name", "Jana Velká");
        form.put("profession", "Potter");
        Page page = send(form);
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body().split("conflict-pair", -1)).as("one conflict").hasSize(2);
        assertThat(form(page.body()))
                .containsEntry("full_name", "Jana Velká")
                .containsEntry("was.full_name", "Jana Malá")
                .containsEntry("profession", "Potter")
                .containsEntry("company", "Malá s.r.o.");
        assertThat(send(form(page.body())).location()).isEqualTo("/my?done=corrected");
        assertThat(portal.value(jana, "company")).isEqualTo("Malá s.r.o.");
        assertThat(portal.value(jana, "full_name")).isEqualTo("Jana Velká");
        assertThat(portal.value(jana, "profession")).isEqualTo("Potter");
    }

    @Test
    void a_change_of_what_nobody_else_changed_is_no_conflict_and_not_lost() {
        Map<String, String> form = form();
        changedByStaff("company", "Malá s.r.o.");
        form.put("line1", "Krátká 1");
        Page page = send(form);
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.has("id=\"conflict\"")).isTrue();
        assertThat(page.has("conflict-pair")).isFalse();
        assertThat(send(form(page.body())).status()).isEqualTo(303);
        assertThat(portal.value(jana, "company")).isEqualTo("Malá s.r.o.");
        assertThat(portal.value(jana, "address")).contains("Krátká 1", "Praha");
    }

    @Test
    void a_box_that_does_not_come_is_left_alone() {
        Map<String, String> form = form();
        List.of("phone", "was.company", "birth_day", "line1", "was.line1", "country")
                .forEach(form::remove);
        assertThat(send(form).location()).isEqualTo("/my?done=same");
        form.put("full_name", "Jana Veselá");
        assertThat(send(form).status()).isEqualTo(303);
        assertThat(portal.value(jana, "phone")).isNotEmpty();
        assertThat(portal.value(jana, "birth_date")).isEqualTo("1980-05-17");
        assertThat(portal.value(jana, "address")).contains("Dlouhá 3");
    }

    @Test
    void what_the_boxes_were_filled_with_stays_through_mistakes_and_other_boxes() {
        Map<String, String> form = form();
        form.put("full_name", "Jana Velká");
        form.put("email", "no address");
        form = form(send(form).body());
        assertThat(form)
                .containsEntry("was.full_name", "Jana Nováková")
                .containsEntry("was.email", "jana@example.org");
        form.put("email", "jana@example.org");
        form.put("boxes", "show");
        changedByStaff("full_name", "Jana Malá");
        form = form(send(form).body());
        assertThat(form).containsEntry("was.full_name", "Jana Nováková");
        assertThat(send(form).status()).isEqualTo(409);
        assertThat(portal.value(jana, "full_name")).isEqualTo("Jana Malá");
    }

    @Test
    void what_was_typed_when_the_session_was_over_is_kept_until_she_is_back() {
        Map<String, String> form = form();
        form.put("full_name", "Jana Pozdní");
        portal.shop.clock().advance(Duration.ofHours(1));
        Page late = send(form);
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.body())
                .contains("id=\"kept\"", "name=\"kept.full_name\" value=\"Jana Pozdní\"")
                .contains("name=\"kept.was.full_name\" value=\"Jana Nováková\"");
        Visitor back = visitor;
        var kept = new ArrayList<String>();
        form.forEach((name, value) -> {
            if (!name.equals("csrf")) {
                kept.addAll(List.of("kept." + name, value));
            }
        });
        kept.addAll(List.of("email", "jana@example.org"));
        Page asked = back.post("/my", kept.toArray(String[]::new));
        assertThat(asked.has("name=\"kept.full_name\" value=\"Jana Pozdní\"")).isTrue();
        String code = ((Matter.PortalLink) portal.letters().getLast().matter()).code();
        kept.addAll(List.of("code", code));
        Page in = back.post("/my/code", kept.toArray(String[]::new));
        assertThat(in.body()).contains("id=\"send-kept\"", "value=\"Jana Pozdní\"");
        form.put("csrf", back.csrf());
        assertThat(send(form).status()).isEqualTo(303);
        assertThat(portal.value(jana, "full_name")).isEqualTo("Jana Pozdní");
    }

    @Test
    void a_form_of_another_customer_changes_her_own_data_alone() {
        CustomerId eva = portal.eva();
        Map<String, String> form = form();
        form.put("full_name", "Jana Veselá");
        form.put("id", eva.value());
        form.put("customer", eva.value());
        send(form);
        assertThat(portal.value(eva, "full_name")).isEqualTo("Eva");
        assertThat(portal.value(jana, "full_name")).isEqualTo("Jana Veselá");
    }

    @Test
    void a_form_that_is_too_large_is_refused() {
        assertThat(send("full_name", "x".repeat(70_000)).status()).isEqualTo(413);
    }
}
