package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The ledger against other people's vectors, which lie outside the project. Each test says how
/// many cases it ran: a folder that moved away must not pass.
@EnabledIfSystemProperty(named = "custos.vectors", matches = ".+")
class ConformanceTest {
    private static final HexFormat HEX = HexFormat.of();

    private final Path root = Path.of(System.getProperty("custos.vectors", ""));
    private final Path ledger = root.resolve("ledger");

    private static void ran(String what, int cases, int expected) {
        System.out.printf("conformance: %d %s%n", cases, what);
        assertThat(cases).as(what).isEqualTo(expected).isPositive();
    }

    private static JsonNode json(Path file) {
        return JsonMapper.builder().build().readTree(file.toFile());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accepts(Runnable check) {
        try {
            check.run();
            return true;
        } catch (IllegalArgumentException | LedgerFault _) {
            return false;
        }
    }

    private static byte[] base64(JsonNode text) {
        return Base64.getDecoder().decode(text.asString());
    }

    /// Some probes are beyond 63 bits, which no size of ours is.
    private static long number(JsonNode number) {
        return Long.parseLong(number.asString());
    }

    private static List<Hash> hashes(JsonNode list) {
        var hashes = new ArrayList<Hash>();
        list.forEach(hash -> hashes.add(Hash.of(base64(hash))));
        return hashes;
    }

    @Test
    void merkle_inclusion_probes() {
        int cases = 0;
        for (var file : files(ledger.resolve("merkle-probes/inclusion"), ".json")) {
            var probe = json(file);
            boolean accepted =
                    accepts(() -> {
                        long size = number(probe.get("treeSize"));
                        var head = new TreeHead(size, Hash.of(base64(probe.get("root"))));
                        long index = number(probe.get("leafIdx"));
                        var leaf = Hash.of(base64(probe.get("leafHash")));
                        new InclusionProof(index, size, hashes(probe.get("proof")))
                                .verify(leaf, head);
                    });
            assertThat(accepted).as(file.toString()).isNotEqualTo(probe.get("wantErr").asBoolean());
            cases++;
        }
        ran("merkle inclusion probes", cases, 68);
    }

    @Test
    void merkle_consistency_probes() {
        int cases = 0;
        for (var file : files(ledger.resolve("merkle-probes/consistency"), ".json")) {
            var probe = json(file);
            boolean accepted =
                    accepts(() -> {
                        long from = number(probe.get("size1"));
                        long to = number(probe.get("size2"));
                        var proof = new ConsistencyProof(from, to, hashes(probe.get("proof")));
                        proof.verify(
                                new TreeHead(from, Hash.of(base64(probe.get("root1")))),
                                new TreeHead(to, Hash.of(base64(probe.get("root2")))));
                    });
            // This one expects success for roots of 12 bytes: ours have 32 or are refused.
            boolean tooShort = file.endsWith("sizes-are-equal-one-and-proof-is-empty.json");
            assertThat(accepted)
                    .as(file.toString())
                    .isEqualTo(!tooShort && !probe.get("wantErr").asBoolean());
            cases++;
        }
        ran("merkle consistency probes", cases, 64);
    }

    @Test
    void the_reference_tree_of_eight() {
        var reference = json(ledger.resolve("merkle-reference-8.json"));
        var frontier = Frontier.empty();
        int cases = 0;
        for (var leaf : reference.get("leaves")) {
            frontier.append(HEX.parseHex(leaf.asString()));
            assertThat(HEX.formatHex(frontier.head().root().bytes()))
                    .isEqualTo(reference.get("roots").get(cases).asString());
            cases++;
        }
        hexEquals(Hash.EMPTY_ROOT, reference.get("empty_root"));
        hexEquals(Hash.ofLeaf(ascii("L123456")), reference.get("leaf_hash_of_ascii_L123456"));
        var node = TreeHasher.sha256();
        node.update((byte) 1);
        node.update(ascii("N123"));
        hexEquals(
                Hash.of(node.digest(ascii("N456"))), reference.get("node_hash_of_ascii_N123_N456"));
        ran("reference roots and hashes", cases + 3, 11);
    }

    private static void hexEquals(Hash hash, JsonNode hex) {
        assertThat(HEX.formatHex(hash.bytes())).isEqualTo(hex.asString());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void compact_range_seeds() {
        int cases = 0;
        for (var seed : json(ledger.resolve("compact-range-seeds.json")).get("seeds")) {
            long begin = seed.get(0).asLong();
            long end = seed.get(1).asLong();
            assertThat(accepts(() -> Subtrees.checkCovering(begin, end))).isEqualTo(begin <= end);
            cases++;
        }
        ran("compact range seeds", cases, 19);
    }

    /// A log's folder; a partial tile may stand under its own width or inside a wider one.
    private record LogFolder(Path folder) implements TileSource {
        @Override
        public HashTile tile(int level, long index, int width) {
            var path = folder.resolve(new TilePath.Hashes(level, index, width).path());
            if (Files.exists(path)) {
                return HashTile.of(bytes(path));
            }
            var full = folder.resolve(new TilePath.Hashes(level, index, 256).path());
            return HashTile.of(bytes(full)).first(width);
        }

        List<byte[]> entries(long size) {
            var entries = new ArrayList<byte[]>();
            for (long index = 0; index * 256 < size; index++) {
                int width = (int) Math.min(256, size - index * 256);
                var path = folder.resolve(new TilePath.Entries(index, width).path());
                entries.addAll(EntryBundle.parse(bytes(path), width));
            }
            return entries;
        }

        VerifierKey key() {
            return VerifierKey.parse(text(folder.resolve("vkey")).strip());
        }

        Checkpoint checkpoint(String name) {
            return SignedCheckpoint.parse(bytes(folder.resolve(name))).verify(key());
        }
    }

    @Test
    void a_tessera_log() {
        var log = new LogFolder(ledger.resolve("tessera-log"));
        var entries = log.entries(15);
        var names = json(ledger.resolve("tessera-log/entries.json"));
        for (int i = 0; i < 15; i++) {
            assertThat(new String(entries.get(i), StandardCharsets.UTF_8))
                    .isEqualTo(names.get(i).asString());
        }
        int cases = 0;
        for (int to = 0; to <= 15; to++) {
            var newer = log.checkpoint("checkpoint." + to).head();
            var view = TreeView.of(log, to);
            assertThat(view.head()).isEqualTo(newer);
            assertThat(Batch.of(entries.subList(0, to)).head()).isEqualTo(newer);
            for (int from = 1; from <= to; from++) {
                var older = log.checkpoint("checkpoint." + from).head();
                view.consistency(from, to).verify(older, newer);
                view.inclusion(from - 1, to).verify(Hash.ofLeaf(entries.get(from - 1)), newer);
                cases++;
            }
            cases++;
        }
        assertThat(log.checkpoint("checkpoint").head().size()).isEqualTo(15);
        ran("tessera checkpoints and proofs", cases, 16 + 120);
    }

    @Test
    void generated_logs() {
        int cases = generatedLog("log-1000", 1000) + generatedLog("log-257", 257);
        ran("generated checkpoints, tiles, proofs and consistencies", cases, 1088);
    }

    private int generatedLog(String name, int size) {
        var log = new LogFolder(ledger.resolve("generated").resolve(name));
        var head = log.checkpoint("checkpoint").head();
        assertThat(head.size()).isEqualTo(size);
        var view = TreeView.of(log, size);
        assertThat(view.head()).isEqualTo(head);
        var memory = Batch.of(log.entries(size));
        assertThat(memory.head()).isEqualTo(head);
        return checkpoints(log, memory) + tiles(log, memory) + proofs(log, view);
    }

    private static int checkpoints(LogFolder log, Batch memory) {
        int cases = 0;
        for (var file : files(log.folder().resolve("checkpoints"), "")) {
            if (Files.isRegularFile(file)) {
                var signed = SignedCheckpoint.parse(bytes(file));
                assertThat(signed.text()).isEqualTo(text(file));
                var head = signed.verify(log.key()).head();
                assertThat(TreeHead.of(memory, head.size())).isEqualTo(head);
                cases++;
            }
        }
        return cases;
    }

    private static int tiles(LogFolder log, Batch memory) {
        int cases = 0;
        for (var file : files(log.folder().resolve("tile"), "")) {
            if (!Files.isRegularFile(file)) {
                continue;
            }
            switch (TilePath.parse(log.folder().relativize(file).toString())) {
                case TilePath.Entries place ->
                        assertThat(EntryBundle.parse(bytes(file), place.width()))
                                .hasSize(place.width());
                case TilePath.Hashes place -> {
                    var tile = HashTile.of(bytes(file));
                    assertThat(tile.width()).isEqualTo(place.width());
                    for (int i = 0; i < tile.width(); i++) {
                        assertThat(tile.hash(i))
                                .isEqualTo(memory.node(8 * place.level(), place.index() * 256 + i));
                    }
                }
            }
            cases++;
        }
        return cases;
    }

    private static int proofs(LogFolder log, TreeView view) {
        int cases = 0;
        for (var file : files(log.folder().resolve("proofs"), ".tlog-proof")) {
            var proof = TlogProof.parse(text(file));
            assertThat(proof.encoded()).isEqualTo(text(file));
            var leaf = bytes(Path.of(file.toString().replace(".tlog-proof", ".leaf")));
            var head = proof.verify(leaf, log.key()).head();
            var own = view.inclusion(proof.index(), head.size());
            assertThat(own.path()).isEqualTo(proof.path());
            cases++;
        }
        for (var file : files(log.folder().resolve("proofs"), ".consistency")) {
            var sizes = file.getFileName().toString().replace(".consistency", "").split("-", -1);
            long from = Long.parseLong(sizes[0]);
            long to = Long.parseLong(sizes[1]);
            var path = text(file).lines().filter(line -> !line.isEmpty()).map(Hash::parse).toList();
            new ConsistencyProof(from, to, path).verify(view.headAt(from), view.headAt(to));
            assertThat(view.consistency(from, to).path()).isEqualTo(path);
            cases++;
        }
        return cases;
    }

    @Test
    void note_cases() {
        int cases = 0;
        for (var note : json(ledger.resolve("note/note-cases.json"))) {
            var keys = new ArrayList<VerifierKey>();
            note.get("vkeys").forEach(vkey -> keys.add(VerifierKey.parse(vkey.asString())));
            var signers = new ArrayList<String>();
            boolean accepted =
                    accepts(() ->
                            SignedNote.parse(base64(note.get("note_b64")))
                                    .verify(keys)
                                    .signers()
                                    .forEach(name -> signers.add(name.toString())));
            var expected = new ArrayList<String>();
            note.get("verified").forEach(name -> expected.add(name.asString()));
            assertThat(accepted)
                    .as(note.get("name").asString())
                    .isEqualTo(note.get("ok").asBoolean());
            assertThat(signers).isEqualTo(expected);
            cases++;
        }
        ran("note cases", cases, 17);
    }

    @Test
    void verifier_key_cases() {
        int cases = 0;
        for (var vector : json(ledger.resolve("note/vkey-cases.json"))) {
            if (vector.has("mutations_of")) {
                cases += mutations(vector.get("mutations_of").asString());
                continue;
            }
            var vkey = vector.get("vkey").asString();
            boolean ok = vector.get("ok").asBoolean();
            assertThat(accepts(() -> VerifierKey.parse(vkey))).as(vkey).isEqualTo(ok);
            if (ok) {
                assertThat(VerifierKey.parse(vkey).type().code())
                        .isEqualTo(vector.get("type").asInt());
            }
            cases++;
        }
        var skey = json(ledger.resolve("note/skey-format.json"));
        var parts = skey.get("skey").asString().split("\\+", 5);
        var secret = Base64.getDecoder().decode(parts[4]);
        var seed = Arrays.copyOfRange(secret, 1, 33);
        try (var signer = NoteSigner.of(parts[2], seed)) {
            assertThat(signer.key()).hasToString(skey.get("vkey").asString());
        }
        ran("verifier keys with mutations", cases + 1, 2355);
    }

    /// Every proper substring, and every byte one higher.
    private static int mutations(String vkey) {
        int cases = 0;
        for (int from = 0; from < vkey.length(); from++) {
            for (int to = from; to <= vkey.length(); to++) {
                if (to - from < vkey.length()) {
                    var part = vkey.substring(from, to);
                    assertThat(accepts(() -> VerifierKey.parse(part))).as(part).isFalse();
                    cases++;
                }
            }
            var raised =
                    vkey.substring(0, from)
                            + (char) (vkey.charAt(from) + 1)
                            + vkey.substring(from + 1);
            assertThat(accepts(() -> VerifierKey.parse(raised))).as(raised).isFalse();
            cases++;
        }
        return cases;
    }

    @Test
    void tile_paths() {
        var paths = json(ledger.resolve("tiles/tile-paths.json"));
        int cases = 0;
        for (var vector : paths.get("c2sp")) {
            var kind = vector.get("kind").asString();
            long index = vector.get("N").asLong();
            int width = vector.get("W").asInt();
            var expected =
                    kind.equals("entries")
                            ? new TilePath.Entries(index, width)
                            : new TilePath.Hashes(Integer.parseInt(kind), index, width);
            var path = vector.get("path").asString();
            assertThat(TilePath.parse(path)).isEqualTo(expected);
            assertThat(expected.path()).isEqualTo(path);
            cases++;
        }
        for (var vector : paths.get("go_sumdb").get("cases")) {
            goPath(vector);
            cases++;
        }
        var tree = paths.get("c2sp_tree_70000");
        assertThat(TreeView.width(70_000, 0, tree.get("full0").asInt()))
                .isEqualTo(tree.get("partial0").asInt());
        assertThat(TreeView.width(70_000, 1, tree.get("full1").asInt()))
                .isEqualTo(tree.get("partial1").asInt());
        assertThat(TreeView.width(70_000, 2, 0)).isEqualTo(tree.get("partial2").asInt());
        assertThat(TreeView.width(256, 0, 0)).isEqualTo(256);
        assertThat(TreeView.width(256, 1, 0)).isEqualTo(1);
        ran("tile paths and trees", cases + 2, 16);
    }

    /// Go's form has the height behind `tile/`, and a full width of 2^height; ours is always 8.
    private static void goPath(JsonNode vector) {
        var path = vector.get("path").asString().replaceFirst("^tile/[0-9]+/", "tile/");
        if (vector.has("invalid") || vector.get("L").asInt() < 0) {
            assertThat(accepts(() -> TilePath.parse(path))).as(path).isFalse();
            return;
        }
        boolean partial = path.contains(".p/");
        int width = partial ? vector.get("W").asInt() : 256;
        assertThat(TilePath.parse(path))
                .isEqualTo(
                        new TilePath.Hashes(
                                vector.get("L").asInt(), vector.get("N").asLong(), width));
    }

    @Test
    void checkpoint_bodies() {
        int cases = 0;
        for (var vector : json(ledger.resolve("checkpoint/body-cases.json"))) {
            var body = vector.get("body").asString();
            assertThat(accepts(() -> Checkpoint.parse(body)))
                    .as(vector.get("desc").asString())
                    .isEqualTo(vector.get("c2sp_strict").asBoolean());
            cases++;
        }
        for (var file : files(ledger.resolve("checkpoint/sigstore-java"), ".txt")) {
            boolean valid = file.getFileName().toString().startsWith("valid");
            assertThat(accepts(() -> SignedCheckpoint.parse(bytes(file))))
                    .as(file.toString())
                    .isEqualTo(valid);
            if (valid) {
                assertThat(SignedCheckpoint.parse(bytes(file)).text()).isEqualTo(text(file));
            }
            cases++;
        }
        ran("checkpoint bodies and sigstore checkpoints", cases, 12 + 9);
    }

    @Test
    void offline_proof_cases() {
        int cases = 0;
        for (var vector : json(ledger.resolve("tlog-proof/cases.json"))) {
            var text = vector.get("text").asString();
            boolean ok = vector.get("ok").asBoolean();
            assertThat(accepts(() -> TlogProof.parse(text)))
                    .as(vector.get("name").asString())
                    .isEqualTo(ok);
            if (ok) {
                var proof = TlogProof.parse(text);
                assertThat(proof.index()).isEqualTo(vector.get("index").asLong());
                assertThat(proof.path()).isEqualTo(hashes(vector.get("hashes")));
                assertThat(proof.checkpoint()).isEqualTo(vector.get("checkpoint").asString());
                assertThat(proof.extra().isPresent()).isEqualTo(vector.has("extra"));
                assertThat(proof.encoded()).isEqualTo(text);
            }
            cases++;
        }
        ran("offline proof cases", cases, 11);
    }

    @Test
    void rekor_proofs() {
        int cases = 0;
        for (var vector : json(ledger.resolve("rekor2/cases.json"))) {
            var name = vector.get("name").asString();
            var key = VerifierKey.parse(vector.get("vkey").asString());
            var leaf = bytes(ledger.resolve("rekor2").resolve(name + ".leaf"));
            var proof = text(ledger.resolve("rekor2").resolve(name + ".tlog-proof"));
            assertThat(accepts(() -> TlogProof.parse(proof).verify(leaf, key)))
                    .as(name)
                    .isEqualTo(vector.get("ok").asBoolean());
            cases++;
        }
        ran("rekor proofs", cases, 19);
    }

    /// Where verifiers differ, ours is the strictest reading of RFC 8032, 5.1.7: no cofactor, one
    /// encoding of each point and scalar.
    @Test
    void ed25519_edge_cases() {
        int cases = 0;
        int accepted = 0;
        for (var vector : json(ledger.resolve("ed25519/ed25519vectors.json"))) {
            var key = HEX.parseHex(vector.get("key").asString());
            var signature = HEX.parseHex(vector.get("sig").asString());
            var message = vector.get("msg").asString().getBytes(StandardCharsets.UTF_8);
            var verifier = VerifierKey.of("k", KeyType.ED25519, key);
            if (verifier.verifies(message, signature)) {
                assertThat(vector.get("flags").toString())
                        .doesNotContain("low_order_residue", "non_canonical");
                accepted++;
            }
            cases++;
        }
        ran("ed25519 edge cases accepted", accepted, 172);
        ran("ed25519 edge cases", cases, 914);
    }

    @Test
    void wycheproof_ed25519() {
        int cases = 0;
        var vectors = json(root.resolve("wycheproof/ed25519_test.json"));
        for (var group : vectors.get("testGroups")) {
            var publicKey = HEX.parseHex(group.get("publicKey").get("pk").asString());
            var key = VerifierKey.of("k", KeyType.ED25519, publicKey);
            for (var vector : group.get("tests")) {
                var message = HEX.parseHex(vector.get("msg").asString());
                var signature = HEX.parseHex(vector.get("sig").asString());
                assertThat(key.verifies(message, signature))
                        .as("case %s", vector.get("tcId"))
                        .isEqualTo(vector.get("result").asString().equals("valid"));
                cases++;
            }
        }
        ran("wycheproof ed25519", cases, vectors.get("numberOfTests").asInt());
    }
}
