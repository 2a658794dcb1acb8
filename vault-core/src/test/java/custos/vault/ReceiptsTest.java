package custos.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.event.Commitment;
import custos.event.Leaf;
import custos.ledger.TlogProof;
import custos.ledger.VerifierKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Receipts, checked as somebody does who has nothing but the ZIP.
class ReceiptsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path folder;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        jana = shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));
        shop.says(jana, "newsletter", "email", true);
        shop.says(jana, "newsletter", "email", false);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private Map<String, String> zip() throws IOException {
        var out = new ByteArrayOutputStream();
        shop.vault().exports().zip(jana, "access-request", new Actor.Customer(), out);
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    private static byte[] bytes(JsonNode receipt, String member) {
        return Base64.getDecoder().decode(receipt.get(member).asString());
    }

    @Test
    void every_consent_of_hers_has_a_receipt_that_proves_itself() throws IOException {
        var files = zip();
        var receipts = files.keySet().stream().filter(name -> name.startsWith("receipts/"));
        assertThat(receipts).containsExactly("receipts/3.json", "receipts/4.json");
        JsonNode receipt = JSON.readTree(files.get("receipts/3.json"));
        assertThat(receipt.get("format").asString()).isEqualTo("custos-consent-receipt");
        assertThat(receipt.get("v").asInt()).isEqualTo(1);
        byte[] entry = bytes(receipt, "entry");
        byte[] subject = receipt.get("subject").asString().getBytes(UTF_8);
        byte[] c1 = Commitment.ofSubject(bytes(receipt, "k1"), subject);
        Leaf leaf = Leaf.parse(entry);
        assertThat(Commitment.of(c1, bytes(receipt, "c2"))).isEqualTo(leaf.commitment());
        assertThat(leaf.acts().getFirst().type().word()).isEqualTo("consent-given");
        var key = VerifierKey.parse(receipt.get("key").asString());
        var checkpoint = TlogProof.parse(receipt.get("proof").asString()).verify(entry, key);
        assertThat(checkpoint.head().size()).isGreaterThan(receipt.get("leaf").asLong());
        assertThat(files)
                .containsKey("notices/" + receipt.get("notices").get(0).asString() + ".txt");
    }

    @Test
    void a_receipt_says_nothing_of_who_acted() throws IOException {
        zip().forEach((name, text) -> assertThat(text).as(name).doesNotContain("anna"));
    }

    @Test
    void the_request_for_the_export_is_in_it() throws IOException {
        assertThat(zip().get("customer.json")).contains("\"customer-exported\"");
    }
}
