package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests are entered, followed and decided by an officer, and seen by no other staff.
class RequestsPageTest {
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    @TempDir private Path dir;
    private Shop shop;
    private CustomerId jan;
    private Visitor olga;
    private String hers;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        jan = People.jan(shop);
        olga = shop.staff(Role.OFFICER);
        hers = "/customers/" + jan.value() + "/requests";
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private Visitor.Page enter(String right, String regime, String received, String words) {
        olga.get(hers);
        return olga.post(
                hers,
                "right",
                right,
                "regime",
                regime,
                "received",
                received,
                "language",
                "cs",
                "words",
                words);
    }

    /// The path of a request that is entered.
    private String entered(String right) {
        Visitor.Page done = enter(right, "gdpr-cz", "2026-11-20", "all of it");
        assertThat(done.status()).isEqualTo(303);
        return done.location().replace("?done=entered", "");
    }

    private Visitor.Page step(String path, String... fields) {
        var version = VERSION.matcher(olga.get(path).body());
        assertThat(version.find()).isTrue();
        var all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("version", version.group(1)));
        return olga.post(path + "/step", all.toArray(String[]::new));
    }

    private List<Matter> letters() {
        return shop.vault().outbox().after(0, 100).letters().stream()
                .map(Outbox.Waiting::letter)
                .map(Letter::matter)
                .toList();
    }

    @Test
    void a_request_is_entered_and_stands_in_the_queue_with_its_deadline() {
        String path = entered("access");

        assertThat(olga.get(path).body())
                .contains("Request: Access", "21 Dec 2026", "all of it", "Jan Novák");
        assertThat(olga.get("/requests").body())
                .contains("Jan Novák", "One request waits for an answer", path);
        assertThat(olga.get("/requests?state=received").body()).contains(path);
        assertThat(olga.get("/requests?state=overdue").body()).doesNotContain(path);
        assertThat(olga.get("/requests?state=nonsense").status()).isEqualTo(404);
        assertThat(olga.get(hers).body()).contains(path);
        assertThat(olga.get("/customers/" + jan.value()).body()).contains(hers);
    }

    @Test
    void the_queue_marks_what_is_overdue_and_reminds_of_it() {
        String path = entered("access");
        assertThat(olga.get("/").body()).doesNotContain("requests-due");
        shop.clock().advance(Duration.ofDays(25));
        olga = shop.staff(Role.OFFICER);
        assertThat(olga.get("/").body()).contains("requests-due", "one is due within 7 days");
        assertThat(olga.get("/requests?state=soon").body()).contains(path, "due soon");

        shop.clock().advance(Duration.ofDays(7));
        olga = shop.staff(Role.OFFICER);

        assertThat(olga.get("/").body()).contains("One request is overdue");
        assertThat(olga.get("/requests?state=overdue").body()).contains(path, "state-failed");
        assertThat(shop.staff(Role.STAFF).get("/").body()).doesNotContain("requests-due");
    }

    @Test
    void the_steps_lead_from_the_receipt_to_the_end_and_she_is_told() {
        String path = entered("erasure");

        assertThat(step(path, "to", "acknowledged").location()).endsWith("?done=letter");
        assertThat(step(path, "to", "identity-check").location()).endsWith("?done=letter");
        assertThat(olga.get(path).body())
                .contains("to-in-progress")
                .doesNotContain("to-closed", "to-extended");
        step(path, "to", "in-progress");
        step(path, "to", "extended", "delay", "complexity");
        assertThat(olga.get(path).body()).doesNotContain("to-extended").contains("22 Feb 2027");
        step(
                path,
                "to",
                "decided",
                "decision",
                "partly",
                "reason",
                "legally-required",
                "note",
                "tax copies stay");
        step(path, "to", "delivered");
        step(path, "to", "closed");

        assertThat(letters())
                .extracting(matter -> matter.getClass().getSimpleName())
                .containsExactly(
                        "RequestCame", "RequestIdentity", "RequestExtended", "RequestDecided");
        assertThat(olga.get(path + "?done=moved").body())
                .contains("A law obliges us to keep the data.", "tax copies stay", "Closed")
                .doesNotContain("id=\"next\"");
        assertThat(olga.get("/requests").body()).doesNotContain(path);
        assertThat(olga.get("/requests?state=closed").body()).contains(path);
        assertThat(olga.get("/customers/" + jan.value()).body())
                .contains("Request about data decided");
    }

    @Test
    void a_step_that_is_wrong_says_why_and_keeps_what_was_typed() {
        String path = entered("access");

        assertThat(step(path, "to", "closed").body())
                .contains("That step does not follow from where the request stands.");
        assertThat(step(path, "to", "extended", "delay", "").status()).isEqualTo(422);
        assertThat(step(path, "to", "decided", "decision", "refused", "note", "keep me").body())
                .contains("names its reasons", "keep me", "value=\"refused\" required checked");
        assertThat(step(path, "to", "decided").body()).contains("Choose a decision.");
        assertThat(step(path, "to", "nowhere").status()).isEqualTo(422);
        assertThat(
                        step(
                                        path,
                                        "to",
                                        "decided",
                                        "decision",
                                        "refused",
                                        "reason",
                                        "legally-required")
                                .status())
                .as("what keeps data from erasure refuses no access")
                .isEqualTo(422);
        assertThat(olga.post(path + "/step", "to", "acknowledged", "version", "7").body())
                .contains("Somebody else changed this request meanwhile.");
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_form_that_is_wrong_says_why() {
        assertThat(enter("", "gdpr-cz", "2026-11-20", "").body()).contains("Choose a right.");
        assertThat(enter("access", "lgpd", "2026-11-20", "").body()).contains("Choose a law.");
        assertThat(enter("access", "gdpr-cz", "2026-11-23", "").body())
                .contains("The day is today or within the last year.");
        assertThat(enter("access", "gdpr-cz", "tomorrow", "").status()).isEqualTo(422);
        assertThat(enter("access", "gdpr-cz", "2026-11-20", "x".repeat(2001)).body())
                .contains("at most 2,000 characters");
        assertThat(shop.vault().requests().open()).isEmpty();
    }

    @Test
    void notes_are_added_and_an_empty_one_is_refused() {
        String path = entered("access");
        olga.get(path);

        assertThat(olga.post(path + "/note", "note", "She called").location())
                .endsWith("?done=noted");
        assertThat(olga.post(path + "/note", "note", " ").status()).isEqualTo(422);
        assertThat(olga.get(path).body()).contains("She called");
    }

    @Test
    void of_somebody_erased_the_minimal_file_is_shown() {
        String path = entered("erasure");
        shop.vault().erasure().erase(jan, "erasure-request", false, Shop.OPERATOR);

        assertThat(olga.get(path).body())
                .contains("Granted", "an erased customer")
                .doesNotContain("all of it", "Jan Novák", "id=\"next\"");
        assertThat(olga.get("/requests?state=closed").body()).contains(path);
    }

    @Test
    void only_officers_see_requests() {
        String path = entered("access");
        for (Role role : List.of(Role.STAFF, Role.AUDITOR, Role.ADMIN)) {
            Visitor other = shop.staff(role);
            for (String page : List.of("/requests", path, hers)) {
                assertThat(other.get(page).status()).as(role + " " + page).isEqualTo(403);
            }
            assertThat(other.post(path + "/step", "to", "acknowledged").status()).isEqualTo(403);
            assertThat(other.get("/account").body()).doesNotContain("href=\"/requests\"");
        }
        assertThat(shop.stranger().get("/requests").status()).isEqualTo(401);
    }

    @Test
    void without_an_e_mail_address_the_officer_tells_her() {
        jan = shop.register(Map.of("full_name", "Eva"));
        hers = "/customers/" + jan.value() + "/requests";
        String path = entered("access");

        assertThat(olga.get(path).body()).contains("tell her yourself");
        assertThat(step(path, "to", "acknowledged").location()).endsWith("?done=no-letter");
    }
}
