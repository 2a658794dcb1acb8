package custos.web.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.KindId;
import custos.policy.SourceId;
import custos.vault.imports.ImportLines.Outcome;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// A file becomes customers, step by step, and nobody but who brought it sees it.
class ImportPagesTest extends ImportShop {
    private static final KindId COMPLAINT = new KindId("complaint");

    @Test
    void a_file_becomes_customers_and_goes_again() {
        String path = brought(SHEET);
        Page shape = olga.get(path);
        assertThat(shape.body())
                .contains("windows-1250", "Dvořáková", "4 rows", "7 columns")
                .doesNotContain("id=\"again\"");
        assertThat(olga.get(path + "/columns").body())
                .contains("7 of 7 columns")
                .contains("<option value=\"first_name\" selected>");
        meant(path);
        assertThat(olga.get(path + "/rules").body()).contains("Souhlas s marketingem");
        assertThat(ruled(path).location()).isEqualTo(path + "/run");
        Page looked = awaited(path + "/run", "looked");
        assertThat(looked.body())
                .contains("id=\"created\"", "id=\"consent-given\"", "id=\"refused\"")
                .contains("2–4")
                .doesNotContain("Dvořáková", "hana@");
        assertThat(shop.vault().imports().batches().all()).as("a look stores nothing").isEmpty();

        assertThat(olga.post(path + "/take").status()).isEqualTo(303);
        Page done = awaited(path + "/run", "imported");
        assertThat(done.body()).contains("href=\"/imports/1\"");
        var batch = shop.vault().imports().batches().find(1);
        assertThat(batch.end().orElseThrow().count(Outcome.CREATED)).isEqualTo(3);
        assertThat(olga.get("/imports/1").body()).contains("<dd>officer-1</dd>");
        Visitor petr = shop.staff(Role.OFFICER);
        petr.get("/imports");
        String his =
                bring(petr, petr.csrf(), "name,email\nEva,e@example.org\n".getBytes(UTF_8))
                        .location();
        assertThat(petr.post(his + "/look").location()).isEqualTo(his + "/run");
        assertThat(awaited(path + "/run", "imported").body()).contains("href=\"/imports/1\"");
        Page refused = olga.get(path + "/refused");
        assertThat(refused.header("Content-Disposition")).contains("refused.csv");
        assertThat(refused.body()).contains("the row names nobody");

        Page again = bring(olga, olga.csrf(), SHEET.getBytes(Charset.forName("windows-1250")));
        assertThat(olga.get(again.location()).body()).contains("id=\"again\"");
        assertThat(olga.get(again.location() + "/columns").body())
                .as("it means what it meant")
                .contains("id=\"like\"");

        assertThat(olga.post("/imports/1/undo", "reason", "nonsense").status()).isEqualTo(422);
        assertThat(olga.post("/imports/1/undo", "reason", "entered-by-mistake").status())
                .isEqualTo(303);
        assertThat(awaited("/imports/1", "undone").body())
                .contains("<dd id=\"removed\">3</dd>", "<dd id=\"kept\">0</dd>");
        assertThat(olga.post("/imports/1/undo", "reason", "entered-by-mistake").status())
                .isEqualTo(409);
    }

    @Test
    void who_of_a_file_may_be_there_already_is_told_with_a_link() {
        shop.register(Map.of("full_name", "H. Dvořáková", "phone", "+420601000001"));
        String path = brought(SHEET);
        meant(path);
        ruled(path);
        awaited(path + "/run", "looked");
        olga.post(path + "/take");
        awaited(path + "/run", "imported");

        assertThat(awaited("/imports/1", "import-alike").body()).contains("import-alike");
        while (shop.vault().runs().duplicates().ofImport(1)
                instanceof custos.vault.merges.DuplicateRuns.State.Running) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(olga.get(path + "/run").body()).contains("href=\"/duplicates/imports/1\"");
        assertThat(olga.get("/imports/1/alike").body())
                .contains("One pair looks like the same person");
        assertThat(olga.get("/duplicates/imports/1").body())
                .contains("Compare and join", "href=\"/imports/1\"");
        assertThat(olga.get("/duplicates/imports/2").body()).contains("not known any more");
        assertThat(olga.get("/imports/7/alike").status()).isEqualTo(404);
    }

    @Test
    void only_whoever_brought_a_file_sees_it_and_only_officers_bring_one() {
        String path = brought(SHEET);
        Visitor otto = shop.staff(Role.OFFICER, Role.STAFF);
        assertThat(otto.get(path).status()).isEqualTo(404);
        assertThat(otto.get(path + "/run").status()).isEqualTo(404);
        for (Role role : new Role[] {Role.STAFF, Role.AUDITOR, Role.ADMIN}) {
            assertThat(shop.staff(role).get("/imports").status()).as(role.name()).isEqualTo(403);
        }
        Page forged = bring(olga, "forged", SHEET.getBytes(UTF_8));
        assertThat(forged.status()).isEqualTo(403);
    }

