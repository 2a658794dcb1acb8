package custos.vault.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.event.Commitment;
import custos.event.Leaf;
import custos.ledger.TlogProof;
import custos.ledger.VerifierKey;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import custos.vault.TestVault;
import custos.vault.rows.Refusal;
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
        assertThat(receipt.get("v").asInt()).isEqualTo(2);
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

    private Verdict check(byte[] file) {
        return ReceiptCheck.check(file, shop.vault().ledger().key(), ReceiptCheck.Words.NONE);
    }

    /// Every field that ISO/IEC TS 27560 makes mandatory, by the term that its guide gives it.
    @Test
    void its_record_has_all_that_the_standard_asks_for() {
        byte[] file = shop.vault().receipts().own(jana, 3).json();

        assertThat(check(file)).isInstanceOf(Verdict.Proven.class);
        JsonNode receipt = JSON.readTree(file).get("record");
        assertThat(receipt.propertyNames())
                .contains("dct:conformsTo", "dct:identifier", "dct:created");
        JsonNode record = receipt.get("dpv:hasRecordOfActivity").get(0);
        assertThat(record.propertyNames())
                .contains(
                        "dct:conformsTo",
                        "dct:identifier",
                        "dpv:hasDataSubject",
                        "dpv:hasNotice",
                        "dpv:hasDataController",
                        "dpv:hasLegalBasis",
                        "dpv:hasJurisdiction",
                        "dpv:hasConsentControl",
                        "dpv:hasRight");
        assertThat(record.get("dpv:hasNotice").get("dct:language").asString()).isEqualTo("en");
        assertThat(record.get("dpv:hasDataController").propertyNames())
                .contains(
                        "@type",
                        "dct:identifier",
                        "dpv:hasName",
                        "dpv:hasAddress",
                        "dpv:hasContact");
        JsonNode process = record.get("dpv:hasProcess");
        assertThat(process.propertyNames())
                .contains(
                        "dpv:hasPurpose",
                        "dpv:hasPersonalData",
                        "dpv:hasRecipient",
                        "dpv:hasStorageCondition");
        assertThat(process.get("dpv:hasPurpose").get("skos:broader").asString())
                .isEqualTo("dpv:DirectMarketing");
        JsonNode status = record.get("dpv:hasConsentStatus");
        assertThat(status.get("@type").asString()).isEqualTo("dpv:ConsentGiven");
        assertThat(status.propertyNames())
                .contains("dpv:isIndicatedAtTime", "dpv:isIndicatedBy", "dpv:hasDuration");
    }

    @Test
    void a_no_names_the_notice_that_was_in_force() {
        byte[] file = shop.vault().receipts().own(jana, 4).json();

        assertThat(check(file)).isInstanceOf(Verdict.Proven.class);
        JsonNode record = JSON.readTree(file).get("record").get("dpv:hasRecordOfActivity").get(0);
        assertThat(record.get("dpv:hasConsentStatus").get("@type").asString())
                .isEqualTo("dpv:ConsentWithdrawn");
        assertThat(record.get("dpv:hasNotice").get("dct:identifier").asString())
                .startsWith("sha256:");
    }

    @Test
    void there_is_a_receipt_of_her_own_consents_alone() {
        var receipts = shop.vault().receipts();
        var other = shop.customer(Map.of("full_name", "Eva", "email", "eva@example.org"));

        assertThatExceptionOfType(Refusal.NotFound.class).isThrownBy(() -> receipts.own(jana, 2));
        assertThatExceptionOfType(Refusal.NotFound.class).isThrownBy(() -> receipts.own(other, 3));
    }

    @Test
    void whoever_hands_one_out_is_in_the_ledger() {
        long before = shop.vault().audit().size();

        shop.vault().receipts().handedOut(jana, 3, new Actor.Staff("anna", "officer"));

        assertThat(shop.vault().audit().size()).isEqualTo(before + 1);
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
