package custos.web.link;

import static org.assertj.core.api.Assertions.assertThat;

import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfirmPageTest {
    @TempDir Path dir;
    private Shop shop;
    private Reader eva;
    private Visitor visitor;
    private String path;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        eva = new Reader(shop);
        eva.says(Reader.NEWSLETTER, "public-form", true);
        visitor = shop.customer();
        path = "/confirm/" + eva.confirmation();
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    @Test
    void looking_shows_what_was_asked_and_confirms_nothing() {
        long size = eva.ledgerSize();
        Page page = visitor.get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Do you agree to “Newsletter”", "/notice/", "id=\"confirm\"")
                .doesNotContain("Hidden", "eva.");
        assertThat(eva.ledgerSize()).isEqualTo(size);
        assertThat(eva.gets(Reader.NEWSLETTER)).isFalse();
    }

    @Test
    void the_button_confirms_once() {
        Page page = visitor.post(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Thank you");
        assertThat(eva.gets(Reader.NEWSLETTER)).isTrue();
        assertThat(visitor.post(path).body()).contains("Confirmed already");
        assertThat(visitor.get(path).body()).contains("Confirmed already");
    }

    @Test
    void after_fourteen_days_it_is_over() {
        shop.clock().advance(Duration.ofDays(14));

        assertThat(visitor.get(path).status()).isEqualTo(410);
        assertThat(visitor.post(path).body()).contains("This link is over");
        assertThat(eva.gets(Reader.NEWSLETTER)).isFalse();
    }

    @Test
    void a_no_in_between_stands() {
        eva.says(Reader.NEWSLETTER, "portal", false);

        assertThat(visitor.post(path).status()).isEqualTo(409);
        assertThat(eva.gets(Reader.NEWSLETTER)).isFalse();
    }

    @Test
    void after_an_erasure_it_is_a_link_like_any_that_is_not_ours() {
        eva.erased();
        Page erased = visitor.post(path);
        Page none = visitor.post("/confirm/x");

        assertThat(erased.status()).isEqualTo(404);
        assertThat(erased.body().replace(path, ""))
                .isEqualTo(none.body().replace("/confirm/x", ""));
    }

    @Test
    void a_page_of_somebody_else_cannot_confirm() {
        var foreign = shop.customer().with("Sec-Fetch-Site", "cross-site");

        assertThat(foreign.rawPost(path, "application/x-www-form-urlencoded", "").status())
                .isEqualTo(403);
        assertThat(eva.gets(Reader.NEWSLETTER)).isFalse();
    }

    @Test
    void it_speaks_the_readers_language() {
        assertThat(visitor.get(path + "?lang=cs").body()).contains("Souhlasíte se zprávami");
        assertThat(visitor.get(path + "?lang=ms").body()).contains("Adakah anda bersetuju");
    }
}
