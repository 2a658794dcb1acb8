package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import custos.event.Actor;
import custos.ledger.Checkpoint;
import custos.ledger.EntryBundle;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TlogProof;
import custos.ledger.VerifierKey;
import custos.vault.core.RotatedKey;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class LedgerApiTest {
    private RunningApi api;

    @BeforeAll
    void start(@TempDir Path dir) {
        api = RunningApi.in(dir);
        for (int i = 0; i < 5; i++) {
            api.customer("{\"full_name\":\"Eva\"}");
        }
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private Reply open(String path) {
        return api.call("GET", path).token("").send();
    }

    private VerifierKey key() {
        return VerifierKey.parse(open("/ledger/key").text().strip());
    }

    @Test
    void checkpoint_and_key_are_there_for_everybody() {
        Reply reply = open("/ledger/checkpoint");

        Checkpoint checkpoint = SignedCheckpoint.parse(reply.text()).verify(key());
        assertThat(checkpoint.head().size()).isGreaterThanOrEqualTo(6);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void after_a_rotation_the_key_before_is_told_too_and_verifies_as_well() {
        VerifierKey before = key();
        api.vault().keys().rotate(RotatedKey.LEDGER, new Actor.Operator(), _ -> {});

        assertThat(key()).isNotEqualTo(before);
        assertThat(open("/ledger/keys").text()).isEqualTo(key() + "\n" + before + "\n");
        SignedCheckpoint checkpoint = SignedCheckpoint.parse(open("/ledger/checkpoint").text());
        assertThat(checkpoint.verify(before)).isEqualTo(checkpoint.verify(key()));
    }

    @Test
    void a_leaf_comes_with_a_proof_that_verifies() {
        Reply json = api.get("/api/v1/ledger/entries/3");
        Reply text =
                api.call("GET", "/api/v1/ledger/entries/3").header("Accept", "text/plain").send();

        byte[] entry = Base64.getDecoder().decode(json.json().path("entry").asString());
        TlogProof.parse(text.text()).verify(entry, key());
        TlogProof.parse(json.json().path("proof").asString()).verify(entry, key());
        assertThat(json.json().at("/leaf/acts/0/type").asString()).isNotBlank();
        assertThat(json.json().at("/inclusion/path").size()).isPositive();
    }

    @Test
    void leaves_are_read_page_by_page() {
        Reply first = api.get("/api/v1/ledger/entries?from=0&limit=2");
        Reply past = api.get("/api/v1/ledger/entries?from=1000000");

        assertThat(first.json().path("items").size()).isEqualTo(2);
        assertThat(first.json().path("next").asLong()).isEqualTo(2);
        assertThat(first.json().at("/items/0/leaf/acts/0/type").asString())
                .isEqualTo("vault-created");
        assertThat(past.json().path("items").size()).isZero();
        assertThat(past.json().has("next")).isFalse();
    }

    @Test
    void tiles_need_a_token_and_never_change() {
        long size =
                SignedCheckpoint.parse(open("/ledger/checkpoint").text())
                        .verify(key())
                        .head()
                        .size();
        String bundle = "/ledger/tile/entries/000.p/" + size;

        assertThat(open(bundle).status()).isEqualTo(401);
        Reply reply = api.call("GET", bundle).token(api.token("ledger:read")).send();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).startsWith("private").contains("immutable");
        assertThat(EntryBundle.parse(reply.response().body(), (int) size)).hasSize((int) size);
        Reply hashes = api.get("/ledger/tile/0/000.p/" + size);
        assertThat(hashes.response().body()).hasSize((int) size * 32);
        assertThat(api.get("/ledger/tile/0/000.p/" + (size + 200)).status()).isEqualTo(404);
        assertThat(api.get("/ledger/tile/0/000").status()).isEqualTo(404);
    }
}
