package custos.web.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Her data to take along: once, soon, and in her hands alone.
class DownloadPageTest {
    private static final Pattern LINK = Pattern.compile("href=\"(/my/download/[A-Za-z0-9_-]+)\"");

    @TempDir private Path folder;
    private PortalShop portal;
    private CustomerId jana;
    private Visitor visitor;

    @BeforeEach
    void open() {
        portal = new PortalShop(folder);
        jana =
                portal.shop.register(
                        Map.of(
                                "full_name", "Jana <script>alert(1)</script>",
                                "email", "jana@example.org",
                                "company", "=1+1"));
        visitor = portal.letIn("jana@example.org");
    }

    @AfterEach
    void close() {
        portal.close();
    }

    private String link() {
        Matcher link = LINK.matcher(visitor.post("/my/download").body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    @Test
    void a_download_works_once() {
        assertThat(visitor.get("/my/download").body()).doesNotContain("id=\"download-link\"");
        String link = link();
        Page file = visitor.get(link);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("application/zip");
        assertThat(file.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"my-data.zip\"");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        assertThat(visitor.get(link).status()).isEqualTo(410);
    }

    @Test
    void a_download_is_over_after_a_quarter_of_an_hour() {
        String link = link();
        portal.shop.clock().advance(Duration.ofMinutes(15));
        assertThat(visitor.get(link).status()).isEqualTo(410);
    }

    @Test
    void a_link_is_good_in_her_session_alone() {
        String link = link();
        portal.eva();
        assertThat(portal.letIn("eva@example.org").get(link).status()).isEqualTo(410);
        Page stranger = portal.shop.customer().get(link);
        assertThat(stranger.has("id=\"ask\"")).isTrue();
        visitor.post("/my/log-out");
        assertThat(visitor.get(link).has("id=\"ask\"")).isTrue();
    }

    @Test
    void a_download_is_gone_with_the_customer() {
        String link = link();
        portal.shop.vault().erasure().erase(jana, "erasure-request", false, Shop.OPERATOR);
        assertThat(visitor.get(link).status()).isEqualTo(410);
    }

    @Test
    void the_zip_holds_all_of_hers_the_request_and_nobody_of_the_staff()
            throws IOException, InterruptedException {
        portal.shop.vault().portal().stopEverything(jana);
        var files = zip(link());
        assertThat(files).containsKeys("index.html", "customer.json", "customer.vcf", "fields.csv");
        assertThat(files.keySet()).anyMatch(name -> name.startsWith("receipts/"));
        assertThat(files.getOrDefault("index.html", ""))
                .contains("&lt;script&gt;")
                .doesNotContain("<script");
        assertThat(files.getOrDefault("fields.csv", "")).contains("'=1+1");
        assertThat(files.getOrDefault("customer.json", ""))
                .contains("customer-exported", "\"by\" : \"customer\"");
    }

    private Map<String, String> zip(String link) throws IOException, InterruptedException {
        byte[] body =
                HttpClient.newHttpClient()
                        .send(visitor.request(link).GET().build(), BodyHandlers.ofByteArray())
                        .body();
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(body))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }
}
