package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.FieldId;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewCustomerPageTest {
    @TempDir private static Path dir;
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
    }

    @AfterAll
    static void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private static Visitor anna() {
        Visitor anna = shop.staff(Role.STAFF);
        anna.get("/customers/new");
        return anna;
    }

    private static int registered(String email) {
        return shop.vault()
                .customers()
                .findExact(new FieldId("email"), email, "staff", Optional.empty())
                .items()
                .size();
    }

    @Test
    void who_looks_alike_is_pointed_out_while_somebody_types_and_before_she_is_saved() {
        shop.register(
                Map.of(
                        "full_name", "Zdeněk Kratochvíl",
                        "email", "zdenek@example.org",
                        "address",
                                Map.of(
                                        "line1", "Okružní 12",
                                        "city", "Hodonín",
                                        "postcode", "69501",
                                        "country", "CZ")));
        shop.vault().awaitNames();
        Visitor anna = anna();
        String[] typed = {
            "full_name", "Zdenek Kratochvil",
            "address.country", "CZ",
            "address.line1", "Okruzni 12",
            "address.city", "Hodonin",
            "source", "counter-form"
        };
        String hint = anna.post("/customers/new/alike", typed).body();
        assertThat(hint).contains("Is it this one?", "Zdeněk Kratochvíl").doesNotContain("zdenek@");

        Visitor.Page asked = anna.post("/customers/new", typed);

        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.body()).contains("id=\"known\"", "Zdeněk Kratochvíl");
    }

    @Test
    void a_misspelt_mail_domain_is_pointed_out_while_somebody_types_and_refuses_nothing() {
        Visitor anna = anna();
        String[] typed = {
            "full_name", "Misspelt", "email", "misspelt@gmial.com", "source", "counter-form"
        };
        // Nobody has a name yet when the address is typed first.
        assertThat(anna.post("/customers/new/alike", "email", "misspelt@gmial.com").body())
                .contains("id=\"email-note\"", "hx-swap-oob=\"true\"", "gmail.com");
        assertThat(anna.post("/customers/new/alike", "email", "right@gmail.com").body())
                .contains("id=\"email-note\"")
                .doesNotContain("notice-warning");

        assertThat(anna.post("/customers/new", typed).status()).isEqualTo(303);
        assertThat(registered("misspelt@gmial.com")).isEqualTo(1);
    }

    @Test
    void the_form_is_short_and_has_the_notice_to_read_out_in_three_languages() {
        var page = anna().get("/customers/new").body();

        assertThat(page)
                .contains("id=\"full_name\"")
                .contains("https://shop.example.org/privacy")
                .contains("<blockquote class=\"say\" lang=\"cs\">")
                .contains("<blockquote class=\"say\" lang=\"ms\">")
                .doesNotContain("birth_date")
                .doesNotContain("family_name")
                .doesNotContain(" checked");
    }

    @Test
    void a_customer_is_taken_in_with_what_she_answered() {
        var saved =
                anna().post(
                                "/customers/new",
                                "full_name",
                                "Siti binti Ali",
                                "email",
                                "siti@example.org",
                                "address.country",
                                "MY",
                                "address.line1",
                                "12 Jalan Ampang",
                                "address.postcode",
                                "50450",
                                "address.city",
                                "Kuala Lumpur",
                                "language",
                                "ms",
                                "source",
                                "phone-call",
                                "consent.newsletter.email",
                                "yes",
                                "consent.survey.email",
                                "not-asked",
                                "asked_in",
                                "ms");

        assertThat(saved.status()).isEqualTo(303);
        var id = new CustomerId(saved.location().replace("/customers/", ""));
        assertThat(shop.vault().consents().sheet(id).lines())
                .filteredOn(line -> !line.state().equals("unknown"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.state()).isEqualTo("given");
                    assertThat(line.method()).contains("phone");
                });
        assertThat(shop.vault().customers().masked(id, "staff").fields())
                .containsEntry(new FieldId("full_name"), "Siti binti Ali")
                .containsEntry(new FieldId("address"), "Kuala Lumpur");
    }

    @Test
    void one_letter_is_a_name_and_no_name_is_a_mistake() {
        assertThat(anna().post("/customers/new", "full_name", "U").status()).isEqualTo(303);

        var page = anna().post("/customers/new", "full_name", " ", "phone", "601 000 111");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("href=\"#full_name\"").contains("value=\"601 000 111\"");
    }

    @Test
    void every_mistake_is_told_at_once_and_everything_typed_is_kept() {
        var page =
                anna().post(
                                "/customers/new",
                                "full_name",
                                "4111 1111 1111 1111",
                                "email",
                                "<b>not an address</b>",
                                "phone",
                                "no digits",
                                "address.country",
                                "CZ",
                                "address.line1",
                                "Lomnička 939",
                                "address.postcode",
                                "1",
                                "consent.newsletter.email",
                                "yes");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("Please correct 5 things")
                .contains("Card numbers are never kept")
                .contains("value=\"&lt;b>not an address&lt;/b>\"")
                .contains("value=\"Lomnička 939\"")
                .contains("name=\"consent.newsletter.email\" value=\"yes\" checked");
    }

    @Test
    void a_customer_who_is_there_already_is_pointed_out_before_a_second_is_made() {
        CustomerId jan = People.jan(shop);
        Visitor anna = anna();
        String[] typed = {
            "full_name", "Jan Novák jun.", "email", "jan.novak@example.org", "phone", "601000979",
        };

        var hint = anna.post("/customers/new", typed);
        assertThat(hint.status()).isEqualTo(409);
        assertThat(hint.body())
                .contains("href=\"/customers/" + jan.value() + "\"")
                .contains("id=\"save-anyway\"")
                .contains("value=\"Jan Novák jun.\"");
        assertThat(registered("jan.novak@example.org")).isEqualTo(1);

        var more = new java.util.ArrayList<>(java.util.List.of(typed));
        more.addAll(java.util.List.of("anyway", "1"));
        assertThat(anna.post("/customers/new", more.toArray(String[]::new)).status())
                .isEqualTo(303);
        assertThat(registered("jan.novak@example.org")).isEqualTo(2);
    }

    @Test
    void auditors_and_administrators_take_nobody_in() {
        for (Role role : new Role[] {Role.AUDITOR, Role.ADMIN}) {
            Visitor visitor = shop.staff(role);
            assertThat(visitor.get("/customers/new").status()).isEqualTo(403);
            assertThat(visitor.post("/customers/new", "full_name", "Eva").status()).isEqualTo(403);
        }
    }
}
