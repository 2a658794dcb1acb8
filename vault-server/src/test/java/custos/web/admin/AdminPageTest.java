package custos.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.access.SecondFactor;
import custos.vault.backups.BackupRuns;
import custos.vault.backups.Mirror;
import custos.web.Shop;
import custos.web.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/admin`, and who may see the pages below it.
class AdminPageTest {
    private static final String[] PAGES = {
        "/admin", "/admin/accounts", "/admin/sessions", "/admin/tokens", "/admin/keys"
    };
    private static final String[] FORMS = {
        "/admin/accounts",
        "/admin/accounts/roles",
        "/admin/accounts/password",
        "/admin/accounts/second-factor",
        "/admin/accounts/close",
        "/admin/sessions/end",
        "/admin/tokens",
        "/admin/tokens/revoke",
        "/admin/keys",
        "/admin/backup"
    };

    @TempDir private static Path dir;
    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    static Stream<Arguments> other_roles_and_pages() {
        return Stream.of(Role.STAFF, Role.OFFICER, Role.AUDITOR)
                .flatMap(role -> Stream.of(PAGES).map(page -> Arguments.of(role, page)));
    }

    @ParameterizedTest
    @MethodSource("other_roles_and_pages")
    void whoever_is_no_admin_sees_none_of_the_pages(Role role, String page) {
        assertThat(shop.staff(role).get(page).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/accounts",
                "/admin/accounts/roles",
                "/admin/accounts/password",
                "/admin/accounts/second-factor",
                "/admin/accounts/close",
                "/admin/sessions/end",
                "/admin/tokens",
                "/admin/tokens/revoke",
                "/admin/keys",
                "/admin/backup"
            })
    void whoever_is_no_admin_sends_none_of_the_forms(String form) {
        for (Role role : new Role[] {Role.STAFF, Role.OFFICER, Role.AUDITOR}) {
            assertThat(shop.staff(role).post(form, "account", "x").status()).isEqualTo(403);
        }
    }

    @Test
    void a_stranger_is_asked_to_log_in() {
        for (String page : PAGES) {
            assertThat(shop.stranger().get(page).status()).isEqualTo(401);
        }
        for (String form : FORMS) {
            assertThat(shop.stranger().post(form).status()).isEqualTo(401);
        }
    }

    @Test
    void no_form_is_taken_without_the_proof_of_its_own_session() {
        Visitor admin = shop.staff(Role.ADMIN);
        Visitor other = shop.staff(Role.ADMIN);
        for (String form : FORMS) {
            assertThat(admin.post(form, "csrf", other.csrf()).status()).isEqualTo(403);
            assertThat(admin.post(form, "csrf", "").status()).isEqualTo(403);
        }
    }

    @Test
    void an_admin_begins_there_and_sees_figures_and_no_customers_value() {
        shop.register(Map.of("full_name", "Zdislava Berková", "email", "zdislava@example.org"));
        Visitor admin = shop.staff(Role.ADMIN);

        Visitor.Page overview = admin.get("/admin");
        assertThat(overview.body())
                .contains("id=\"customers\"")
                .contains("id=\"backup\"")
                .contains("Make backups, or lose the data")
                .contains("No backup has been made yet.");
        for (String page : PAGES) {
            assertThat(admin.get(page).body())
                    .doesNotContain("Zdislava")
                    .doesNotContain("Berkov")
                    .doesNotContain("zdislava@example.org");
        }
        assertThat(admin.get("/log-in").location()).isEqualTo("/admin");
    }

    @Test
    void the_address_of_a_refused_form_leads_to_its_page() {
        Visitor admin = shop.staff(Role.ADMIN);
        for (String form : FORMS) {
            Visitor.Page page = admin.get(form + "?lang=en");

            assertThat(page.status()).as(form).isIn(200, 303);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void every_page_is_there_in_every_language(String language) {
        Visitor admin = shop.staff(Role.ADMIN);
        for (String page : PAGES) {
            Visitor.Page shown = admin.get(page + "?lang=" + language);

            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.body()).contains("<html lang=\"" + language + "\">");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void it_says_how_the_mirror_is(String language, @TempDir Path room) throws IOException {
        Path mirror = Files.createDirectory(room.resolve("mirror"));
        try (Shop mirrored = Shop.in(room, SecondFactor.OPTIONAL, Optional.of(mirror))) {
            mirrored.vault().mirror().start();
            await(mirrored, Mirror.Status.Current.class);
            Visitor admin = mirrored.staff(Role.ADMIN);

            assertThat(admin.get("/admin?lang=" + language).body())
                    .contains("<div class=\"notice\" id=\"mirror\">");

            Files.move(mirror, room.resolve("away"));
            mirrored.register(Map.of("full_name", "Zdislava Berková"));
            await(mirrored, Mirror.Status.Behind.class);
            assertThat(admin.get("/admin?lang=" + language).body())
                    .contains("<div class=\"notice notice-warning\" id=\"mirror\">")
                    .contains("there is no folder");
        }
        assertThat(shop.staff(Role.ADMIN).get("/admin").body()).doesNotContain("id=\"mirror\"");
    }

    @Test
    void an_admin_makes_a_backup_at_once_and_sees_what_came_of_it(@TempDir Path room)
            throws IOException {
        try (Shop own = Shop.in(room)) {
            own.register(Map.of("full_name", "Zdislava Berková"));
            Visitor admin = own.staff(Role.ADMIN);
            assertThat(admin.get("/admin").body())
                    .contains("start the server with --backup-to DIR")
                    .doesNotContain("id=\"back-up\"");
            assertThat(admin.post("/admin/backup").status()).isEqualTo(409);

            Path stick = Files.createDirectory(room.resolve("stick"));
            BackupRuns runs = own.vault().runs().backups();
            runs.goTo(stick, 30);
            assertThat(admin.get("/admin").body()).contains("id=\"back-up\"");
            Visitor.Page sent = admin.post("/admin/backup");
            assertThat(sent.status()).isEqualTo(303);
            assertThat(sent.location()).isEqualTo("/admin#backup");
            awaitEnd(runs);

            assertThat(runs.state()).isInstanceOf(BackupRuns.State.Made.class);
            String name = ((BackupRuns.State.Made) runs.state()).made().data().toFile().getName();
            for (String language : new String[] {"en", "ms", "cs"}) {
                assertThat(admin.get("/admin?lang=" + language).body())
                        .contains("id=\"backup-made\"")
                        .contains(name)
                        .doesNotContain("Zdislava");
            }
            assertThat(admin.get("/admin/backup/progress").body()).contains("id=\"backup\"");

            runs.goTo(room.resolve("not-there"), 30);
            admin.post("/admin/backup");
            awaitEnd(runs);
            assertThat(admin.get("/admin?lang=en").body())
                    .contains("id=\"backup-failed\"")
                    .contains("there is no folder");
        }
    }

    private static void awaitEnd(BackupRuns runs) {
        while (runs.state() instanceof BackupRuns.State.Running) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static void await(Shop mirrored, Class<? extends Mirror.Status> wanted) {
        while (!wanted.isInstance(mirrored.vault().mirror().status())) {
            LockSupport.parkNanos(2_000_000);
        }
    }
}
