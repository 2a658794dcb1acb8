package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.policy.ClassId;
import custos.policy.KindId;
import custos.policy.SourceId;
import custos.vault.erasure.Holds;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Legal holds are set and released by an officer, also of somebody erased, and seen by no other
/// staff.
class HoldsPageTest {
    @TempDir private Path dir;
    private Shop shop;
    private CustomerId jan;
    private RecordId complaint;
    private Visitor olga;
    private String path;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        jan = People.jan(shop);
        complaint = complaint();
        olga = shop.staff(Role.OFFICER);
        path = "/customers/" + jan.value() + "/holds";
        olga.get(path);
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private RecordId complaint() {
        var kind = new KindId("complaint");
        var fields =
                shop.vault()
                        .forms()
                        .readAll(
                                shop.vault().policies().current(),
                                Map.of("complaint", "the kettle is too hot"),
                                kind);
        return shop.vault()
                .records()
                .add(
                        jan,
                        kind,
                        fields,
                        new SourceId("counter-form"),
                        Shop.OPERATOR,
                        Optional.empty())
                .id();
    }

    @Test
    void a_hold_that_cannot_be_read_is_told_on_every_page_that_would_list_it() throws SQLException {
        holdsFeedback();
        String said = "One legal hold stands here that cannot be read";
        assertThat(olga.get("/holds").body()).doesNotContain(said);
        exchange("x'0102'");
        for (String page : List.of("/holds", path, "/customers/" + jan.value())) {
            assertThat(olga.get(page).body()).as(page).contains(said);
        }
        exchange("(select ct from kept)");
    }

    /// Alters the only hold behind the vault's back.
    private void exchange(String ct) throws SQLException {
        String database = dir.resolve("vault/vault.db").toString();
        try (Connection to = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = to.createStatement()) {
            statement.execute("create table if not exists kept as select ct from legal_hold");
            statement.execute("update legal_hold set ct = " + ct);
        }
    }

    private LocalDate nextYear() {
        return LocalDate.ofInstant(shop.clock().instant(), ZoneOffset.UTC).plusYears(1);
    }

    private Visitor.Page holdsFeedback() {
        return olga.post(
                path,
                "class",
                "feedback",
                "ground",
                "court-proceedings",
                "until",
                nextYear().toString(),
                "note",
                "12 C 34/2026");
    }

    private long standing() {
        return shop.vault().holds().of(jan, Optional.empty(), 200).items().size();
    }

    @Test
    void a_class_is_held_and_the_customers_page_and_the_list_say_so() {
        assertThat(olga.get(path).body()).contains("id=\"no-holds\"", "Feedback", "(1)");

        assertThat(holdsFeedback().status()).isEqualTo(303);

        assertThat(olga.get(path).body())
                .contains("Complaint", "Court proceedings", "12 C 34/2026");
        assertThat(olga.get("/customers/" + jan.value()).body())
                .contains("id=\"holds\"", "Court proceedings", "id=\"to-holds\"");
        assertThat(olga.get("/holds").body()).contains(path, "Court proceedings", "12 C 34/2026");
        assertThat(olga.get("/customers/" + jan.value() + "/erase").body())
                .contains("only what is under legal hold (Court proceedings)");
    }

    @Test
    void single_records_are_held_and_released() {
        olga.post(
                path,
                "record",
                complaint.value(),
                "ground",
                "legal-claim",
                "until",
                nextYear().toString());
        assertThat(standing()).isEqualTo(1);

        var page =
                olga.post(
                        path + "/release", "record", complaint.value(), "reason", "claim-settled");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("id=\"released\"", "One hold was released")
                .doesNotContain("id=\"destroyed\"");
        assertThat(standing()).isZero();
    }

    @Test
    void what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost() {
        var page =
                olga.post(
                        path,
                        "class",
                        "feedback",
                        "ground",
                        "",
                        "until",
                        "2020-01-01",
                        "note",
                        "7");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("id=\"ground-error\"", "value=\"7\"");
        assertThat(
                        olga.post(path, "class", "feedback", "ground", "legal-claim", "until", "x")
                                .body())
                .contains("id=\"until-error\"");
        assertThat(
                        olga.post(
                                        path,
                                        "class",
                                        "feedback",
                                        "ground",
                                        "legal-claim",
                                        "until",
                                        "2020-01-01")
                                .body())
                .contains("id=\"until-error\"");
        assertThat(olga.post(path, "ground", "legal-claim", "until", nextYear().toString()).body())
                .contains("id=\"class-error\"");
        assertThat(standing()).isZero();
        holdsFeedback();
        assertThat(holdsFeedback().body()).contains("A hold stands on this already");
        var nothing = olga.post(path + "/release", "reason", "");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.body()).contains("id=\"held-error\"", "id=\"reason-error\"");
        assertThat(standing()).isEqualTo(1);
    }

    @Test
    void of_an_erased_customer_the_release_destroys_and_says_so() {
        holdsFeedback();
        shop.vault().erasure().erase(jan, "erasure-request", false, Shop.OPERATOR);
        assertThat(olga.get("/customers/" + jan.value()).status()).isEqualTo(410);
        assertThat(olga.get("/holds").body()).contains("erased");
        assertThat(olga.get(path).body())
                .contains("id=\"destroys\"", "Complaint")
                .doesNotContain("Novák", "id=\"set-hold\"");

        var page =
                olga.post(
                        path + "/release",
                        "record",
                        complaint.value(),
                        "reason",
                        "proceedings-over");

        assertThat(page.body()).contains("id=\"destroyed\"", "id=\"no-holds\"");
    }

    @Test
    void other_staff_neither_see_nor_set_holds() {
        shop.vault()
                .holds()
                .set(
                        jan,
                        new Holds.Which.WholeClass(new ClassId("feedback")),
                        new Holds.Wanted("legal-claim", nextYear(), Optional.empty()),
                        Shop.OPERATOR);
        Visitor anna = shop.staff(Role.STAFF);
        assertThat(anna.get("/customers/" + jan.value()).body())
                .doesNotContain("id=\"holds\"")
                .doesNotContain("Legal hold set")
                .doesNotContain("/holds");
        assertThat(anna.get(path).status()).isEqualTo(403);
        assertThat(anna.get("/holds").status()).isEqualTo(403);
        assertThat(anna.post(path, "class", "contact").status()).isEqualTo(403);
        assertThat(anna.post(path + "/release", "record", complaint.value()).status())
                .isEqualTo(403);
        assertThat(standing()).isEqualTo(1);
    }
}
