package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An officer puts two customers side by side and joins them; nobody else does.
class MergePageTest {
    private static final Pattern HIDDEN =
            Pattern.compile("name=\"((?:stays|goes)-version)\" value=\"(\\d+)\"");
    private static final Pattern MERGE = Pattern.compile("name=\"merge\" value=\"([a-z2-7]+)\"");

    @TempDir private Path dir;
    private Shop shop;
    private CustomerId jan;
    private CustomerId twin;
    private Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        jan = People.jan(shop);
        twin =
                shop.register(
                        Map.of(
                                "full_name", "Jan Karel Novák",
                                "email", "karel@example.com",
                                "birth_date", "1980-05-18"));
        olga = shop.staff(Role.OFFICER);
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private String pair() {
        return CustomerPage.path(jan) + "/merge/" + twin.value();
    }

    private Visitor.Page send(String... more) {
        Matcher versions = HIDDEN.matcher(olga.get(pair()).body());
        var form = new java.util.ArrayList<String>();
        while (versions.find()) {
            form.add(versions.group(1));
            form.add(versions.group(2));
        }
        form.addAll(java.util.List.of(more));
        return olga.post(pair(), form.toArray(String[]::new));
    }

    @Test
    void the_other_one_is_found_by_what_was_typed_and_never_herself() {
        String found = olga.post(CustomerPage.path(jan) + "/merge", "q", "novak").body();

        assertThat(found).contains("/merge/" + twin.value(), "Jan Karel Novák");
        assertThat(found).doesNotContain("/merge/" + jan.value());
    }

    @Test
    void who_looks_alike_is_offered_before_anything_is_typed() {
        CustomerId slip =
                shop.register(Map.of("full_name", "Jan Novak", "birth_date", "1980-05-17"));
        shop.vault().awaitNames();

        String offered = olga.get(CustomerPage.path(jan) + "/merge").body();

        assertThat(offered)
                .contains("Is it one of these?")
                .contains("/merge/" + slip.value(), "/merge/" + twin.value());
    }

    @Test
    void both_are_shown_side_by_side_and_what_does_not_serve_them_stays_covered() {
        String shown = olga.get(pair()).body();

        assertThat(shown).contains("jan.novak@example.org", "karel@example.com");
        assertThat(shown).contains("take-email", "take-birth_date", "take-full_name");
        assertThat(shown).doesNotContain("take-address", "1980");
        assertThat(shown).contains("Two birth dates are usually two people.");
    }

    @Test
    void a_preview_keeps_what_was_chosen_and_joins_nobody() {
        String shown = send("take-email", "goes", "preview", "1").body();

        assertThat(shown)
                .containsPattern("name=\"take-email\" value=\"goes\" checked")
                .doesNotContainPattern("name=\"take-email\" value=\"stays\" checked");
        assertThat(olga.get(CustomerPage.path(twin)).status()).isEqualTo(200);
    }

    @Test
    void joined_the_old_address_leads_to_the_new_one_and_the_way_back_stands_there() {
        Visitor.Page done = send("take-email", "goes", "merge", "1");
        assertThat(done.status()).isEqualTo(303);
        assertThat(done.location()).isEqualTo(CustomerPage.path(jan));

        Visitor.Page old = olga.get(CustomerPage.path(twin));
        assertThat(old.status()).isEqualTo(303);
        assertThat(old.location()).isEqualTo(CustomerPage.path(jan));
        assertThat(olga.get(CustomerPage.path(twin) + "/erase").status()).isEqualTo(410);

        String page = olga.get(CustomerPage.path(jan)).body();
        assertThat(page).contains("Another record was joined with this one.");
        Matcher merge = MERGE.matcher(page);
        assertThat(merge.find()).isTrue();
        Visitor.Page undone =
                olga.post(CustomerPage.path(jan) + "/merge-undo", "merge", merge.group(1));
        assertThat(undone.status()).isEqualTo(303);
        assertThat(olga.get(CustomerPage.path(twin)).body()).contains("Jan Karel Novák");
        assertThat(olga.get(CustomerPage.path(jan)).body()).doesNotContain("merge-undo");
    }

    @Test
    void what_nobody_saw_is_not_joined() {
        Visitor.Page refused =
                olga.post(pair(), "stays-version", "99", "goes-version", "2", "merge", "1");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Somebody changed this in the meantime.");
        assertThat(olga.post(pair(), "stays-version", "x", "goes-version", "2").status())
                .isEqualTo(400);
        assertThat(send("take-email", "both", "merge", "1").status()).isEqualTo(400);
        assertThat(olga.get(CustomerPage.path(jan) + "/merge/" + jan.value()).status())
                .isEqualTo(404);
        assertThat(olga.post(CustomerPage.path(jan) + "/merge-undo", "merge", "nonsense").status())
                .isEqualTo(404);
    }

    @Test
    void who_is_not_the_same_is_not_offered_again_until_that_is_taken_back() {
        CustomerId slip =
                shop.register(Map.of("full_name", "Jan Novak", "birth_date", "1980-05-17"));
        shop.vault().awaitNames();
        String find = CustomerPage.path(jan) + "/merge";
        String slipPair = find + "/" + slip.value();
        assertThat(olga.get(slipPair).body()).contains("Not the same person");

        Visitor.Page said = olga.post(slipPair + "/apart");
        assertThat(said.status()).isEqualTo(303);
        assertThat(said.location()).isEqualTo(find);
        assertThat(olga.get(find).body())
                .doesNotContain("href=\"" + slipPair + "\"")
                .contains("said by officer-1");
        assertThat(olga.get(CustomerPage.path(slip) + "/merge").body())
                .doesNotContain("/merge/" + jan.value() + "\"");

        assertThat(olga.post(slipPair + "/apart-undo").location()).isEqualTo(find);
        assertThat(olga.post(slipPair + "/apart-undo").status()).isEqualTo(303);
        assertThat(olga.get(find).body()).contains("href=\"" + slipPair + "\"");
        assertThat(olga.post(find + "/" + jan.value() + "/apart").status()).isEqualTo(404);
    }

    @Test
    void staff_join_nobody() {
        Visitor anna = shop.staff(Role.STAFF);
        assertThat(anna.get(pair()).status()).isEqualTo(403);
        assertThat(anna.get(CustomerPage.path(jan) + "/merge").status()).isEqualTo(403);
        assertThat(anna.post(pair() + "/apart").status()).isEqualTo(403);
        assertThat(anna.post(pair() + "/apart-undo").status()).isEqualTo(403);
        assertThat(anna.get(CustomerPage.path(jan)).body()).doesNotContain("to-merge");
    }
}
