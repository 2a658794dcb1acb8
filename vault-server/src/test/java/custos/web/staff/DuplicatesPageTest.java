package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.vault.merges.DuplicateRuns;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An officer looks through those who may be kept twice; nobody else does.
class DuplicatesPageTest {
    @TempDir private Path dir;
    private Shop shop;
    private CustomerId jan;
    private CustomerId slip;
    private Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        jan = People.jan(shop);
        slip = shop.register(Map.of("full_name", "Jan Novak", "birth_date", "1980-05-17"));
        olga = shop.staff(Role.OFFICER);
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private String searched() {
        assertThat(olga.post("/duplicates").location()).isEqualTo("/duplicates");
        while (shop.vault().runs().duplicates().state() instanceof DuplicateRuns.State.Running) {
            LockSupport.parkNanos(1_000_000);
        }
        return olga.get("/duplicates").body();
    }

    private static String compare(CustomerId one, CustomerId other) {
        return "href=\"" + CustomerPage.path(one) + "/merge/" + other.value() + "\"";
    }

    @Test
    void before_anybody_searched_there_is_only_the_button() {
        assertThat(olga.get("/duplicates").body())
                .contains("Since the server was started nobody has searched.", "search-now");
    }

    @Test
    void a_pair_is_shown_masked_with_what_agrees_and_leads_to_the_two_side_by_side() {
        assertThat(searched())
                .contains("one pair looks like the same person", compare(jan, slip))
                .contains("Agrees: Date of birth, Full name")
                .doesNotContain("jan.novak@example.org", "1980");
        assertThat(olga.get("/duplicates/progress").body()).contains(compare(jan, slip));
    }

    @Test
    void who_is_not_the_same_goes_and_comes_back_when_that_is_taken_back() {
        searched();
        String[] form = {"one", jan.value(), "other", slip.value(), "from", "0"};

        assertThat(olga.post("/duplicates/apart", form).location()).isEqualTo("/duplicates");
        assertThat(olga.get("/duplicates").body())
                .doesNotContain(compare(jan, slip))
                .contains("None of these is left", "said by officer-1");
        assertThat(searched()).contains("nobody looks like the same person");

        assertThat(olga.post("/duplicates/apart-undo", form).location()).isEqualTo("/duplicates");
        assertThat(searched()).contains(compare(jan, slip)).doesNotContain("said by officer-1");
    }

    @Test
    void what_staff_proposed_stands_first_until_an_officer_answers() {
        Visitor anna = shop.staff(Role.STAFF);
        CustomerId eva = shop.register(Map.of("full_name", "Eva Malá"));
        shop.vault().awaitNames();
        assertThat(anna.get(CustomerPage.path(jan)).body()).contains("to-alike");
        assertThat(olga.get(CustomerPage.path(jan)).body()).doesNotContain("to-alike");
        String alike = CustomerPage.path(jan) + "/alike";
        assertThat(anna.get(alike).body())
                .contains("Jan Novak", "Looks like the same person")
                .doesNotContain("Eva Malá", "The officer knows");
        assertThat(anna.post(alike, "q", "mala").body()).contains("Eva Malá");

        assertThat(anna.post(alike + "/" + eva.value()).location()).isEqualTo(alike);
        assertThat(anna.post(alike, "q", "mala").body()).contains("The officer knows");
        assertThat(anna.post(alike + "/" + jan.value()).status()).isEqualTo(404);
        assertThat(olga.get("/duplicates").body())
                .contains("Proposed by staff", compare(jan, eva), "said by staff-");

        olga.post("/duplicates/apart", "one", jan.value(), "other", eva.value());
        assertThat(olga.get("/duplicates").body()).doesNotContain("Proposed by staff");
        Visitor.Page refused = anna.post(alike + "/" + eva.value());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("An officer has looked");
        assertThat(shop.staff(Role.AUDITOR).get(alike).status()).isEqualTo(403);
    }

    @Test
    void whoever_saves_a_second_one_all_the_same_may_tell_the_officer() {
        Visitor anna = shop.staff(Role.STAFF);
        shop.vault().awaitNames();
        String[] typed = {
            "full_name", "Jan Novák", "email", "jan.novak@example.org", "source", "counter-form"
        };
        assertThat(anna.post("/customers/new", typed).body()).contains("save-and-tell");

        String[] more = java.util.Arrays.copyOf(typed, 8);
        more[6] = "anyway";
        more[7] = "tell";
        assertThat(anna.post("/customers/new", more).status()).isEqualTo(303);
        assertThat(shop.vault().pairs().proposedWith(jan)).hasSize(1);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(olga.get("/duplicates?from=x").status()).isEqualTo(404);
        assertThat(olga.get("/duplicates?from=7").status()).isEqualTo(200);
        assertThat(olga.post("/duplicates/apart", "one", "x", "other", "y").status())
                .isEqualTo(400);
        assertThat(
                        olga.post("/duplicates/apart", "one", jan.value(), "other", jan.value())
                                .status())
                .isEqualTo(400);
    }

    @Test
    void staff_and_auditors_do_not_look_through_them() {
        for (Role role : new Role[] {Role.STAFF, Role.AUDITOR, Role.ADMIN}) {
            Visitor other = shop.staff(role);
            assertThat(other.get("/duplicates").status()).isEqualTo(403);
            assertThat(other.get("/duplicates/progress").status()).isEqualTo(403);
            assertThat(other.post("/duplicates").status()).isEqualTo(403);
            assertThat(
                            other.post(
                                            "/duplicates/apart",
                                            "one",
                                            jan.value(),
                                            "other",
                                            slip.value())
                                    .status())
                    .isEqualTo(403);
        }
        assertThat(shop.staff(Role.STAFF).get("/").body()).doesNotContain("/duplicates");
    }
}
