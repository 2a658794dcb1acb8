package custos.web.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.consent.ConsentKey;
import custos.customer.CustomerId;
import custos.event.ActType;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a customer sees on her own page, and what she decides there.
class MyPageTest {
    private static final Pattern NOTICE = Pattern.compile("name=\"notice\" value=\"([0-9a-f]+)\"");

    @TempDir private Path folder;
    private PortalShop portal;
    private CustomerId jana;

    @BeforeEach
    void open() {
        portal = new PortalShop(folder);
        jana = portal.jana();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    private Page say(Visitor visitor, String purpose, String channel, String answer) {
        Matcher notice = NOTICE.matcher(visitor.get("/my").body());
        assertThat(notice.find()).isTrue();
        return visitor.post(
                "/my/consent",
                "purpose",
                purpose,
                "channel",
                channel,
                "answer",
                answer,
                "notice",
                notice.group(1));
    }

    private String state(String purpose, String channel) {
        var key = new ConsentKey(new PurposeId(purpose), new ChannelId(channel));
        return portal.holding(jana).book().state(key, portal.shop.clock().instant()).code();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void one_page_says_what_is_held_why_and_until_when(String language) {
        Visitor visitor = portal.shop.customer().speaking(language);
        portal.letIn(visitor, "jana@example.org");
        Page page = visitor.get("/my");
        assertThat(page.body())
                .contains(
                        "<html lang=\"" + language + "\">",
                        "id=\"value-full_name\"",
                        "Jana Nováková",
                        "+420601000000",
                        "Dlouhá 3, 11000 Praha, CZ",
                        "id=\"held-contact\"",
                        "id=\"held-profile\"",
                        "id=\"switch-newsletter-email\"",
                        "id=\"stop-button\"",
                        "<dd id=\"mark\">K-7</dd>")
                .doesNotContain("portal.", "custos.");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void every_act_that_can_concern_her_has_a_name_in_every_language() {
        Set<ActType> ofTheVault =
                EnumSet.of(
                        ActType.VAULT_CREATED,
                        ActType.VAULT_CONTINUES,
                        ActType.VAULT_RESTORED,
                        ActType.VAULT_EXPORTED,
                        ActType.BACKUP_BEGUN,
                        ActType.POLICY_PUBLISHED,
                        ActType.KEYS_ROLLED,
                        ActType.CUSTOMER_ERASED,
                        ActType.SURVEY_ANSWERED,
                        ActType.BREACH_RECORDED,
                        ActType.BREACH_AMENDED,
                        ActType.IMPORT_BEGUN,
                        ActType.ALIKE_PROPOSED,
                        ActType.NOT_THE_SAME,
                        ActType.NOT_THE_SAME_UNDONE,
                        ActType.REFUSALS_IMPORTED,
                        ActType.ACCOUNT_CREATED,
                        ActType.ACCOUNT_CHANGED,
                        ActType.ACCOUNT_CLOSED,
                        ActType.TOKEN_CREATED,
                        ActType.TOKEN_REVOKED,
                        ActType.LOGIN_REFUSED);
        var words = new custos.web.Languages();
        for (ActType type : EnumSet.complementOf(EnumSet.copyOf(ofTheVault))) {
            assertThat(words.phrases("cs").has("portal.act." + type.word()))
                    .as(type.word())
                    .isTrue();
        }
    }

    @Test
    void a_switch_is_written_down_as_her_own_word_with_the_notice_she_saw() {
        Visitor visitor = portal.letIn("jana@example.org");
        Page yes = say(visitor, "newsletter", "email", "yes");
        assertThat(yes.status()).isEqualTo(303);
        assertThat(yes.location()).isEqualTo("/my?done=yes#switch-newsletter");
        assertThat(state("newsletter", "email")).isEqualTo("given");
        Page page = visitor.get("/my?done=yes");
        assertThat(page.body())
                .contains("id=\"done\"", "state state-given", "aria-pressed=\"true\"");
        var act = portal.holding(jana).history().getFirst();
        assertThat(act.role()).isEqualTo("customer");
        assertThat(act.part().method()).contains("portal");
        assertThat(act.act().notice()).isPresent();
        assertThat(say(visitor, "newsletter", "email", "no").location()).contains("done=no");
        assertThat(state("newsletter", "email")).isEqualTo("withdrawn");
    }

    @Test
    void a_yes_to_words_that_are_not_in_force_is_asked_again() {
        Visitor visitor = portal.letIn("jana@example.org");
        Page page =
                visitor.post(
                        "/my/consent",
                        "purpose",
                        "newsletter",
                        "channel",
                        "email",
                        "answer",
                        "yes",
                        "notice",
                        "00");
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.has("href=\"#consents\"")).isTrue();
        assertThat(state("newsletter", "email")).isEqualTo("unknown");
    }

    @Test
    void a_purpose_or_channel_that_does_not_exist_changes_nothing() {
        Visitor visitor = portal.letIn("jana@example.org");
        assertThat(say(visitor, "<b>", "email", "no").status()).isEqualTo(422);
        assertThat(say(visitor, "newsletter", "pigeon", "no").status()).isEqualTo(422);
        assertThat(portal.holding(jana).book().states()).isEmpty();
    }

    @Test
    void stop_everything_is_one_button() {
        Visitor visitor = portal.letIn("jana@example.org");
        say(visitor, "newsletter", "email", "yes");
        assertThat(visitor.post("/my/stop").location()).isEqualTo("/my?done=stopped#consents");
        assertThat(state("newsletter", "email")).isEqualTo("withdrawn");
        assertThat(state("marketing", "post")).isEqualTo("refused");
    }

    @Test
    void the_privacy_signal_is_honoured_shown_and_written_down_once() {
        Visitor visitor = portal.shop.customer().with("Sec-GPC", "1");
        portal.shop.clock().advance(Duration.ofMinutes(2));
        visitor.post("/my/in/" + portal.mailed(visitor, "jana@example.org").link());
        Page page = visitor.get("/my");
        assertThat(page.body()).contains("id=\"signal\"", "<li>Website statistics</li>");
        assertThat(state("site-analytics", "web")).isEqualTo("refused");
        assertThat(state("profiling", "web")).isEqualTo("refused");
        assertThat(state("newsletter", "email")).isEqualTo("unknown");
        assertThat(visitor.get("/my").body())
                .contains("id=\"signal\"")
                .doesNotContain("<li>Website statistics</li>");
        portal.letIn(visitor, "jana@example.org");
        long signals =
                portal.holding(jana).history().stream()
                        .filter(one -> one.part().method().equals(java.util.Optional.of("gpc")))
                        .count();
        assertThat(signals).isEqualTo(3);
    }

    @Test
    void she_sees_who_looked_by_role_and_never_by_name() {
        portal.shop.staff(Role.STAFF);
        portal.shop
                .vault()
                .customers()
                .openFor(
                        jana,
                        new PurposeId("service"),
                        new custos.event.Actor.Staff("petr.secret", "staff"));
        portal.shop.vault().settle();
        Visitor visitor = portal.letIn("jana@example.org");
        portal.shop.vault().settle();
        String looks = visitor.get("/my").body();
        looks = looks.substring(looks.indexOf("id=\"looks\""));
        assertThat(looks)
                .contains("Orders and customer service", "Staff", "You")
                .doesNotContain("petr");
        assertThat(visitor.get("/my/history").body()).doesNotContain("petr");
    }

    @Test
    void each_consent_in_her_history_has_a_receipt_that_proves_itself() {
        portal.shop.vault().portal().stopEverything(jana);
        Visitor visitor = portal.letIn("jana@example.org");
        Matcher link =
                Pattern.compile("href=\"(/my/receipts/[0-9]+)\"")
                        .matcher(visitor.get("/my/history").body());
        assertThat(link.find()).isTrue();

        Page receipt = visitor.get(link.group(1));

        assertThat(receipt.header("Content-Disposition")).contains("receipt-");
        assertThat(
                        ReceiptCheck.check(
                                receipt.body().getBytes(UTF_8),
                                portal.shop.vault().ledger().key(),
                                ReceiptCheck.Words.NONE))
                .isInstanceOf(Verdict.Proven.class);
        assertThat(visitor.get("/my/receipts/0").status()).isEqualTo(404);
        assertThat(portal.shop.customer().get(link.group(1)).has("id=\"ask\"")).isTrue();
    }

    @Test
    void history_comes_in_pages() {
        for (int i = 0; i < 51; i++) {
            portal.shop
                    .vault()
                    .customers()
                    .amend(
                            jana,
                            new custos.vault.customers.Customers.Amendment(
                                    Map.of(
                                            new custos.policy.FieldId("company"),
                                            java.util.Optional.of(
                                                    new custos.customer.FieldValue.Text("C" + i))),
                                    new custos.policy.SourceId("counter-form"),
                                    java.util.OptionalLong.empty()),
                            custos.web.Shop.OPERATOR);
        }
        Visitor visitor = portal.letIn("jana@example.org");
        assertThat(visitor.get("/my/history").body()).contains("Page 1 of 2", "rel=\"next\"");
        assertThat(visitor.get("/my/history?page=2").body())
                .contains("Page 2 of 2", "Your details were taken in");
        assertThat(visitor.get("/my/history?page=x").status()).isEqualTo(200);
        assertThat(visitor.get("/my/history?page=9999").body()).contains("Page 2 of 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/my/consent", "/my/stop", "/my/correct", "/my/download", "/my/erase"})
    void without_the_proof_of_her_session_a_form_does_nothing(String path) {
        portal.eva();
        Visitor visitor = portal.letIn("jana@example.org");
        Visitor eva = portal.letIn("eva@example.org");
        portal.shop.vault().settle();
        long leaves = portal.shop.vault().ledger().newestSize();
        assertThat(visitor.post(path, "csrf", "").status()).isEqualTo(403);
        assertThat(visitor.post(path, "csrf", eva.csrf(), "number", "K-7").status()).isEqualTo(403);
        assertThat(visitor.rawPost(path, "application/json", "{}").status()).isIn(400, 403);
        assertThat(portal.shop.vault().ledger().newestSize()).isEqualTo(leaves);
        assertThat(portal.shop.vault().portal().knows(jana)).isTrue();
    }

    @Test
    void a_form_from_another_site_does_nothing_even_with_the_proof() {
        Visitor visitor = portal.letIn("jana@example.org");
        visitor.with("Sec-Fetch-Site", "cross-site");
        Page page =
                visitor.rawPost(
                        "/my/stop", "application/x-www-form-urlencoded", "csrf=" + visitor.csrf());
        assertThat(page.status()).isEqualTo(403);
    }

    @Test
    void after_log_out_the_old_cookie_opens_nothing() {
        Visitor visitor = portal.letIn("jana@example.org");
        String cookie = visitor.cookies().get(Guests.COOKIE);
        assertThat(visitor.post("/my/log-out").status()).isEqualTo(303);
        visitor.cookies().put(Guests.COOKIE, cookie);
        assertThat(visitor.get("/my").has("id=\"ask\"")).isTrue();
        assertThat(visitor.post("/my/stop").status()).isEqualTo(401);
        assertThat(state("marketing", "post")).isEqualTo("unknown");
    }

    @Test
    void a_session_ends_after_half_an_hour_of_quiet_and_after_two_hours() {
        Visitor visitor = portal.letIn("jana@example.org");
        portal.shop.clock().advance(Duration.ofMinutes(30));
        assertThat(visitor.get("/my").has("id=\"ask\"")).isTrue();
        Visitor busy = portal.letIn("jana@example.org");
        for (int i = 0; i < 5; i++) {
            portal.shop.clock().advance(Duration.ofMinutes(23));
            assertThat(busy.get("/my").has("id=\"held\"")).isTrue();
        }
        portal.shop.clock().advance(Duration.ofMinutes(5));
        assertThat(busy.get("/my").has("id=\"ask\"")).isTrue();
    }

    @Test
    void a_language_is_remembered_during_the_visit() {
        Visitor visitor = portal.letIn("jana@example.org");
        assertThat(visitor.get("/my?lang=ms").has("<html lang=\"ms\">")).isTrue();
        assertThat(visitor.get("/my/correct").has("<html lang=\"ms\">")).isTrue();
    }

    @Test
    void an_erased_customer_finds_nothing_any_more() {
        Visitor visitor = portal.letIn("jana@example.org");
        portal.shop
                .vault()
                .erasure()
                .erase(jana, "erasure-request", false, custos.web.Shop.OPERATOR);
        assertThat(visitor.get("/my").status()).isEqualTo(410);
        assertThat(visitor.get("/my").has("id=\"ask\"")).isTrue();
    }

    @Test
    void staff_hand_over_a_code_that_opens_her_page() {
        Visitor staff = portal.shop.staff(Role.STAFF);
        Page slip = staff.post("/customers/" + jana.value() + "/portal-code");
        assertThat(slip.status()).isEqualTo(200);
        Matcher code = Pattern.compile("id=\"code\">([A-Z0-9-]{9})<").matcher(slip.body());
        assertThat(code.find()).isTrue();
        assertThat(slip.has("https://shop.example.org/my")).isTrue();
        Visitor visitor = portal.shop.customer();
        assertThat(visitor.post("/my/code", "code", code.group(1)).status()).isEqualTo(401);
        Page in = visitor.post("/my/code", "code", code.group(1), "mark", "110 00");
        assertThat(in.location()).isEqualTo("/my");
        assertThat(visitor.get("/my").has("Jana Nováková")).isTrue();
    }

    @Test
    void a_code_without_anything_to_check_is_not_handed_over() {
        Visitor staff = portal.shop.staff(Role.STAFF);
        Page slip = staff.post("/customers/" + portal.eva().value() + "/portal-code");
        assertThat(slip.status()).isEqualTo(409);
        assertThat(slip.has("id=\"no-mark\"")).isTrue();
    }

    @Test
    void an_auditor_hands_no_code_over() {
        Visitor auditor = portal.shop.staff(Role.AUDITOR);
        assertThat(auditor.post("/customers/" + jana.value() + "/portal-code").status())
                .isEqualTo(403);
    }
}
