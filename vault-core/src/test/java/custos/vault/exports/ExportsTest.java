package custos.vault.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.policy.Language;
import custos.policy.PurposeId;
import custos.vault.TestVault;
import custos.vault.rows.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What leaves the vault.
class ExportsTest {
    private static final String REASON = "access-request";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path folder;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        jana =
                shop.customer(
                        Map.of(
                                "full_name", "Jana <Nováková>",
                                "email", "jana@example.org",
                                "phone", "+420 601 000 000",
                                "language", "cs",
                                "company", "=1+1",
                                "birth_date", "1980-05-17",
                                "address", Map.of("line1", "Dlouhá 3", "city", "Praha")));
        shop.add(
                jana,
                "purchase",
                Map.of("bought_on", "2026-03-01", "total", "10.50", "currency", "CZK"));
        shop.says(jana, "newsletter", "email", true);
        shop.vault().customers().openFor(jana, new PurposeId("service"), TestVault.STAFF);
        shop.vault().settle();
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private JsonNode json() {
        var out = new ByteArrayOutputStream();
        shop.vault().exports().json(jana, REASON, TestVault.STAFF, out);
        return JSON.readTree(out.toByteArray());
    }

    private Map<String, byte[]> zip() throws IOException {
        var out = new ByteArrayOutputStream();
        shop.vault().exports().zip(jana, REASON, TestVault.STAFF, out);
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), UTF_8);
    }

    @Test
    void an_export_holds_fields_records_and_consents() {
        JsonNode json = json();
        assertThat(json.at("/id").asString()).isEqualTo(jana.value());
        assertThat(json.at("/fields/phone").asString()).isEqualTo("+420601000000");
        assertThat(json.at("/records/purchases/0/fields/total").asString()).isEqualTo("10.50");
        assertThat(json.at("/totals/sums/CZK").asString()).isEqualTo("10.50");
        assertThat(json.at("/consents/states/0/state").asString()).isEqualTo("given");
        assertThat(json.at("/policy_version").asInt()).isEqualTo(1);
    }

    @Test
    void an_export_holds_the_words_that_were_shown() {
        JsonNode json = json();
        String digest = json.at("/consents/states/0/notice").asString();
        assertThat(json.at("/notices/0/sha256").asString()).isEqualTo(digest);
        assertThat(json.at("/notices/0/text").asString()).isNotBlank();
        assertThat(json.at("/notices/0/language").asString()).isEqualTo("en");
    }

    @Test
    void history_has_the_export_itself_and_staff_by_role_alone() {
        JsonNode json = json();
        assertThat(json.get("history").valueStream().map(act -> act.get("act").asString()))
                .containsExactly(
                        "customer-registered",
                        "record-added",
                        "consent-given",
                        "customer-exported");
        assertThat(json.at("/looks/0/act").asString()).isEqualTo("disclosed");
        assertThat(json.at("/looks/0/purpose").asString()).isEqualTo("service");
        assertThat(json.at("/looks/0/by").asString()).isEqualTo("staff");
        assertThat(json.toString()).doesNotContain("anna");
    }

    @Test
    void the_act_is_durable_before_the_first_byte() {
        shop.vault()
                .exports()
                .json(
                        jana,
                        REASON,
                        TestVault.STAFF,
                        new OutputStream() {
                            @Override
                            public void write(int b) {
                                assertThat(shop.words()).contains("customer-exported");
                            }

                            @Override
                            public void write(byte[] bytes, int from, int length) {
                                write(bytes[from]);
                            }
                        });
    }

    @Test
    void an_export_needs_a_reason_of_the_policy() {
        assertThatThrownBy(() ->
                        shop.vault()
                                .exports()
                                .json(
                                        jana,
                                        "curiosity",
                                        TestVault.STAFF,
                                        OutputStream.nullOutputStream()))
                .isInstanceOf(Refusal.BadField.class);
        assertThat(shop.words()).doesNotContain("customer-exported");
    }

    @Test
    void a_zip_has_a_page_to_read_in_her_language() throws IOException {
        var files = zip();
        assertThat(files)
                .containsKeys(
                        "index.html",
                        "customer.json",
                        "customer.vcf",
                        "fields.csv",
                        "purchases.csv");
        assertThat(text(files, "index.html"))
                .contains("<html lang=\"cs\">", "Vaše údaje", "Jana &lt;Nováková&gt;")
                .contains("Souhlasili jste", "Vy")
                .doesNotContain("consent-given")
                .doesNotContain("<Nováková>", "<script");
    }

    @Test
    void a_notice_in_the_zip_is_what_its_name_says() throws Exception {
        var files = zip();
        String name =
                files.keySet().stream()
                        .filter(n -> n.startsWith("notices/"))
                        .findFirst()
                        .orElseThrow();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(text(files, name).getBytes(UTF_8));
        assertThat(name).isEqualTo("notices/" + HexFormat.of().formatHex(digest) + ".txt");
        assertThat(shop.vault().policies().noticeInForce(new Language("en"))).isPresent();
    }

    @Test
    void no_cell_of_a_csv_is_a_formula() throws IOException {
        var files = zip();
        assertThat(text(files, "fields.csv"))
                .startsWith("\uFEFFfield,value\r\n")
                .contains("company,'=1+1\r\n", "phone,'+420601000000\r\n");
        assertThat(text(files, "purchases.csv")).contains("10.50");
        for (String start : List.of("=", "+", "-", "@", "\t", "\r")) {
            assertThat(SafeCsv.cell(start + "x")).isEqualTo("'" + start + "x");
        }
    }

    @Test
    void the_card_is_a_vcard_4() throws IOException {
        assertThat(text(zip(), "customer.vcf"))
                .startsWith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
                .contains(
                        "FN:Jana <Nováková>\r\n",
                        "TEL;TYPE=voice;VALUE=uri:tel:+420601000000\r\n",
                        "ADR:;;Dlouhá 3;Praha;;;\r\n",
                        "BDAY:19800517\r\n")
                .endsWith("END:VCARD\r\n");
    }

    @Test
    void everything_is_one_line_a_customer_without_the_erased() {
        CustomerId petr = shop.customer(Map.of("full_name", "Petr"));
        CustomerId gone = shop.customer(Map.of("full_name", "Eva"));
        shop.vault().erasure().erase(gone, "erasure-request", false, TestVault.STAFF);

        var out = new ByteArrayOutputStream();
        long count = shop.vault().exports().everything(TestVault.STAFF, out);

        assertThat(count).isEqualTo(2);
        List<String> lines = out.toString(UTF_8).lines().toList();
        assertThat(lines.stream().map(line -> JSON.readTree(line).get("id").asString()))
                .containsExactly(jana.value(), petr.value());
        assertThat(JSON.readTree(lines.getFirst()).at("/records/purchases")).hasSize(1);
        assertThat(shop.words()).contains("vault-exported");
    }
}
