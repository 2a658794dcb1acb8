package custos.web.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import custos.event.Actor;
import custos.ledger.KeyType;
import custos.ledger.VerifierKey;
import custos.proof.ReceiptCheck;
import custos.proof.Why;
import custos.vault.core.RotatedKey;
import custos.web.Languages;
import custos.web.SampleReceipt;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A receipt out of an export, shown to the page by somebody whom nobody knows.
@TestInstance(Lifecycle.PER_CLASS)
class ReceiptPageTest {
    private Shop shop;
    private String receipt = "";
    private String key = "";

    @BeforeAll
    void open(@TempDir Path dir) {
        shop = Shop.in(dir);
        receipt = SampleReceipt.from(shop);
        key = shop.vault().ledger().key().toString();
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private Page check(Visitor visitor, String file, String key) {
        String body =
                """
                --edge\r
                Content-Disposition: form-data; name="receipt"; filename="r.json"\r
                Content-Type: application/json\r
                \r
                %s\r
                --edge\r
                Content-Disposition: form-data; name="key"\r
                \r
                %s\r
                --edge--\r
                """
                        .formatted(file, key);
        return visitor.send(
                visitor.request("/receipt")
                        .header("Content-Type", "multipart/form-data; boundary=edge")
                        .header("Origin", visitor.base())
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(body)));
    }

    private Page check(String file, String key) {
        return check(shop.customer(), file, key);
    }

    @Test
    void the_page_has_the_shops_key_in_its_box() {
        Page page = shop.customer().get("/receipt");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(shop.vault().ledger().key().toString())
                .contains("type=\"file\"");
    }

    @Test
    void a_genuine_receipt_is_said_in_words_and_nothing_is_kept() {
        Page page = check(receipt, key);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "This receipt is genuine",
                        "Consent given · Newsletter · E-mail",
                        "hana@example.org",
                        "href=\"/notice/")
                .doesNotContain("<script>");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void it_is_said_in_the_readers_language() {
        assertThat(check(shop.customer().speaking("cs"), receipt, key).body())
                .contains("Toto potvrzení je pravé", "Souhlas udělen");
        assertThat(check(shop.customer().speaking("ms"), receipt, key).body())
                .contains("Resit ini tulen");
    }

    @Test
    void a_key_may_be_typed_over_lines() {
        String broken = key.substring(0, 40) + "\r\n  " + key.substring(40);

        assertThat(check(receipt, broken).body()).contains("This receipt is genuine");
    }

    @Test
    void a_receipt_from_before_the_key_was_rotated_is_as_good_with_either_key() {
        shop.vault().keys().rotate(RotatedKey.LEDGER, new Actor.Operator(), _ -> {});
        String now = shop.vault().ledger().key().toString();

        assertThat(now).isNotEqualTo(key);
        assertThat(shop.customer().get("/receipt").body()).contains(now).doesNotContain(key);
        assertThat(check(receipt, now).body()).contains("This receipt is genuine");
        assertThat(check(receipt, key).body()).contains("This receipt is genuine");
        String another = VerifierKey.of("example.org", KeyType.ED25519, new byte[32]).toString();
        assertThat(check(receipt, another).body()).doesNotContain("This receipt is genuine");
    }

    @Test
    void a_changed_receipt_proves_nothing_and_shows_nothing() {
        Page page = check(receipt.replace("hana@example.org", "jana@example.org"), key);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("This file proves nothing", "It was changed")
                .doesNotContain("jana@example.org");
    }

    @Test
    void what_is_no_receipt_no_key_or_too_large_is_named_at_its_field() {
        Page empty = check("", key);
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("id=\"receipt-error\"", "choose a file");
        Page noKey = check(receipt, "<b>none</b>");
        assertThat(noKey.status()).isEqualTo(422);
        assertThat(noKey.body())
                .contains("id=\"key-error\"", "&lt;b&gt;none")
                .doesNotContain("<b>");
        for (int bytes : new int[] {ReceiptCheck.MAX_BYTES + 1, 3 * 1024 * 1024}) {
            Page large = check(" ".repeat(bytes), key);
            assertThat(large.status()).isEqualTo(413);
            assertThat(large.body()).contains("id=\"receipt-error\"", "at most 256 KiB");
        }
        assertThat(check("[1]", key).body()).contains("It is no receipt");
    }

    @Test
    void a_form_of_another_site_is_not_looked_at() {
        Visitor visitor = shop.customer();

        Page page =
                visitor.send(
                        visitor.request("/receipt")
                                .header("Content-Type", "multipart/form-data; boundary=edge")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(BodyPublishers.ofString("--edge--")));

        assertThat(page.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(Why.class)
    void every_reason_has_its_words(Why why) {
        if (why != Why.TOO_LARGE) {
            assertThat(new Languages().phrases("en").has("receipt.why." + why.code())).isTrue();
        }
    }
}
