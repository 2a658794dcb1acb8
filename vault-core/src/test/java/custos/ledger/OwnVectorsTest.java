package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Our formats against bytes that another program wrote.
class OwnVectorsTest {
    private final JsonNode vectors = read();

    private static JsonNode read() {
        try (var file = OwnVectorsTest.class.getResourceAsStream("vectors.json")) {
            return JsonMapper.builder().build().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException("vectors.json stands beside this test", e);
        }
    }

    private static List<Hash> hashes(JsonNode list) {
        var hashes = new ArrayList<Hash>();
        list.forEach(hash -> hashes.add(Hash.parse(hash.asString())));
        return hashes;
    }

    @Test
    void roots_are_those_of_the_vectors() {
        assertThat(vectors.get("roots")).hasSize(22);
        for (var root : vectors.get("roots")) {
            var entries = Entries.numbered(root.get("size").asInt());
            assertThat(Batch.of(entries).head().root().base64())
                    .isEqualTo(root.get("root").asString());
        }
    }

    @Test
    void proofs_are_those_of_the_vectors() {
        assertThat(vectors.get("inclusion")).hasSize(8);
        for (var proof : vectors.get("inclusion")) {
            var batch = Batch.of(Entries.numbered(proof.get("size").asInt()));
            assertThat(batch.inclusion(proof.get("index").asInt()).path())
                    .isEqualTo(hashes(proof.get("path")));
        }
        assertThat(vectors.get("consistency")).hasSize(8);
        for (var proof : vectors.get("consistency")) {
            int to = proof.get("to").asInt();
            var batch = Batch.of(Entries.numbered(to));
            assertThat(ConsistencyProof.of(batch, proof.get("from").asInt(), to).path())
                    .isEqualTo(hashes(proof.get("path")));
        }
    }

    @Test
    void keys_checkpoints_and_proofs_are_those_of_the_vectors() {
        var name = VerifierKey.parse(vectors.get("vkey").asString()).keyName().name();
        var seed = HexFormat.of().parseHex(vectors.get("seed_hex").asString());
        try (var signer = NoteSigner.of(name, seed)) {
            assertThat(signer.key()).hasToString(vectors.get("vkey").asString());
            var head = Batch.of(Entries.numbered(300)).head();
            var signed = Checkpoint.of(name, head).sign(signer);
            assertThat(signed.text()).isEqualTo(vectors.get("checkpoint").asString());
            var extended = new Checkpoint(name, head, List.of("an extension line"));
            assertThat(extended.sign(signer).text())
                    .isEqualTo(vectors.get("checkpoint_with_extension").asString());
            var text = vectors.get("proof").get("text").asString();
            var proof = TlogProof.parse(text);
            assertThat(proof.encoded()).isEqualTo(text);
            var entry = vectors.get("proof").get("entry").asString();
            assertThat(proof.verify(entry.getBytes(StandardCharsets.UTF_8), signer.key()).head())
                    .isEqualTo(head);
        }
    }

    @Test
    void a_guard_slot_is_that_of_the_vectors() {
        var expected = vectors.get("guard_slot");
        var slot =
                new GuardSlot(
                        expected.get("sequence").asLong(),
                        expected.get("epoch").asInt(),
                        Batch.of(Entries.numbered(300)).head(),
                        expected.get("keyring_counter").asLong(),
                        expected.get("kek_id").asInt(),
                        vectors.get("checkpoint").asString());
        var bytes = slot.encoded();
        var used = HexFormat.of().parseHex(expected.get("used_hex").asString());

        assertThat(Arrays.copyOf(bytes, used.length)).isEqualTo(used);
        assertThat(Arrays.copyOfRange(bytes, used.length, 4064)).containsOnly(0);
        assertThat(HexFormat.of().formatHex(bytes, 4064, 4096))
                .isEqualTo(expected.get("sum_hex").asString());
        assertThat(GuardSlot.decode(bytes)).contains(slot);
    }
}
