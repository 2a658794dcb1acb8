package custos.web.lists;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.vault.lists.ListCounts.State;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An officer counts a list, takes it out or prints its labels; nobody else does.
class ListsPageTest {
    @TempDir private Path dir;
    private Shop shop;
    private Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        olga = shop.staff(Role.OFFICER);
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private void counted() {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (shop.vault().runs().lists().state() instanceof State.Running) {
            assertThat(System.nanoTime()).as("the count ends").isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private long taken() {
        shop.vault().settle();
        return shop.vault().ledger().entries(0, 1_000).stream()
                .flatMap(entry -> entry.leaf().acts().stream())
                .filter(act -> act.type().word().equals("list-exported"))
                .count();
    }

    @Test
    void every_question_has_its_page() {
        String all = olga.get("/lists").body();
        for (String code : custos.list.Questions.CODES) {
            assertThat(all).contains("href=\"/lists/" + code + "\"");
            assertThat(olga.get("/lists/" + code).status()).as(code).isEqualTo(200);
        }
        assertThat(olga.get("/lists/everything").status()).isEqualTo(404);
    }

    @Test
    void a_count_says_how_many_and_names_nobody() {
        Listed.somebody(shop, "=jana", "birthday-greeting/post");
        Listed.somebody(shop, "petr");
        olga.get("/lists/birthdays");

        Visitor.Page sent =
                olga.post(
                        "/lists/birthdays/count", "follow", "birthday-greeting/post", "month", "5");
        counted();
        String page = olga.get("/lists/birthdays").body();

        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        assertThat(page)
                .contains("1 customer of 2 would be on the list", "value=\"5\" selected")
                .doesNotContain("jana");
        assertThat(taken()).isZero();
        // What was counted here is no other question's.
        assertThat(olga.get("/lists/quiet").body()).doesNotContain("would be on the list");
    }

    @Test
    void reasons_are_told_apart() {
        var jana = Listed.somebody(shop, "jana");
        var petr = Listed.somebody(shop, "petr");
        Listed.add(
                shop,
                jana,
                "purchase",
                Map.of(
                        "bought_on", "2026-01-05",
                        "total", "1",
                        "currency", "CZK",
                        "due_on", "2026-01-06"));
        Listed.add(
                shop,
                petr,
                "purchase",
                Map.of(
                        "bought_on", "2026-01-05",
                        "total", "1",
                        "currency", "CZK",
                        "due_on", "2026-01-06",
                        "paid_on", "2026-01-07"));
        olga.get("/lists/paid-late");
        olga.post("/lists/paid-late/count", "follow", "payment-follow-up/email");
        counted();
        assertThat(olga.get("/lists/paid-late").body())
                .contains("2 customers of 2", "has not paid", "paid late");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void a_file_is_in_the_ledger_and_its_name_says_nothing_of_a_person(String form) {
        Listed.somebody(shop, "=jana", "birthday-greeting/post");
        olga.get("/lists/birthdays");

        Visitor.Page file =
                olga.post(
                        "/lists/birthdays/file",
                        "follow",
                        "birthday-greeting/post",
                        "month",
                        "5",
                        "form",
                        form);

        assertThat(file.status()).as(file.body()).isEqualTo(200);
        assertThat(file.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"list-birthdays-2026-11-22." + form + "\"");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        if (form.equals("csv")) {
            assertThat(file.body())
                    .startsWith("\uFEFFid,why,reason,day,")
                    .contains(",permitted,birthday,17,'=jana,")
                    .contains(",'+420601000979,");
        } else {
            assertThat(file.body()).startsWith("PK");
        }
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    void labels_have_names_and_addresses_and_are_in_the_ledger() {
        Listed.somebody(shop, "Jana Nováková", "birthday-greeting/post");
        olga.get("/lists/birthdays");

        Visitor.Page labels =
                olga.post(
                        "/lists/birthdays/labels",
                        "follow",
                        "birthday-greeting/post",
                        "month",
                        "5");

        assertThat(labels.status()).as(labels.body()).isEqualTo(200);
        assertThat(labels.body())
                .contains(
                        "<span>Jana Nováková</span><span>Lomnička 939</span>"
                                + "<span>34901 Kšice</span></li>")
                .doesNotContain("example.org");
        assertThat(taken()).isEqualTo(1);
    }

    @Test
    void who_agreed_to_mail_only_gets_no_label() {
        Listed.somebody(shop, "jana", "newsletter/email", "newsletter/sms");
        olga.get("/lists/everybody");
        for (String follow : new String[] {"newsletter/email", "newsletter/sms"}) {
            Visitor.Page refused = olga.post("/lists/everybody/labels", "follow", follow);
            assertThat(refused.status()).as(follow).isEqualTo(422);
            assertThat(refused.body())
                    .contains("id=\"follow-error\"", "value=\"" + follow + "\" selected")
                    .doesNotContain("Lomnička");
        }
        assertThat(olga.post("/lists/everybody/labels", "follow", "newsletter/email").body())
                .contains("this one is for Newsletter · E-mail.");
        assertThat(taken()).isZero();
    }

    @Test
    void labels_are_offered_where_some_list_goes_by_post() {
        assertThat(olga.get("/lists/everybody").body())
                .contains("take-labels", "value=\"newsletter/post\" class=\"by-post\"")
                .doesNotContain("value=\"newsletter/email\" class=\"by-post\"");
        // The purposes that open this answer go by no channel, or by the web.
        assertThat(olga.get("/lists/heard-from").body()).doesNotContain("take-labels");
    }

    @Test
    void what_is_wrong_is_told_at_its_field_and_nothing_leaves() {
        Listed.somebody(shop, "jana", "come-back-offer/email");
        olga.get("/lists/quiet");
        String follow = "come-back-offer/email";

        wrong("/lists/quiet/file", "days-error", "follow", follow, "days", "0", "form", "csv");
        wrong("/lists/quiet/count", "days-error", "follow", follow, "days", "many");
        // The policy gives the newsletter no purchases, whatever the form says.
        wrong("/lists/quiet/file", "follow-error", "follow", "newsletter/email", "form", "csv");
        wrong("/lists/quiet/file", "follow-error", "follow", "nonsense", "form", "csv");
        wrong("/lists/best/count", "currency-error", "follow", follow, "currency", "koruna");
        assertThat(olga.post("/lists/quiet/file", "follow", follow, "form", "pdf").status())
                .isEqualTo(400);
        assertThat(taken()).isZero();
    }

    private void wrong(String path, String error, String... fields) {
        Visitor.Page page = olga.post(path, fields);
        assertThat(page.status()).as(path).isEqualTo(422);
        assertThat(page.body()).contains("id=\"" + error + "\"");
    }

    @Test
    void only_officers_have_the_pages() {
        assertThat(olga.get("/").body()).contains("href=\"/lists\"");
        for (Role role : new Role[] {Role.STAFF, Role.AUDITOR, Role.ADMIN}) {
            Visitor other = shop.staff(role);
            assertThat(other.get("/account").body()).doesNotContain("href=\"/lists\"");
            assertThat(other.get("/lists").status()).isEqualTo(403);
            assertThat(other.get("/lists/quiet").status()).isEqualTo(403);
            for (String act : new String[] {"count", "file", "labels"}) {
                assertThat(
                                other.post(
                                                "/lists/quiet/" + act,
                                                "follow",
                                                "come-back-offer/email",
                                                "form",
                                                "csv")
                                        .status())
                        .as(role + " " + act)
                        .isEqualTo(403);
            }
        }
    }
}
