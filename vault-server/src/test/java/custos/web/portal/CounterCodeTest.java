package custos.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import custos.consent.ConsentKey;
import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.vault.letters.Matter;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a code from the counter opens, which staff saw as well: all of her page where she has no
/// e-mail address, and otherwise nothing that only she should decide.
class CounterCodeTest {
    private static final String ALONE = "With a code from the counter you can look";
    private static final Pattern NOTICE = Pattern.compile("name=\"notice\" value=\"([0-9a-f]+)\"");
    private static final Pattern INPUT =
            Pattern.compile("<input[^>]* name=\"([a-z0-9_.]+)\"[^>]* value=\"([^\"]*)\"");

    @TempDir private Path folder;
    private PortalShop portal;
    private CustomerId jana;
    private Visitor visitor;

    @BeforeEach
    void open() {
        portal = new PortalShop(folder);
        jana = portal.jana();
        visitor = portal.letInAtTheCounter(jana, "110 00");
    }

    @AfterEach
    void close() {
        portal.close();
    }

    private static Page say(Visitor visitor, String answer) {
        Matcher notice = NOTICE.matcher(visitor.get("/my").body());
        assertThat(notice.find()).isTrue();
        return visitor.post(
                "/my/consent",
                "purpose",
                "marketing",
                "channel",
                "post",
                "answer",
                answer,
                "notice",
                notice.group(1));
    }

    private String state(CustomerId id) {
        var key = new ConsentKey(new PurposeId("marketing"), new ChannelId("post"));
        return portal.holding(id).book().state(key, portal.shop.clock().instant()).code();
    }

    /// Sends the form of corrections as it stands, with one box changed.
    private static Page correct(Visitor visitor, String name, String value) {
        var form = new LinkedHashMap<String, String>();
        Matcher input = INPUT.matcher(visitor.get("/my/correct").body());
        while (input.find()) {
            form.put(input.group(1), input.group(2));
        }
        form.put("country", "CZ");
        form.put(name, value);
        var fields = new ArrayList<String>();
        form.forEach((key, text) -> fields.addAll(List.of(key, text)));
        return visitor.post("/my/correct", fields.toArray(String[]::new));
    }

    private CustomerId eva() {
        return portal.shop.register(
                Map.of(
                        "full_name",
                        "Eva",
                        "number",
                        "K-8",
                        "address",
                        Map.of(
                                "line1", "Krátká 1",
                                "city", "Praha",
                                "postcode", "110 00",
                                "country", "CZ")));
    }

    @Test
    void her_mailbox_is_told_that_a_code_was_handed_out() {
        assertThat(portal.letters()).hasSize(1);
        assertThat(portal.letters().getFirst().to().value()).isEqualTo("jana@example.org");
        assertThat(portal.letters().getFirst().matter()).isInstanceOf(Matter.CodeHandedOver.class);
    }

    @Test
    void it_says_no_and_stops_everything_and_never_says_yes() {
        assertThat(visitor.get("/my").body())
                .contains("id=\"link-first\"", ALONE, "value=\"no\"", "id=\"stop-button\"")
                .doesNotContain("name=\"answer\" value=\"yes\"");
        Page yes = say(visitor, "yes");
        assertThat(yes.status()).isEqualTo(403);
        assertThat(yes.has(ALONE)).isTrue();
        assertThat(state(jana)).isEqualTo("unknown");
        assertThat(say(visitor, "no").status()).isEqualTo(303);
        assertThat(state(jana)).isEqualTo("refused");
        assertThat(visitor.post("/my/stop").location()).isEqualTo("/my?done=stopped#consents");
    }

    @Test
    void it_erases_nothing() {
        assertThat(visitor.get("/my/erase").body())
                .contains("id=\"link-first\"", ALONE)
                .doesNotContain("id=\"erase-button\"");
        Page page = visitor.post("/my/erase", "number", "K-7");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.has(ALONE)).isTrue();
        assertThat(portal.shop.vault().portal().knows(jana)).isTrue();
    }

    @Test
    void it_downloads_nothing() {
        assertThat(visitor.get("/my/download").body())
                .contains("id=\"link-first\"", ALONE)
                .doesNotContain("id=\"download-button\"");
        Page page = visitor.post("/my/download");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.has(ALONE)).isTrue();
    }

    @Test
    void it_corrects_all_but_the_mailbox() {
        assertThat(visitor.get("/my/correct").body())
                .containsPattern("<input id=\"email\"[^>]* readonly")
                .contains(ALONE);
        for (String address : List.of("new@example.org", "", "no address")) {
            Page page = correct(visitor, "email", address);
            assertThat(page.status()).as(address).isEqualTo(403);
            assertThat(page.body()).contains("id=\"email-error\"", ALONE);
        }
        assertThat(portal.value(jana, "email")).isEqualTo("jana@example.org");
        assertThat(portal.letters()).hasSize(1);
        assertThat(correct(visitor, "full_name", "Jana Veselá").location())
                .isEqualTo("/my?done=corrected");
        assertThat(portal.value(jana, "full_name")).isEqualTo("Jana Veselá");
    }

    @ParameterizedTest
    @CsvSource({"en, counter", "ms, kaunter", "cs, prodejny"})
    void it_says_so_in_her_language(String language, String word) {
        visitor.get("/my?lang=" + language);
        assertThat(visitor.post("/my/download").body())
                .contains("<html lang=\"" + language + "\">", word);
    }

    @Test
    void a_link_to_her_mailbox_opens_the_rest() {
        portal.letIn(visitor, "jana@example.org");
        assertThat(say(visitor, "yes").status()).isEqualTo(303);
        assertThat(visitor.post("/my/download").has("id=\"download-link\"")).isTrue();
        assertThat(visitor.post("/my/erase", "number", "K-7").status()).isEqualTo(200);
    }

    @Test
    void without_a_mailbox_it_opens_everything() {
        CustomerId eva = eva();
        Visitor hers = portal.letInAtTheCounter(eva, "K-8");
        assertThat(portal.letters()).as("Jana's").hasSize(1);
        assertThat(hers.get("/my").has(ALONE)).isFalse();
        assertThat(say(hers, "yes").status()).isEqualTo(303);
        assertThat(state(eva)).isEqualTo("given");
        assertThat(hers.post("/my/download").has("id=\"download-link\"")).isTrue();
        assertThat(correct(hers, "email", "eva@example.org").location())
                .isEqualTo("/my?done=asked");
        assertThat(hers.post("/my/erase", "number", "K-8").status()).isEqualTo(200);
        assertThat(portal.shop.vault().portal().knows(eva)).isFalse();
    }
}