    @Test
    void a_file_is_forgotten_on_demand_and_after_two_hours() {
        String path = brought(SHEET);
        assertThat(olga.post(path + "/discard").location()).isEqualTo("/imports");
        assertThat(olga.get(path).status()).isEqualTo(404);
        String other = brought(SHEET);
        for (int i = 0; i < 4; i++) {
            shop.clock().advance(Duration.ofMinutes(29));
            assertThat(olga.get("/imports").body()).contains("id=\"waiting\"");
        }
        assertThat(olga.get(other).status()).as("looked at again").isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            shop.clock().advance(Duration.ofMinutes(29));
            olga.get("/account");
        }
        assertThat(olga.get(other).status()).isEqualTo(404);
    }

    @Test
    void what_is_no_sheet_is_refused_in_words() throws IOException {
        Page nothing = bring(olga, olga.csrf(), new byte[0]);
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.body()).contains("Choose a file that is not empty");
        Page pdf = bring(olga, olga.csrf(), "%PDF-1.7 xxxx".getBytes(UTF_8));
        assertThat(pdf.status()).isEqualTo(422);
        assertThat(pdf.body()).contains("the file is a PDF");
        Page large = bring(olga, olga.csrf(), new byte[ImportsPage.MAX_FILE_BYTES + 20_000]);
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.body()).contains("at most 32 MiB");
    }

    @Test
    void a_file_of_many_columns_of_which_none_is_recognised_asks_what_they_mean() {
        var sheet = new StringBuilder();
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 200; column++) {
                sheet.append(column == 0 ? "" : ";").append(row == 0 ? "q" : "v").append(column);
            }
            sheet.append('\n');
        }
        String path = brought(sheet.toString());
        Page page = olga.get(path + "/columns");
        assertThat(page.body()).contains("None of the 200 columns", "id=\"role-199\"");
        Page refused = columns(path, "ignore", "field:hobbies");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Say which column has a name")
                .contains("<option value=\"field:hobbies\" selected>");
    }

    @Test
    void two_columns_of_one_meaning_are_refused_at_the_second() {
        String path = brought(SHEET);
        Page page =
                columns(path, "number", "email", "email", "phone", "ignore", "ignore", "ignore");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("id=\"role-2-error\"").doesNotContain("role-1-error");
    }

    @Test
    void a_purpose_without_a_way_and_an_import_of_nobody_are_refused() {
        String path = brought(SHEET);
        meant(path);
        Page page =
                olga.post(
                        path + "/rules",
                        "match",
                        "person",
                        "country",
                        "XX",
                        "purpose-0",
                        "newsletter",
                        "proof-0",
                        "cards",
                        "language-0",
                        "cs");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("id=\"take-new-error\"", "id=\"channel-0-error\"", "id=\"country-error\"")
                .contains("value=\"cards\"");
        Page post =
                olga.post(
                        path + "/rules",
                        "take",
                        "new",
                        "purpose-0",
                        "nps-invitation",
                        "channel-0",
                        "post");
        assertThat(post.status()).isEqualTo(422);
        assertThat(post.body()).contains("is not followed by");
    }

    @Test
    void an_import_follows_a_look_at_just_that() {
        String path = brought(SHEET);
        assertThat(olga.post(path + "/take").status()).isEqualTo(409);
        meant(path);
        ruled(path);
        awaited(path + "/run", "looked");
        meant(path);
        columns(path, "number", "full_name", "ignore", "phone", "email", "ignore", "ignore");
        assertThat(olga.post(path + "/take").status()).as("other meanings").isEqualTo(409);
        assertThat(shop.vault().imports().batches().all()).isEmpty();
    }

    @Test
    void a_customer_who_was_touched_since_is_named_by_the_undo() {
        String path = brought(SHEET);
        meant(path);
        ruled(path);
        awaited(path + "/run", "looked");
        olga.post(path + "/take");
        awaited(path + "/run", "imported");
        CustomerId hana =
                shop.vault()
                        .customers()
                        .search("hana@example.org", "officer")
                        .items()
                        .getFirst()
                        .id();
        shop.vault()
                .records()
                .add(
                        hana,
                        COMPLAINT,
                        shop.vault()
                                .forms()
                                .readAll(
                                        shop.vault().policies().current(),
                                        Map.of("complaint", "too hot"),
                                        COMPLAINT),
                        new SourceId("counter-form"),
                        Shop.OPERATOR,
                        Optional.empty());
        olga.post("/imports/1/undo", "reason", "entered-by-mistake");
        assertThat(awaited("/imports/1", "undone").body())
                .contains("<dd id=\"removed\">2</dd>", "/customers/" + hana.value());
    }

    @Test
    void the_shape_can_be_put_right() {
        String path = brought(SHEET);
        Page wrong = olga.post(path, "encoding", "no such", "delimiter", "59", "header", "1");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("id=\"encoding-error\"");
        assertThat(olga.post(path, "encoding", "UTF-8", "delimiter", "44", "header", "x").body())
                .contains("id=\"header-error\"");
        Page read = olga.post(path, "encoding", "windows-1252", "delimiter", "44", "header", "1");
        assertThat(read.location()).isEqualTo(path);
        assertThat(olga.get(path).body()).contains("1 column");
    }
}
