package custos.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.policy.ChannelId;
import custos.policy.ClassId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import custos.vault.erasure.Holds;
import custos.vault.rows.Refusal;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Erased from her own page, and known nowhere any more.
class ErasePageTest {
    private static final Pattern FILE =
            Pattern.compile("href=\"data:application/json;base64,([A-Za-z0-9+/=]+)\"");

    @TempDir private Path folder;
    private PortalShop portal;
    private CustomerId jana;
    private Visitor visitor;

    @BeforeEach
    void open() {
        portal = new PortalShop(folder);
        jana = portal.jana();
        visitor = portal.letIn("jana@example.org");
    }

    @AfterEach
    void close() {
        portal.close();
    }

    private void buys() {
        var policy = portal.shop.vault().policies().current();
        var purchase = new KindId("purchase");
        Map<FieldId, FieldValue> fields =
                portal.shop
                        .vault()
                        .forms()
                        .readAll(
                                policy,
                                Map.of(
                                        "order_number", "D-1",
                                        "bought_on", "2026-03-01",
                                        "total", "10.50",
                                        "currency", "CZK"),
                                purchase);
        portal.shop
                .vault()
                .records()
                .add(
                        jana,
                        purchase,
                        fields,
                        new SourceId("counter-form"),
                        Shop.OPERATOR,
                        Optional.empty());
    }

    @Test
    void first_she_reads_what_must_stay_and_what_goes() {
        buys();
        Page page = visitor.get("/my/erase");
        assertThat(page.body())
                .contains("id=\"held-tax\"", "until 22 Nov 2036", "Contact details", "K-7");
        assertThat(portal.shop.vault().portal().knows(jana)).isTrue();
    }

    @Test
    void what_is_under_a_legal_hold_stays_and_the_rest_goes() {
        buys();
        portal.shop
                .vault()
                .holds()
                .set(
                        jana,
                        new Holds.Which.WholeClass(new ClassId("purchases")),
                        new Holds.Wanted(
                                "legal-claim", LocalDate.parse("2027-11-22"), Optional.empty()),
                        Shop.OPERATOR);
        String said = "only what is under legal hold (A legal claim)";
        assertThat(visitor.get("/my/erase").body())
                .contains("id=\"held-purchases-legal-claim\"", "until 22 Nov 2027", said);

        Page done = visitor.post("/my/erase", "number", "K-7");

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("Contact details", said);
        assertThat(portal.shop.vault().portal().knows(jana)).isFalse();
        assertThat(portal.shop.vault().holds().of(jana, Optional.empty(), 9).items()).hasSize(1);
    }

    @Test
    void another_number_erases_nothing() {
        Page page = visitor.post("/my/erase", "number", "K-8");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("href=\"#number\"", "id=\"number-error\"");
        assertThat(portal.shop.vault().portal().knows(jana)).isTrue();
    }

    @Test
    void without_a_number_she_types_the_start_of_her_id() {
        CustomerId eva = portal.eva();
        Visitor other = portal.letIn("eva@example.org");
        String mark = eva.value().substring(0, 8);
        assertThat(other.get("/my/erase").has(mark)).isTrue();
        assertThat(other.post("/my/erase", "number", mark).status()).isEqualTo(200);
        assertThat(portal.shop.vault().portal().knows(eva)).isFalse();
    }

    @Test
    void the_certificate_names_what_stays_with_its_date_and_proves_itself() {
        buys();
        Page page = visitor.post("/my/erase", "number", "k-7", "suppress", "yes");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "id=\"certificate\"",
                        "id=\"held-tax\"",
                        "until 22 Nov 2036",
                        "Tax and accounting law requires it",
                        "id=\"suppressed\"");
        Matcher file = FILE.matcher(page.body());
        assertThat(file.find()).isTrue();
        String json = new String(Base64.getDecoder().decode(file.group(1)), StandardCharsets.UTF_8);
        assertThat(json)
                .contains(
                        "custos-erasure-certificate",
                        jana.value(),
                        "\"k1\"",
                        "\"rdf:value\" : \"2036-11-22\"");
        assertThat(
                        ReceiptCheck.check(
                                json.getBytes(StandardCharsets.UTF_8),
                                portal.shop.vault().ledger().key(),
                                ReceiptCheck.Words.NONE))
                .isInstanceOf(Verdict.Proven.class);
    }

    @Test
    void her_session_ends_everywhere() {
        Visitor tablet = portal.letIn("jana@example.org");
        visitor.post("/my/erase", "number", "K-7");
        assertThat(visitor.get("/my").has("id=\"ask\"")).isTrue();
        assertThat(tablet.get("/my").has("id=\"ask\"")).isTrue();
    }

    @Test
    void search_lists_mail_and_exports_know_her_no_more() {
        portal.shop.vault().awaitNames();
        var consents = portal.shop.vault().portal();
        consents.stopEverything(jana);
        portal.mailed(portal.shop.customer(), "jana@example.org");
        visitor.post("/my/erase", "number", "K-7");

        var customers = portal.shop.vault().customers();
        assertThat(customers.findByName("Nováková", "staff", 10, Optional.empty()).items())
                .isEmpty();
        var email = new FieldId("email");
        assertThat(
                        customers
                                .findExact(email, "jana@example.org", "staff", Optional.empty())
                                .items())
                .isEmpty();
        assertThat(portal.letters()).isEmpty();
        var mayContact = portal.shop.vault().consents();
        Assertions.assertThatThrownBy(() ->
                        mayContact.mayContact(
                                jana, new PurposeId("newsletter"), new ChannelId("email")))
                .isInstanceOf(Refusal.Erased.class);
        var exports = portal.shop.vault().exports();
        Assertions.assertThatThrownBy(() ->
                        exports.zip(
                                jana,
                                "access-request",
                                Shop.OPERATOR,
                                OutputStream.nullOutputStream()))
                .isInstanceOf(Refusal.Erased.class);
        assertThat(exports.everything(Shop.OPERATOR, OutputStream.nullOutputStream())).isZero();
        int before = portal.letters().size();
        portal.shop.customer().post("/my", "email", "jana@example.org");
        assertThat(portal.letters()).hasSize(before);
    }
}
