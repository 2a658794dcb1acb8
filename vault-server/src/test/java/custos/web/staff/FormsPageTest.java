package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.Language;
import custos.vault.consents.ConsentSheet;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forms on paper: printed with a number, typed in by it.
class FormsPageTest {
    private static final Pattern NUMBER =
            Pattern.compile("class=\"form-number\">(F1-[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}-.)<");

    /// An hour after the vault was made, on the clock at the counter.
    private static final String SIGNED = "2026-11-22T11:30";

    @TempDir private static Path dir;
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
        shop.clock().advance(Duration.ofMinutes(20));
    }

    @AfterAll
    static void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private static List<String> numbers(String page) {
        return NUMBER.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static String path(CustomerId id) {
        return "/customers/" + id.value() + "/signed-form";
    }

    private static List<ConsentSheet.Line> said(CustomerId id) {
        return shop.vault().consents().sheet(id).lines().stream()
                .filter(line -> !line.state().equals("unknown"))
                .toList();
    }

    private static String czechNumber() {
        return numbers(shop.staff(Role.STAFF).get("/forms?lang=cs").body()).getFirst();
    }

    @Test
    void each_copy_has_a_number_of_its_own_and_the_notice_in_force() {
        var policies = shop.vault().policies();
        String digest = ConsentsView.hex(policies.noticeInForce(new Language("cs")).orElseThrow());

        String page = shop.staff(Role.STAFF).get("/forms?copies=3&lang=cs").body();

        assertThat(numbers(page)).hasSize(3).doesNotHaveDuplicates();
        assertThat(numbers(page)).allMatch(number -> number.startsWith("F1-CS-"));
        assertThat(page).contains(digest).contains("<svg class=\"qr\"").doesNotContain("checked");
        assertThat(numbers(shop.staff(Role.STAFF).get("/forms?copies=999").body())).hasSize(1);
        assertThat(numbers(shop.staff(Role.STAFF).get("/forms?copies=99").body())).hasSize(20);
    }

    @Test
    void a_signed_form_counts_as_her_word_for_the_notice_printed_on_it() {
        CustomerId jan = People.jan(shop);
        String number = czechNumber();
        Visitor anna = shop.staff(Role.STAFF);
        anna.get(path(jan));

        var taken =
                anna.post(
                        path(jan),
                        "number",
                        "https://shop.example.org/notice/x#"
                                + number.toLowerCase(java.util.Locale.ROOT),
                        "signed",
                        SIGNED,
                        "consent.newsletter.email",
                        "yes",
                        "consent.survey.email",
                        "no");

        assertThat(taken.status()).isEqualTo(303);
        assertThat(said(jan))
                .filteredOn(ConsentSheet.Line::isYes)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.method()).contains("signed-form");
                    assertThat(line.form()).contains(number);
                    assertThat(line.language()).contains(new Language("cs"));
                    assertThat(line.since().orElseThrow()).isEqualTo("2026-11-22T10:30:00Z");
                });
        assertThat(said(jan)).filteredOn(line -> !line.isYes()).hasSize(1);
    }

    @Test
    void a_number_that_another_customer_has_is_refused_with_a_way_to_her() {
        CustomerId ida = shop.register(Map.of("full_name", "Ida Malá"));
        CustomerId eva = shop.register(Map.of("full_name", "Eva Malá"));
        String number = czechNumber();
        Visitor anna = shop.staff(Role.STAFF);
        anna.get(path(ida));
        assertThat(type(anna, ida, number, "yes").status()).isEqualTo(303);

        Visitor.Page refused = type(anna, eva, number, "yes");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("The form " + number + " was typed in for another customer already.")
                .contains("href=\"/customers/" + ida.value() + "\"", "number-error", SIGNED);
        assertThat(said(eva)).isEmpty();
        assertThat(type(anna, ida, number, "yes").status()).isEqualTo(303);
        assertThat(type(anna, eva, number, "no").status()).isEqualTo(303);
        assertThat(said(eva)).filteredOn(line -> !line.isYes()).hasSize(1);
    }

    private static Visitor.Page type(Visitor who, CustomerId id, String number, String said) {
        return who.post(
                path(id), "number", number, "signed", SIGNED, "consent.newsletter.email", said);
    }

    @Test
    void somebody_new_is_saved_with_what_she_ticked_in_one_entry() {
        String number = czechNumber();
        Visitor anna = shop.staff(Role.STAFF);
        anna.get("/customers/new");
        shop.vault().settle();
        long leaves = shop.vault().ledger().newestSize();

        Visitor.Page saved = taken(anna, "Nora Papírová", number, SIGNED);

        assertThat(saved.status()).as(saved.body()).isEqualTo(303);
        shop.vault().settle();
        assertThat(shop.vault().ledger().newestSize()).isEqualTo(leaves + 1);
        var nora = new CustomerId(saved.location().substring("/customers/".length()));
        assertThat(said(nora))
                .filteredOn(ConsentSheet.Line::isYes)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.method()).contains("signed-form");
                    assertThat(line.form()).contains(number);
                    assertThat(line.language()).contains(new Language("cs"));
                    assertThat(line.since().orElseThrow()).isEqualTo("2026-11-22T10:30:00Z");
                });

        Visitor.Page again = taken(anna, "Olga Papírová", number, SIGNED);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body())
                .contains("The form " + number + " was typed in for another customer already.")
                .contains("href=\"/customers/" + nora.value() + "\"", "Olga Papírová", SIGNED);
    }

    @Test
    void a_form_of_somebody_new_is_checked_as_any_other() {
        Visitor anna = shop.staff(Role.STAFF);
        anna.get("/customers/new");
        assertThat(taken(anna, "Nobody", "F1-CS-3333-3333-3", SIGNED).body())
                .contains("id=\"number-error\"", "F1-CS-3333-3333-3");
        assertThat(taken(anna, "Nobody", czechNumber(), "").body()).contains("id=\"signed-error\"");
        assertThat(taken(anna, "Nobody", czechNumber(), "2026-11-22T23:00").body())
                .contains("Not later than now.");
        assertThat(taken(anna, "Nobody", "", SIGNED).status()).isEqualTo(422);
    }

    private static Visitor.Page taken(Visitor who, String name, String number, String signed) {
        return who.post(
                "/customers/new",
                "full_name",
                name,
                "email",
                "paper@example.org",
                "anyway",
                "1",
                "source",
                "phone-call",
                "number",
                number,
                "signed",
                signed,
                "consent.newsletter.email",
                "yes");
    }

    @Test
    void a_form_is_not_signed_later_than_now_nor_before_its_notice() {
        CustomerId jan = People.jan(shop);
        String number = czechNumber();
        Visitor anna = shop.staff(Role.STAFF);
        anna.get(path(jan));
        for (String signed : new String[] {"2026-11-22T11:36", "2026-11-21T12:00", "", "soon"}) {
            var refused =
                    anna.post(
                            path(jan),
                            "number",
                            number,
                            "signed",
                            signed,
                            "consent.newsletter.email",
                            "yes");
            assertThat(refused.status()).as(signed).isEqualTo(422);
            assertThat(refused.body())
                    .contains("id=\"signed-error\"")
                    .contains("value=\"" + number + "\"")
                    .contains("name=\"consent.newsletter.email\" value=\"yes\" checked");
        }
        assertThat(said(jan)).isEmpty();
    }

    @Test
    void a_number_that_was_not_printed_here_is_refused() {
        CustomerId jan = People.jan(shop);
        Visitor anna = shop.staff(Role.STAFF);
        anna.get(path(jan));
        var random = new SecureRandom();
        String other = FormNumber.random(2, "cs", random).text();
        String language = FormNumber.random(1, "de", random).text();
        String number = czechNumber();
        String slip = number.substring(0, number.length() - 1) + (number.endsWith("3") ? "4" : "3");
        for (String wrong : new String[] {other, language, slip, "", "F-0201"}) {
            var refused =
                    anna.post(
                            path(jan),
                            "number",
                            wrong,
                            "signed",
                            SIGNED,
                            "consent.newsletter.email",
                            "yes");
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.body()).contains("id=\"number-error\"");
        }
        assertThat(said(jan)).isEmpty();
    }

    @Test
    void a_form_without_a_tick_is_told() {
        CustomerId jan = People.jan(shop);
        Visitor anna = shop.staff(Role.STAFF);
        anna.get(path(jan));
        assertThat(anna.post(path(jan), "number", czechNumber(), "signed", SIGNED).body())
                .contains("href=\"#consents\"");
    }

    @Test
    void auditors_and_administrators_print_and_type_no_forms() {
        CustomerId jan = People.jan(shop);
        for (Role role : new Role[] {Role.AUDITOR, Role.ADMIN}) {
            Visitor visitor = shop.staff(role);
            assertThat(visitor.get("/forms").status()).isEqualTo(403);
            assertThat(visitor.get(path(jan)).status()).isEqualTo(403);
            assertThat(visitor.post(path(jan), "number", "x").status()).isEqualTo(403);
        }
    }
}
