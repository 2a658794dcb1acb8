package custos.web.breach;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An officer keeps the file of a breach: who is concerned, whether the keys are safe, whom to tell
/// by when, and who was told.
class BreachPagesTest {
    @TempDir private Path dir;
    private Shop shop;
    private Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        shop.register(
                Map.of(
                        "full_name", "Jan Novák",
                        "email", "jan@example.org",
                        "birth_date", "1980-05-17"));
        shop.register(Map.of("full_name", "Eva"));
        logIn();
    }

    private void logIn() {
        olga = shop.staff(Role.OFFICER);
        olga.get("/breaches/new");
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private static Map<String, String> typed(String extent, String found) {
        var typed = new LinkedHashMap<String, String>();
        typed.put("found", found);
        typed.put("what", "A laptop was stolen");
        typed.put("extent", extent);
        typed.put("consequences", "unwanted calls");
        typed.put("measures", "passwords were changed");
        typed.put("contact", "Olga, dpo@shop.example.org");
        return typed;
    }

    private Visitor.Page send(String path, Map<String, String> typed, String... classes) {
        var fields = new ArrayList<String>();
        typed.forEach((name, value) -> fields.addAll(List.of(name, value)));
        for (String one : classes) {
            fields.addAll(List.of("class", one));
        }
        return olga.post(path, fields.toArray(String[]::new));
    }

    /// Keeps a file and opens its page.
    private String write(String extent, String found, String... classes) {
        Visitor.Page kept = send("/breaches", typed(extent, found), classes);
        assertThat(kept.status()).isEqualTo(303);
        return olga.get(kept.location()).body();
    }

    private Visitor.Page tell(int version, String duty, String at, String way, String... more) {
        var fields =
                new ArrayList<>(
                        List.of(
                                "version", Integer.toString(version),
                                "duty", duty,
                                "at", at,
                                "way", way));
        fields.addAll(List.of(more));
        return olga.post("/breaches/1/notices", fields.toArray(String[]::new));
    }

    @Test
    void it_counts_people_by_class_and_names_the_fields() {
        assertThat(write("in-clear", "2026-11-22T09:00", "contact", "profile"))
                .contains(
                        "<div class=\"fact\" id=\"fact-people\"><dt>People</dt><dd>2</dd>",
                        ">2</td>",
                        ">1</td>",
                        "E-mail address",
                        "Date of birth");
    }

    @Test
    void with_safe_keys_those_concerned_need_not_be_told() {
        assertThat(write("without-keys", "2026-11-22T09:00", "contact"))
                .contains("The keys are safe.", "Not needed: the data cannot be read")
                .doesNotContain("id=\"letter-en\"");
    }

    @Test
    void without_them_there_are_letters_in_three_languages() {
        assertThat(write("with-keys", "2026-11-22T09:00", "contact"))
                .contains("The data can be read.", "Without undue delay")
                .contains("id=\"letter-en\"", "id=\"letter-ms\"", "id=\"letter-cs\"")
                .contains("lang=\"cs\"", "Dne 22. 11. 2026", "A laptop was stolen")
                .contains("Please turn to Olga, dpo@shop.example.org.");
    }

    @Test
    void each_deadline_says_what_is_left_of_it_and_then_how_late_it_is() {
        assertThat(write("in-clear", "2026-11-20T09:00", "contact"))
                .contains("23 Nov 2026 09:00", "30 Nov 2026 09:00", "20 Dec 2026 09:00")
                .contains("21 hours left", "7 days 21 hours left")
                .doesNotContain("state-failed");

        shop.clock().advance(Duration.ofDays(2));
        logIn();
        assertThat(olga.get("/breaches/1").body())
                .contains("state-failed", "late by 1 day 2 hours");
        assertThat(olga.get("/breaches").body())
                .contains("href=\"/breaches/1\"", "state-failed", "late by 1 day 2 hours");
    }

    @Test
    void an_officer_is_reminded_on_her_first_page_until_all_were_told() {
        assertThat(olga.get("/").body()).doesNotContain("breaches-open");
        write("without-keys", "2026-11-20T09:00", "contact");
        assertThat(olga.get("/").body())
                .contains("No notice of a breach is late, those of one other are open.");

        shop.clock().advance(Duration.ofDays(2));
        logIn();
        assertThat(olga.get("/").body())
                .contains("Notices of one breach are late, no other is open.");
        assertThat(shop.staff(Role.STAFF).get("/").body()).doesNotContain("breaches-open");

        int version = 1;
        for (String duty : List.of("gdpr-cz:authority", "pdpa-my:authority", "pdpa-my:persons")) {
            tell(version++, duty, "2026-11-22T11:00", "email", "told", "2", "language", "en");
        }
        assertThat(olga.get("/").body()).doesNotContain("breaches-open");
    }

    @Test
    void that_nobody_was_told_is_decided_anew_when_more_was_lost() {
        write("without-keys", "2026-11-20T09:00", "contact");
        tell(1, "gdpr-cz:authority", "2026-11-21T10:00", "not-told", "reason", "all is sealed");
        assertThat(olga.get("/breaches/1").body()).contains("not told, decided 21 Nov 2026");
        Map<String, String> more = typed("in-clear", "2026-11-20T09:00");
        more.put("version", "2");

        send("/breaches/1", more, "contact");

        assertThat(olga.get("/breaches/1").body()).doesNotContain("not told, decided");
        assertThat(olga.get("/breaches/1?version=2").body()).contains("not told, decided");
    }

    @Test
    void who_was_told_is_written_down_and_ends_the_time() {
        write("in-clear", "2026-11-20T09:00", "contact");

        assertThat(tell(1, "pdpa-my:authority", "2026-11-21T10:00", "online-form").location())
                .isEqualTo("/breaches/1?done=told");
        assertThat(
                        tell(
                                        2,
                                        "gdpr-cz:persons",
                                        "2026-11-22T09:00",
                                        "email",
                                        "told",
                                        "2",
                                        "language",
                                        "en",
                                        "language",
                                        "cs")
                                .status())
                .isEqualTo(303);

        assertThat(olga.get("/breaches/1?done=told").body())
                .contains("told 21 Nov 2026 10:00", "28 Nov 2026 10:00", "told 22 Nov 2026 09:00")
                .contains("Form or portal of the authority", "en, cs", "Version 3,")
                .contains("It is written down.");
    }

    @Test
    void whoever_tells_late_or_nobody_says_why() {
        write("in-clear", "2026-11-10T09:00", "contact");

        assertThat(tell(1, "gdpr-cz:authority", "2026-11-20T10:00", "email").body())
                .contains("Say in 1 to 2,000 characters why it is late", "id=\"reason-error\"");
        assertThat(tell(1, "gdpr-cz:persons", "2026-11-20T10:00", "not-told").status())
                .isEqualTo(422);
        assertThat(
                        tell(
                                        1,
                                        "gdpr-cz:authority",
                                        "2026-11-20T10:00",
                                        "email",
                                        "reason",
                                        "The thief was caught first")
                                .status())
                .isEqualTo(303);
        assertThat(olga.get("/breaches/1").body())
                .contains("told late, 20 Nov 2026 10:00", "The thief was caught first");
        assertThat(tell(2, "gdpr-cz:authority", "2026-11-09T10:00", "email").status())
                .isEqualTo(422);
        assertThat(
                        tell(2, "elsewhere:authority", "2026-11-20T10:00", "pigeon", "told", "two")
                                .body())
                .contains("id=\"duty-error\"", "id=\"way-error\"", "id=\"told-error\"");
    }

    @Test
    void a_file_is_changed_in_versions_of_which_none_is_lost() {
        write("in-clear", "2026-11-20T09:00", "contact");
        Map<String, String> more = typed("without-keys", "2026-11-20T09:00");
        more.put("version", "1");
        more.put("what", "Two laptops were stolen");
        more.put("began", "2026-11-19T22:00");
        more.put("people", "40");
        assertThat(olga.get("/breaches/1/edit").body())
                .contains("A laptop was stolen", "2026-11-20T09:00");

        assertThat(send("/breaches/1", more, "contact").location())
                .isEqualTo("/breaches/1?done=amended");

        assertThat(olga.get("/breaches/1").body())
                .contains("Two laptops were stolen", "19 Nov 2026 22:00", "<dd>40</dd>")
                .contains("href=\"/breaches/1?version=1\"", "id=\"to-edit\"");
        assertThat(olga.get("/breaches/1?version=1").body())
                .contains("A laptop was stolen", "This is an older version.")
                .doesNotContain("id=\"to-edit\"", "id=\"tell\"");
        assertThat(olga.get("/breaches/1?version=3").status()).isEqualTo(404);
    }

    @Test
    void of_two_who_change_it_the_second_sees_that_and_loses_nothing() {
        write("in-clear", "2026-11-20T09:00", "contact");
        tell(1, "gdpr-cz:authority", "2026-11-21T10:00", "email");
        Map<String, String> late = typed("in-clear", "2026-11-20T09:00");
        late.put("version", "1");
        late.put("measures", "the lock was changed");

        Visitor.Page answer = send("/breaches/1", late, "contact");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body())
                .contains("Somebody has written a newer version", "the lock was changed")
                .contains("name=\"version\" value=\"2\"");
        assertThat(tell(1, "gdpr-cz:persons", "2026-11-21T10:00", "email").status()).isEqualTo(409);
    }

    @Test
    void the_authority_gets_it_as_a_file() {
        write("in-clear", "2026-11-20T09:00", "contact");
        tell(1, "gdpr-cz:authority", "2026-11-21T10:00", "post", "reason", "=1+1");

        Visitor.Page csv = olga.get("/breaches/1/file.csv");
        assertThat(csv.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"breach-1-version-2.csv\"");
        assertThat(csv.body())
                .startsWith("\uFEFFpart,name,value\r\n")
                .contains("fact,What happened,A laptop was stolen")
                .contains("21 Nov 2026 10:00; Letter; =1+1");
        Visitor.Page json = olga.get("/breaches/1/file.json");
        assertThat(json.header("Content-Type")).startsWith("application/json");
        assertThat(json.body()).contains("\"what\":\"A laptop was stolen\"", "\"way\":\"post\"");
    }

    @Test
    void a_form_that_is_wrong_says_why_and_keeps_what_was_typed() {
        Map<String, String> typed = typed("in-clear", "2026-11-23T09:00");
        assertThat(send("/breaches", typed, "contact").body())
                .contains("The moment is now or within the last ten years.", "A laptop was stolen");
        assertThat(send("/breaches", typed("in-clear", "2026-11-22T09:00")).body())
                .contains("Tick at least one class of data.");
        assertThat(send("/breaches", typed("somehow", "2026-11-22T09:00"), "contact").status())
                .isEqualTo(422);
        typed = typed("in-clear", "2026-11-20T09:00");
        typed.put("began", "2026-11-20T09:01");
        typed.put("ended", "2026-11-20T08:00");
        typed.put("people", "many");
        assertThat(send("/breaches", typed, "contact").body())
                .contains("id=\"began-error\"", "id=\"ended-error\"", "id=\"people-error\"");
        assertThat(olga.get("/breaches").body()).contains("No breach");
    }

    @Test
    void only_officers_see_it() {
        write("in-clear", "2026-11-20T09:00", "contact");
        for (Role role : List.of(Role.STAFF, Role.AUDITOR, Role.ADMIN)) {
            for (String path :
                    List.of("", "/new", "/1", "/1/edit", "/1/file.csv", "/1/file.json")) {
                assertThat(shop.staff(role).get("/breaches" + path).status())
                        .as(role.word() + path)
                        .isEqualTo(403);
            }
        }
        assertThat(olga.get("/breaches/7").status()).isEqualTo(404);
        assertThat(olga.get("/breaches/x").status()).isEqualTo(404);
    }
}
